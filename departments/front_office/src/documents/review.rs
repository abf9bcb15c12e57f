//! Reviewing: whoever must look at a document says that they did.

use super::facts::DocumentFact;
use super::one::stored;
use super::tables::office_document;
use super::{DocumentId, DocumentState, REVIEW_DOCUMENT};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::{staff_member, staff_of_account};

/// Letters of a remark at most.
pub(super) const REMARK_MAX: usize = 1_000;

/// Notes that its reviewer has looked at a document.
#[derive(Clone, Debug)]
pub struct ReviewDocument {
    /// Which.
    pub document: DocumentId,
    /// The version on the screen.
    pub version: i64,
    /// What is to be done about it; may be empty.
    pub remark: Phi<String>,
}

impl Command for ReviewDocument {
    const ACT: Act = REVIEW_DOCUMENT;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(stored(read, self.document)?.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored(tx, self.document)?;
        let Some(reviewer) = row.reviewer.filter(|_| row.state == DocumentState::ToReview) else {
            return Err(Problem::conflict("nothing_to_review", "This document waits for nobody's review."));
        };
        let account = tx.who().account();
        if staff_of_account(tx, account)?.map(|me| me.id) != Some(reviewer) {
            let whose = staff_member(tx, reviewer)?.called();
            let say = format!("This waits for {whose}. Put yourself down as the reviewer first, if you take it over.");
            return Err(Problem::refused("not_the_reviewer", say));
        }
        if self.remark.reveal().chars().count() > REMARK_MAX {
            let say = "Keep the remark under 1,000 letters.";
            return Err(Problem::invalid("too_long", say).at("remark", say));
        }
        let now = tx.now();
        let target = office_document::table
            .filter(office_document::id.eq(self.document).and(office_document::version.eq(self.version)));
        let fact = DocumentFact::Reviewed { document: self.document, patient: row.patient };
        tx.write(fact).change(diesel::update(target).set((
            office_document::state.eq(DocumentState::Reviewed),
            office_document::closed_at.eq(Some(now)),
            office_document::closed_by.eq(Some(account)),
            office_document::remark.eq(self.remark.reveal().trim()),
            office_document::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}
