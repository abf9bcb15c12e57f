//! How a patient lives: tobacco, alcohol, drugs, work, home, each an answer of a day.

mod tables;

pub use tables::SocialAnswer;

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// An answer about how a patient lives.
    SocialAnswerId
);

/// What a patient answered that holds, or what held before; the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(
    read: &mut Reader<'_>,
    patient: PatientId,
    present: bool,
    at_most: u32,
) -> Result<Vec<SocialAnswer>, Problem> {
    use tables::social_answer as answer;
    let lines = answer::table.filter(answer::patient.eq(patient)).filter(answer::present.eq(present));
    read.list(lines.order(answer::at_key.desc()).select(SocialAnswer::as_select()), at_most)
}
