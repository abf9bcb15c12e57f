//! Reviewing: what patients sent, for the desk to compare with the record.

use super::enter::{entries, on_record};
use super::tables::{SelfRow, self_card_picture, self_check_in};
use super::{EntryStanding, REVIEW_SELF_CHECK_IN, SelfCheckInId, SelfField};
use crate::documents::file_of;
use crate::insurance::{CardSide, PictureBytes};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::people::{Language, lines_of, person};
use std::collections::HashMap;

/// Check-ins that are listed.
const LIST_MAX: u32 = 100;

/// What was sent and waits for review at a site, the oldest first.
#[derive(Clone, Copy, Debug)]
pub struct SelfCheckInsToReview {
    /// Where.
    pub site: SiteId,
}

/// A check-in in a list.
#[derive(Clone, Debug)]
pub struct SelfReviewLine {
    /// Which.
    pub id: SelfCheckInId,
    /// Whose.
    pub patient: PatientId,
    /// Their name.
    pub name: Phi<String>,
    /// When it was sent.
    pub sent_at: Moment,
    /// Whether it came from a kiosk.
    pub at_kiosk: bool,
}

impl Discloses for SelfReviewLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for SelfCheckInsToReview {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Answer = Vec<SelfReviewLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<SelfReviewLine>, Problem> {
        let query = self_check_in::table
            .filter(self_check_in::site.eq(self.site))
            .filter(self_check_in::sent_at.is_not_null().and(self_check_in::reviewed_at.is_null()))
            .order(self_check_in::sent_at)
            .select(SelfRow::as_select());
        let rows: Vec<SelfRow> = read.list(query, LIST_MAX)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let patients: Vec<PatientId> = rows.iter().map(|row| row.patient).collect();
        let names: HashMap<PatientId, Phi<String>> =
            lines_of(read, &patients)?.into_iter().map(|line| (line.id, line.name)).collect();
        let line = |row: SelfRow| SelfReviewLine {
            id: row.id,
            patient: row.patient,
            name: names.get(&row.patient).cloned().unwrap_or_default(),
            sent_at: row.sent_at.unwrap_or(row.opened_at),
            at_kiosk: row.kiosk.is_some(),
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

/// What one patient sent, beside what is on record.
#[derive(Clone, Copy, Debug)]
pub struct SelfReview {
    /// Which.
    pub check_in: SelfCheckInId,
}

/// An entry beside the record.
#[derive(Clone, Debug)]
pub struct EntryToReview {
    /// What.
    pub field: SelfField,
    /// What is on record; empty where nothing is.
    pub known: Phi<String>,
    /// What the patient entered.
    pub said: Phi<String>,
    /// What became of it.
    pub standing: EntryStanding,
}

/// See [`SelfReview`].
#[derive(Clone, Debug)]
pub struct SelfReviewSheet {
    /// Whose.
    pub patient: PatientId,
    /// When it was sent.
    pub sent_at: Moment,
    /// In which language they read.
    pub language: Language,
    /// Each entry.
    pub entries: Vec<EntryToReview>,
    /// Sides of the insurance card that were sent.
    pub cards: Vec<CardSide>,
    /// When all of it was decided.
    pub reviewed_at: Option<Moment>,
}

impl Discloses for SelfReviewSheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for SelfReview {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Answer = SelfReviewSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sent(read, self.check_in)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SelfReviewSheet, Problem> {
        let row = sent(read, self.check_in)?;
        let known = on_record(&person(read, row.patient)?.demographics);
        let all = entries(read, &row)?;
        let entry = |entry: super::tables::EntryRow| EntryToReview {
            known: known.get(&entry.field).cloned().unwrap_or_default(),
            field: entry.field,
            said: entry.said,
            standing: entry.standing,
        };
        let sides = self_card_picture::table.filter(self_card_picture::check_in.eq(row.id));
        Ok(SelfReviewSheet {
            patient: row.patient,
            sent_at: row.sent_at.unwrap_or(row.opened_at),
            language: row.language,
            entries: all.into_iter().map(entry).collect(),
            cards: read.list(sides.select(self_card_picture::side), 2)?,
            reviewed_at: row.reviewed_at,
        })
    }
}

/// One side of the card that a patient sent, to look at before it is accepted.
#[derive(Clone, Copy, Debug)]
pub struct SelfCardBytes {
    /// Of which check-in.
    pub check_in: SelfCheckInId,
    /// Which side.
    pub side: CardSide,
}

impl Query for SelfCardBytes {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Answer = PictureBytes;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sent(read, self.check_in)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PictureBytes, Problem> {
        let patient = sent(read, self.check_in)?.patient;
        let query = self_card_picture::table
            .filter(self_card_picture::check_in.eq(self.check_in).and(self_card_picture::side.eq(self.side)))
            .select(self_card_picture::sha256);
        let sha256: Vec<u8> = read.one(query, "picture")?;
        let (media_type, bytes, _) = file_of(read, sha256)?;
        Ok(PictureBytes { patient, media_type, bytes })
    }
}

/// A check-in that was sent.
pub(super) fn sent(read: &mut Reader<'_>, check_in: SelfCheckInId) -> Result<SelfRow, Problem> {
    let query = self_check_in::table
        .filter(self_check_in::id.eq(check_in).and(self_check_in::sent_at.is_not_null()))
        .select(SelfRow::as_select());
    read.one(query, "self check-in")
}
