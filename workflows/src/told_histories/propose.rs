//! What a patient told, as lines to look over, each with whether the chart has it already.

use super::read::{lines, says_none};
use super::section_of;
use clinical::histories::{Said, Section, SectionSheet, Stands, is_same, section};
use front_office::self_check_in::{EntryStanding, REVIEW_SELF_CHECK_IN, SelfCheckInId, SelfField, SelfReview};
use kernel::{Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};

/// The histories of a check-in that are still to be decided.
#[derive(Clone, Copy, Debug)]
pub struct ToldHistories {
    /// Which check-in.
    pub check_in: SelfCheckInId,
}

/// A line of an answer.
#[derive(Clone, Debug)]
pub struct LineToAccept {
    /// What it would say in the chart.
    pub said: Said,
    /// Whether the same stands in the chart already.
    pub is_there: bool,
}

/// An answer to look over.
#[derive(Clone, Debug)]
pub struct FieldToAccept {
    /// What was asked.
    pub field: SelfField,
    /// Where it goes.
    pub section: Section,
    /// The patient's own words.
    pub told: Phi<String>,
    /// Whether the patient says that there is none.
    pub says_none: bool,
    /// The lines; empty where the patient says that there is none.
    pub lines: Vec<LineToAccept>,
}

/// See [`ToldHistories`].
#[derive(Clone, Debug)]
pub struct ToldHistoriesSheet {
    /// Whose.
    pub patient: PatientId,
    /// The answers that nobody has decided yet.
    pub fields: Vec<FieldToAccept>,
}

impl Discloses for ToldHistoriesSheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for ToldHistories {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Answer = ToldHistoriesSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        SelfReview { check_in: self.check_in }.subject(read)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<ToldHistoriesSheet, Problem> {
        let sheet = SelfReview { check_in: self.check_in }.answer(read)?;
        let mut fields = Vec::new();
        for entry in sheet.entries.into_iter().filter(|entry| entry.standing == EntryStanding::Offered) {
            let Some(own) = section_of(entry.field) else { continue };
            let there = Standing::of(read, sheet.patient, own)?;
            let line = |said: Said| LineToAccept { is_there: there.has(&said), said };
            fields.push(FieldToAccept {
                field: entry.field,
                section: own,
                says_none: says_none(entry.said.reveal()),
                lines: lines(entry.field, entry.said.reveal()).into_iter().map(line).collect(),
                told: entry.said,
            });
        }
        Ok(ToldHistoriesSheet { patient: sheet.patient, fields })
    }
}

/// What stands in the chart that a line may be the same as.
pub(super) struct Standing(Vec<SectionSheet>);

impl Standing {
    /// What stands in a section; an illness may also stand on the problem list.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub(super) fn of(read: &mut Reader<'_>, patient: PatientId, own: Section) -> Result<Self, Problem> {
        let mut sheets = vec![section(read, patient, own)?];
        if own == Section::Past {
            sheets.push(section(read, patient, Section::Problems)?);
        }
        Ok(Self(sheets))
    }

    /// Whether the same is there; of illnesses, past ones too.
    pub(super) fn has(&self, said: &Said) -> bool {
        self.0.iter().any(|sheet| {
            sheet.entries.iter().any(|entry| {
                let counts = match sheet.section {
                    Section::Past => entry.stands != Stands::InError,
                    _ => entry.stands == Stands::Now,
                };
                counts && is_same(sheet.section, &entry.said, said)
            })
        })
    }
}
