//! The problem list: what a patient has and had.

mod tables;

pub use tables::ListedProblem;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// A line of the problem list.
    ProblemId
);

/// The problems of a patient that are present, or those that are past; the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(
    read: &mut Reader<'_>,
    patient: PatientId,
    present: bool,
    at_most: u32,
) -> Result<Vec<ListedProblem>, Problem> {
    use tables::listed_problem as problem;
    let lines = problem::table.filter(problem::patient.eq(patient)).filter(problem::present.eq(present));
    read.list(lines.order(problem::at_key.desc()).select(ListedProblem::as_select()), at_most)
}
