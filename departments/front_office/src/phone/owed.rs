//! The call-backs that a site owes, the one due first on top.

use super::tables::call_back;
use super::{CallBackId, CallBackOutcome, CallId, Route, Urgency};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, PatientId, Reader, SiteId};

/// Call-backs listed at most.
const OWED_MAX: u32 = 300;

/// A call that the office owes somebody.
#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = call_back, treat_none_as_default_value = false)]
pub struct CallBack {
    /// Its id.
    pub id: CallBackId,
    /// At which site.
    pub site: SiteId,
    /// The call in which it was asked for.
    pub phone_call: CallId,
    /// Whom it is about, if that was verified.
    pub patient: Option<PatientId>,
    /// The number to call.
    pub number: Phi<String>,
    /// About what.
    pub asks: Phi<String>,
    /// How soon.
    pub urgency: Urgency,
    /// Who is to call.
    pub route: Route,
    /// When it was asked for.
    pub asked_at: Moment,
    /// By whom.
    pub asked_by: AccountId,
    /// When it is due.
    pub due_at: Moment,
    /// Who has taken it on.
    pub owner: Option<AccountId>,
    /// How often they were called in vain.
    pub tries: i64,
    /// When the last time.
    pub tried_at: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// What came of it.
    pub outcome: Option<CallBackOutcome>,
    /// For the next change.
    pub version: i64,
}

/// The call-backs that a site owes, the one due first on top.
///
/// # Errors
/// Broken, when the database fails.
pub fn call_backs_owed(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<CallBack>, Problem> {
    let query = call_back::table
        .filter(call_back::site.eq(site).and(call_back::done_at.is_null()))
        .order((call_back::due_at, call_back::id))
        .select(CallBack::as_select());
    read.list(query, OWED_MAX)
}
