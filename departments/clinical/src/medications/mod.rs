//! Medicines: what is ordered or said to be taken, and the doses that were given.

mod tables;

pub use tables::{DoseGiven, Medication};

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// A line of the medication list.
    MedicationId
);
kernel::id!(
    /// A dose that was given.
    DoseId
);
kernel::code!(
    /// What a line of the medication list rests on.
    Basis {
        /// Somebody ordered or prescribed it.
        Ordered = "ordered",
        /// Somebody said that the patient takes it.
        Reported = "reported",
    }
);

/// The medicines of a patient that are taken now, or those of the past; the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(
    read: &mut Reader<'_>,
    patient: PatientId,
    present: bool,
    at_most: u32,
) -> Result<Vec<Medication>, Problem> {
    use tables::medication;
    let lines = medication::table.filter(medication::patient.eq(patient)).filter(medication::present.eq(present));
    read.list(lines.order(medication::at_key.desc()).select(Medication::as_select()), at_most)
}

/// The latest doses given to a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn doses(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<DoseGiven>, Problem> {
    use tables::dose_given as dose;
    read.list(
        dose::table.filter(dose::patient.eq(patient)).order(dose::at_key.desc()).select(DoseGiven::as_select()),
        at_most,
    )
}
