//! What holds for every deed on the telephone.

use super::tables::phone_call;
use super::{Call, CallDeed, CallFact, CallId};
use crate::scheduling::works_at;
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Reader, Subject};

/// Letters of a note at most.
pub(super) const WORDS_MAX: usize = 4_000;

/// A call at a site where the asker works.
pub(super) fn stored_call(read: &mut Reader<'_>, call: CallId) -> Result<Call, Problem> {
    let query = phone_call::table.filter(phone_call::id.eq(call)).select(Call::as_select());
    let row: Option<Call> = read.maybe(query)?;
    row.filter(|row| works_at(read, row.site))
        .ok_or_else(|| Problem::not_found("no_such_call", "There is no such call, or you may not see it."))
}

/// A call that has not ended.
pub(super) fn open_call(read: &mut Reader<'_>, call: CallId) -> Result<Call, Problem> {
    let row = stored_call(read, call)?;
    if row.ended_at.is_some() {
        return Err(Problem::conflict("call_ended", "This call has ended. What was noted is kept with it."));
    }
    Ok(row)
}

/// Whose record a deed about this call is about.
pub(super) fn subject_of(read: &mut Reader<'_>, call: CallId) -> Result<Subject, Problem> {
    let row = stored_call(read, call)?;
    Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
}

/// What is told of this call.
pub(super) fn fact(row: &Call, deed: CallDeed, how: impl Into<String>) -> CallFact {
    let (patient, site, urgency) = (row.patient, row.site, row.urgency);
    CallFact { deed, call: row.id, call_back: None, patient, site, how: how.into(), urgency }
}

/// Text that was typed, without spaces around it.
///
/// # Errors
/// Invalid, when it is too long.
pub(super) fn words(text: &Phi<String>, field: &'static str) -> Result<Phi<String>, Problem> {
    let text = text.reveal().trim();
    if text.chars().count() > WORDS_MAX {
        let say = format!("Keep this under {WORDS_MAX} letters.");
        return Err(Problem::invalid("too_long", say.clone()).at(field, say));
    }
    Ok(text.into())
}
