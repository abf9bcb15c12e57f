//! Filing: whose a document is, what it is, and who must look at it.

use super::facts::DocumentFact;
use super::one::stored;
use super::tables::office_document;
use super::take_in::TITLE_MAX;
use super::{Category, DocumentId, DocumentState, FILE_DOCUMENT};
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;
use registry::people::person;
use registry::practice::{StaffId, staff_member};

/// Files a document, or files it anew where it was put into the wrong chart.
#[derive(Clone, Debug)]
pub struct FileDocument {
    /// Which.
    pub document: DocumentId,
    /// The version on the screen.
    pub version: i64,
    /// Whose it is.
    pub patient: PatientId,
    /// What it is.
    pub category: Category,
    /// What it is called.
    pub title: Phi<String>,
    /// The day that stands on it.
    pub dated_on: Option<Day>,
    /// Who must look at it; nobody, where nobody need.
    pub reviewer: Option<StaffId>,
}

impl Command for FileDocument {
    const ACT: Act = FILE_DOCUMENT;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        stored(read, self.document)?;
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored(tx, self.document)?;
        person(tx, self.patient)?;
        check_stands(tx, self.patient)?;
        let title = self.title.reveal().trim();
        if title.chars().count() > TITLE_MAX {
            let say = "Keep the title under 200 letters.";
            return Err(Problem::invalid("too_long", say).at("title", say));
        }
        if let Some(reviewer) = self.reviewer {
            staff_member(tx, reviewer)?;
        }
        // What was reviewed stays reviewed, unless it turns out to be somebody else's.
        let moved = row.patient.is_some_and(|before| before != self.patient);
        let reviewed = row.state == DocumentState::Reviewed && !moved && row.reviewer == self.reviewer;
        let state = match self.reviewer {
            _ if reviewed => DocumentState::Reviewed,
            Some(_) => DocumentState::ToReview,
            None => DocumentState::Filed,
        };
        let (closed_at, closed_by) = if reviewed { (row.closed_at, row.closed_by) } else { (None, None) };
        if let Some(before) = row.patient.filter(|_| moved) {
            // Told to the journal of the chart that it left, too.
            tx.write(DocumentFact::TakenOut { document: self.document, patient: before });
        }
        let fact = DocumentFact::Filed {
            document: self.document,
            patient: self.patient,
            before: row.patient.filter(|_| moved),
            category: self.category,
            reviewer: self.reviewer,
        };
        let target = office_document::table
            .filter(office_document::id.eq(self.document).and(office_document::version.eq(self.version)));
        tx.write(fact).change(diesel::update(target).set((
            office_document::patient.eq(Some(self.patient)),
            office_document::category.eq(self.category),
            office_document::title.eq(title),
            office_document::dated_on.eq(self.dated_on),
            office_document::reviewer.eq(self.reviewer),
            office_document::state.eq(state),
            office_document::closed_at.eq(closed_at),
            office_document::closed_by.eq(closed_by),
            office_document::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}
