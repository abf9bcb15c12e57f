//! Procedures: what was done to a patient.

mod tables;

pub use tables::ProcedureDone;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// Something done to a patient.
    ProcedureId
);

/// The latest procedures of a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn latest(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<ProcedureDone>, Problem> {
    use tables::procedure_done as done;
    read.list(
        done::table.filter(done::patient.eq(patient)).order(done::at_key.desc()).select(ProcedureDone::as_select()),
        at_most,
    )
}
