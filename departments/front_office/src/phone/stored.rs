//! Calls as they are stored and shown.

use super::tables::phone_call;
use super::{CallId, CallOutcome, CallReason, Identifier, RedFlagSetId, Urgency};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, PatientId, Reader, SiteId};

/// Calls that ring or are talked on, listed at most.
const OPEN_MAX: u32 = 100;
/// Minutes for which somebody who let it ring is still on the line.
pub const RINGS_MINUTES: i64 = 3;
/// What stands in `verified` for somebody registered in the call.
pub(super) const REGISTERED_NOW: &str = "registered_now";

/// A call.
#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = phone_call, treat_none_as_default_value = false)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// At which site.
    pub site: SiteId,
    /// The caller's number, in digits; empty where it is withheld.
    pub number: Phi<String>,
    /// Since when it rings, or was begun.
    pub began_at: Moment,
    /// When somebody took it; none while it rings.
    pub answered_at: Option<Moment>,
    /// Who took it.
    pub answered_by: Option<AccountId>,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// How.
    pub outcome: Option<CallOutcome>,
    /// Whom it is about, once that is verified.
    pub patient: Option<PatientId>,
    /// How that is known, as words with commas between them; see [`Call::identifiers`].
    pub verified: String,
    /// Why they call.
    pub reason: Option<CallReason>,
    /// In their words.
    pub words: Phi<String>,
    /// The questions that were asked.
    pub red_flag_set: Option<RedFlagSetId>,
    /// How urgent it is by them.
    pub urgency: Option<Urgency>,
    /// What a nurse or clinician advised.
    pub advice: Phi<String>,
    /// Who did.
    pub advised_by: Option<AccountId>,
    /// For the next change.
    pub version: i64,
}

impl Call {
    /// What the caller said that agreed; empty for somebody registered in the call.
    #[must_use]
    pub fn identifiers(&self) -> Vec<Identifier> {
        self.verified.split(',').filter_map(Identifier::from_word).collect()
    }

    /// Whether somebody is on the line and nobody has taken it: what rang longer ago was missed.
    #[must_use]
    pub fn rings(&self, now: Moment) -> bool {
        self.answered_at.is_none() && self.ended_at.is_none() && now.minutes_since(self.began_at) < RINGS_MINUTES
    }
}

/// One call.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn call_line(read: &mut Reader<'_>, call: CallId) -> Result<Call, Problem> {
    super::rules::stored_call(read, call)
}

/// The calls of a site that ring, are talked on or were missed and wait for somebody, the first that rang first. Of more
/// than a hundred those that began last.
///
/// # Errors
/// Broken, when the database fails.
pub fn calls_open(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<Call>, Problem> {
    let open = phone_call::table
        .filter(phone_call::site.eq(site).and(phone_call::ended_at.is_null()))
        .order((phone_call::began_at.desc(), phone_call::id.desc()))
        .select(Call::as_select());
    let mut calls: Vec<Call> = read.list(open, OPEN_MAX)?;
    calls.reverse();
    Ok(calls)
}
