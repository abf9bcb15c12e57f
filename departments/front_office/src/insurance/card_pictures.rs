//! Pictures of insurance cards, front and back. Every picture stays; the latest of each side is shown.

use super::tables::{CardPictureRow, insurance_card_picture};
use super::{KEEP_CARD_PICTURES, SEE_INSURANCE};
use crate::documents::{file_of, keep_file};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Command, Discloses, Fact, PatientId, Pen, Query, Reader, Subject, Tx};
use papers::{Paper, PaperKind};
use registry::coverages::{CoverageId, coverages_of};
use serde::Serialize;
use std::collections::BTreeMap;

/// Pictures of one patient's cards that are looked at.
const PICTURES_MAX: u32 = 200;

kernel::code!(
    /// A side of a card.
    CardSide {
        /// With the member number.
        Front = "front",
        /// With the telephone numbers.
        Back = "back",
    }
);

#[derive(Serialize)]
struct CardPictured {
    coverage: CoverageId,
    side: CardSide,
    #[serde(skip)]
    patient: PatientId,
}

impl Fact for CardPictured {
    fn name(&self) -> &'static str {
        "insurance_card.pictured"
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }
}

/// Keeps pictures of a card.
#[derive(Clone, Debug)]
pub struct KeepCardPictures {
    /// Whose.
    pub patient: PatientId,
    /// Of which policy.
    pub coverage: CoverageId,
    /// Each side that was taken, JPEG or PNG.
    pub pictures: BTreeMap<CardSide, Paper>,
}

impl Command for KeepCardPictures {
    const ACT: Act = KEEP_CARD_PICTURES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        keep_card_pictures(tx, self)
    }
}

/// Keeps pictures of a card within another deed.
///
/// # Errors
/// Invalid, when there is none, or one is no picture; not found, when the policy is not this patient's.
pub fn keep_card_pictures(tx: &mut Tx<'_>, deed: &KeepCardPictures) -> Result<(), Problem> {
    if deed.pictures.is_empty() {
        let say = "Choose a picture of the card, or take one.";
        return Err(Problem::invalid("no_picture", say).at("front", say));
    }
    if deed.pictures.values().any(|paper| paper.kind() == PaperKind::Pdf) {
        let say = "Send each side of the card as a JPEG or PNG picture, not as a PDF.";
        return Err(Problem::invalid("not_a_picture", say).at("front", say));
    }
    if !coverages_of(tx, deed.patient)?.iter().any(|one| one.id == deed.coverage) {
        return Err(Problem::not_found("not_found", "There is no such coverage, or you may not see it."));
    }
    for (side, paper) in &deed.pictures {
        let mut pen = pictured(tx, deed.patient, deed.coverage, *side);
        let sha256 = keep_file(&mut pen, paper)?;
        insert(&mut pen, deed.patient, deed.coverage, *side, sha256)?;
    }
    Ok(())
}

fn pictured<'t, 'a>(tx: &'t mut Tx<'a>, patient: PatientId, coverage: CoverageId, side: CardSide) -> Pen<'t, 'a> {
    tx.write(CardPictured { coverage, side, patient })
}

fn insert(
    pen: &mut Pen<'_, '_>,
    patient: PatientId,
    coverage: CoverageId,
    side: CardSide,
    sha256: Vec<u8>,
) -> Result<(), Problem> {
    let (taken_at, account) = (pen.read().now(), pen.read().who().account());
    let row = CardPictureRow { coverage, side, taken_at, patient, sha256, account };
    pen.insert(insurance_card_picture::table, &row).map(|_| ())
}

/// Puts pictures that the patient sent, and the store has already, with a card.
pub(crate) fn take_card_pictures(
    tx: &mut Tx<'_>,
    patient: PatientId,
    coverage: CoverageId,
    pictures: Vec<(CardSide, Vec<u8>)>,
) -> Result<(), Problem> {
    for (side, sha256) in pictures {
        insert(&mut pictured(tx, patient, coverage, side), patient, coverage, side, sha256)?;
    }
    Ok(())
}

/// The latest picture of each side of each card of a patient.
#[derive(Clone, Copy, Debug)]
pub struct CardPicturesOf {
    /// Whose.
    pub patient: PatientId,
}

/// That there is a picture, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardPicture {
    /// Whose.
    pub patient: PatientId,
    /// Of which policy.
    pub coverage: CoverageId,
    /// Which side.
    pub side: CardSide,
    /// When it was taken.
    pub taken_at: Moment,
}

impl Discloses for CardPicture {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for CardPicturesOf {
    const ACT: Act = SEE_INSURANCE;
    type Answer = Vec<CardPicture>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<CardPicture>, Problem> {
        let query = insurance_card_picture::table
            .filter(insurance_card_picture::patient.eq(self.patient))
            .order((
                insurance_card_picture::coverage,
                insurance_card_picture::side.desc(),
                insurance_card_picture::taken_at.desc(),
            ))
            .select(CardPictureRow::as_select());
        let rows: Vec<CardPictureRow> = read.list(query, PICTURES_MAX)?;
        let mut all: Vec<CardPicture> = rows
            .into_iter()
            .map(|row| CardPicture {
                patient: row.patient,
                coverage: row.coverage,
                side: row.side,
                taken_at: row.taken_at,
            })
            .collect();
        all.dedup_by_key(|one| (one.coverage, one.side));
        Ok(all)
    }
}

/// The latest picture of one side of a card, to show it.
#[derive(Clone, Copy, Debug)]
pub struct CardPictureBytes {
    /// Whose.
    pub patient: PatientId,
    /// Of which policy.
    pub coverage: CoverageId,
    /// Which side.
    pub side: CardSide,
}

/// A picture of a card.
#[derive(Clone, Debug)]
pub struct PictureBytes {
    /// Whose.
    pub patient: PatientId,
    /// Its media type.
    pub media_type: String,
    /// The original bytes.
    pub bytes: Phi<Vec<u8>>,
}

impl Discloses for PictureBytes {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for CardPictureBytes {
    const ACT: Act = SEE_INSURANCE;
    type Answer = PictureBytes;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PictureBytes, Problem> {
        let query = insurance_card_picture::table
            .filter(insurance_card_picture::coverage.eq(self.coverage))
            .filter(insurance_card_picture::side.eq(self.side))
            .filter(insurance_card_picture::patient.eq(self.patient))
            .order(insurance_card_picture::taken_at.desc())
            .select(insurance_card_picture::sha256);
        let sha256: Vec<u8> = read.one(query, "picture")?;
        let (media_type, bytes, _) = file_of(read, sha256)?;
        Ok(PictureBytes { patient: self.patient, media_type, bytes })
    }
}
