//! The call-backs that a site owes, the one due first on top.

use super::tables::{CallBackRow, call_back};
use super::{CallBackId, CallId, Route, Urgency};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, PatientId, Reader, SiteId};

/// Call-backs listed at most.
const OWED_MAX: u32 = 300;

/// A call that the office owes somebody.
#[derive(Clone, Debug)]
pub struct CallBack {
    /// Its id.
    pub id: CallBackId,
    /// The call in which it was asked for.
    pub call: CallId,
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
    /// When it is due.
    pub due_at: Moment,
    /// Who has taken it on.
    pub owner: Option<AccountId>,
    /// How often they were called in vain.
    pub tries: i64,
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
        .select(CallBackRow::as_select());
    let rows: Vec<CallBackRow> = read.list(query, OWED_MAX)?;
    let line = |row: CallBackRow| CallBack {
        id: row.id,
        call: row.phone_call,
        patient: row.patient,
        number: row.number,
        asks: row.asks,
        urgency: row.urgency,
        route: row.route,
        asked_at: row.asked_at,
        due_at: row.due_at,
        owner: row.owner,
        tries: row.tries,
        version: row.version,
    };
    Ok(rows.into_iter().map(line).collect())
}
