//! Who went through a section, and when: pressed by somebody who had it before their eyes.

use super::facts::HistoryFact;
use super::tables::{ReviewRow, section_review};
use super::{REVIEW_HISTORIES, Section};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Act, Actor, Command, PatientId, Reader, Role, Subject, Tx};
use registry::people::merging::check_stands;

/// Who counts as a clinician: what a patient told waits until one of them has seen it.
pub const CLINICIANS: &[Role] = &[Role::Physician, Role::NursePractitioner, Role::PhysicianAssistant, Role::Nurse];

/// Minutes for which a page may lie open before a review from it counts no more.
const PAGE_MINUTES_MAX: i64 = 12 * 60;

/// That somebody went through a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub at: Moment,
    /// What they had seen until then.
    pub as_of: Moment,
    /// Who.
    pub by: AccountId,
    /// As what.
    pub role: Role,
}

/// Says that sections were gone through.
#[derive(Clone, Debug)]
pub struct MarkReviewed {
    /// Whose.
    pub patient: PatientId,
    /// Which; all of them for “reviewed, nothing changed”.
    pub sections: Vec<Section>,
    /// When the page was made that the reviewer looks at.
    pub as_of: Moment,
}

impl Command for MarkReviewed {
    const ACT: Act = REVIEW_HISTORIES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_stands(tx, self.patient)?;
        let now = tx.now();
        let age = now.minutes_since(self.as_of);
        if self.as_of > now || age > PAGE_MINUTES_MAX {
            let say = "This page lay open too long. Load it again, look at it once more, and press then.";
            return Err(Problem::conflict("page_too_old", say));
        }
        let mut sections = self.sections.clone();
        sections.sort_unstable();
        sections.dedup();
        if sections.is_empty() {
            return Err(Problem::invalid("nothing_reviewed", "Say which section was reviewed."));
        }
        let (patient, by, role) = (self.patient, tx.who().account(), role_of(tx.who()));
        let rows: Vec<ReviewRow> = sections
            .iter()
            .map(|section| ReviewRow {
                id: tx.id(),
                patient,
                section: *section,
                as_of: self.as_of,
                reviewed_at: now,
                reviewed_by: by,
                role,
            })
            .collect();
        let mut pen = tx.write(HistoryFact::Reviewed { patient, sections, role });
        for row in &rows {
            pen.insert(section_review::table, row)?;
        }
        Ok(())
    }
}

/// As what somebody reviews: a clinician where they are one, else their first role.
fn role_of(who: &Actor) -> Role {
    let clinician = CLINICIANS.iter().find(|role| who.roles().contains(role));
    clinician.or(who.roles().first()).copied().unwrap_or(Role::Machine)
}

/// The last review of a section, and the last by a clinician.
pub(super) fn last(
    read: &mut Reader<'_>,
    patient: PatientId,
    section: Section,
) -> Result<(Option<Review>, Option<Review>), Problem> {
    let of = || {
        section_review::table
            .filter(section_review::patient.eq(patient).and(section_review::section.eq(section)))
            .order((section_review::reviewed_at.desc(), section_review::id.desc()))
    };
    let any: Option<ReviewRow> = read.maybe(of().select(ReviewRow::as_select()))?;
    let is_clinician = any.as_ref().is_none_or(|row| CLINICIANS.contains(&row.role));
    let clinician: Option<ReviewRow> = match is_clinician {
        true => any.clone(),
        false => read.maybe(of().filter(section_review::role.eq_any(CLINICIANS)).select(ReviewRow::as_select()))?,
    };
    Ok((any.map(review), clinician.map(review)))
}

fn review(row: ReviewRow) -> Review {
    Review { at: row.reviewed_at, as_of: row.as_of, by: row.reviewed_by, role: row.role }
}
