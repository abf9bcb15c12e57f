//! Vaccinations, given and refused.

mod tables;

pub use tables::Immunization;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// A vaccination.
    ImmunizationId
);

/// The vaccinations of a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<Immunization>, Problem> {
    use tables::immunization as shot;
    read.list(
        shot::table.filter(shot::patient.eq(patient)).order(shot::at_key.desc()).select(Immunization::as_select()),
        at_most,
    )
}
