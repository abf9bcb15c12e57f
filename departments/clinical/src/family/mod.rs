//! Illnesses in the family: who had what, how old they were, and whether they died.

mod tables;

pub use tables::FamilyIllness;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// An illness of a relative.
    FamilyIllnessId
);

/// The illnesses in the family of a patient, or what was entered in error; the latest entered first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(
    read: &mut Reader<'_>,
    patient: PatientId,
    present: bool,
    at_most: u32,
) -> Result<Vec<FamilyIllness>, Problem> {
    use tables::family_illness as illness;
    let lines = illness::table.filter(illness::patient.eq(patient)).filter(illness::present.eq(present));
    read.list(lines.order(illness::at_key.desc()).select(FamilyIllness::as_select()), at_most)
}
