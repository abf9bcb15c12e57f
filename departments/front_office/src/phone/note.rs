//! Why somebody calls.

use super::rules::{fact, open_call, subject_of, words};
use super::tables::phone_call;
use super::{ANSWER, CallDeed, CallId, CallReason};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// Notes the reason of a call.
#[derive(Clone, Debug)]
pub struct NoteCall {
    /// Which call.
    pub call: CallId,
    /// Why.
    pub reason: CallReason,
    /// In the caller's words; may be empty.
    pub words: Phi<String>,
}

impl Command for NoteCall {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = open_call(tx, self.call)?;
        let words = words(&self.words, "words")?;
        tx.write(fact(&row, CallDeed::Noted, self.reason.word())).change(
            diesel::update(phone_call::table.filter(phone_call::id.eq(row.id))).set((
                phone_call::reason.eq(Some(self.reason)),
                phone_call::words.eq(words),
                phone_call::version.eq(row.version + 1),
            )),
        )?;
        Ok(())
    }
}
