//! Encounters of the past, here and elsewhere: where a patient was seen, when, why and by whom.

mod tables;

pub use tables::Encounter;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// An encounter.
    EncounterId
);

/// The latest encounters of a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn latest(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<Encounter>, Problem> {
    use tables::encounter::{at_key, patient as of, table};
    read.list(table.filter(of.eq(patient)).order(at_key.desc()).select(Encounter::as_select()), at_most)
}
