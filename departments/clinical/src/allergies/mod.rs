//! Allergies and intolerances, with how dangerous they are.

mod tables;

pub use tables::Allergy;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// An allergy or intolerance.
    AllergyId
);

/// The allergies of a patient that are present, or those that are past or refuted; the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(read: &mut Reader<'_>, patient: PatientId, present: bool, at_most: u32) -> Result<Vec<Allergy>, Problem> {
    use tables::allergy;
    let lines = allergy::table.filter(allergy::patient.eq(patient)).filter(allergy::present.eq(present));
    read.list(lines.order(allergy::at_key.desc()).select(Allergy::as_select()), at_most)
}
