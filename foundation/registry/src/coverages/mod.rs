//! Coverages: who insures a patient, in which order, from when to when.

mod keep;
mod tables;

pub(crate) use keep::member_numbers;
pub use keep::{
    Coverage, CoverageId, CoverageOf, KeepCoverage, NewCoverage, PayerId, Relationship, check_card, coverages_of,
    keep_coverage, note_coverage,
};

use office::{Act, Permission};

/// Seeing a patient's coverage.
pub const SEE_COVERAGE: Act = Act::new("coverage.see", Permission::SeeCoverage);
/// Entering and correcting it.
pub const KEEP_COVERAGE: Act = Act::new("coverage.keep", Permission::KeepCoverage);
