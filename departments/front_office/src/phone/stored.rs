//! Calls as they are stored and shown.

use super::tables::{CallRow, phone_call};
use super::{CallId, CallOutcome, CallReason, Identifier, RedFlagSetId, Urgency};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, PatientId, Reader, SiteId};

/// Calls that ring or are talked on, listed at most.
const OPEN_MAX: u32 = 100;
/// What stands in `verified` for somebody registered in the call.
pub(super) const REGISTERED_NOW: &str = "registered_now";

/// A call.
#[derive(Clone, Debug)]
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
    /// What the caller said that agreed; empty for somebody registered in the call.
    pub verified: Vec<Identifier>,
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

impl From<CallRow> for Call {
    fn from(row: CallRow) -> Self {
        Self {
            id: row.id,
            site: row.site,
            number: row.number,
            began_at: row.began_at,
            answered_at: row.answered_at,
            answered_by: row.answered_by,
            ended_at: row.ended_at,
            outcome: row.outcome,
            patient: row.patient,
            verified: row.verified.split(',').filter_map(Identifier::from_word).collect(),
            reason: row.reason,
            words: row.words,
            red_flag_set: row.red_flag_set,
            urgency: row.urgency,
            advice: row.advice,
            advised_by: row.advised_by,
            version: row.version,
        }
    }
}

/// One call.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn call_line(read: &mut Reader<'_>, call: CallId) -> Result<Call, Problem> {
    super::rules::stored_call(read, call).map(Call::from)
}

/// The calls of a site that ring or are talked on, the first that rang first.
///
/// # Errors
/// Broken, when the database fails.
pub fn calls_open(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<Call>, Problem> {
    let open = phone_call::table
        .filter(phone_call::site.eq(site).and(phone_call::ended_at.is_null()))
        .order((phone_call::began_at, phone_call::id))
        .select(CallRow::as_select());
    let rows: Vec<CallRow> = read.list(open, OPEN_MAX)?;
    Ok(rows.into_iter().map(Call::from).collect())
}
