//! Setting aside: a document that is none of ours, or was scanned wrongly. It is kept, out of every chart, with the reason.

use super::facts::DocumentFact;
use super::one::stored;
use super::review::REMARK_MAX;
use super::tables::office_document;
use super::{DocumentId, DocumentState, SET_ASIDE};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};

/// Sets a document aside. Filing it brings it back.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Which.
    pub document: DocumentId,
    /// The version on the screen.
    pub version: i64,
    /// Why.
    pub reason: Phi<String>,
}

impl Command for SetAside {
    const ACT: Act = SET_ASIDE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(stored(read, self.document)?.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored(tx, self.document)?;
        let reason = self.reason.reveal().trim();
        if reason.is_empty() || reason.chars().count() > REMARK_MAX {
            let say = "Say why it is set aside, in a few words.";
            return Err(Problem::invalid("no_reason", say).at("reason", say));
        }
        let (now, account) = (tx.now(), tx.who().account());
        let target = office_document::table
            .filter(office_document::id.eq(self.document).and(office_document::version.eq(self.version)));
        let fact = DocumentFact::SetAside { document: self.document, patient: row.patient };
        tx.write(fact).change(diesel::update(target).set((
            office_document::state.eq(DocumentState::SetAside),
            office_document::patient.eq(None::<PatientId>),
            office_document::closed_at.eq(Some(now)),
            office_document::closed_by.eq(Some(account)),
            office_document::remark.eq(reason),
            office_document::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}
