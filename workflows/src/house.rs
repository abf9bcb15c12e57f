//! The whole house: what every department brings, gathered once, for whoever opens the office.

use crate::first_day::SEE_FIRST_DAY;
use office::{Act, Check, Migration};

/// Every step of the schema, foundation first, in the order they are taken.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [
        office::MIGRATIONS,
        registry::MIGRATIONS,
        front_office::MIGRATIONS,
        clinical::MIGRATIONS,
        communications::MIGRATIONS,
    ]
    .concat()
}

/// Every act, for the printed matrix of roles and acts.
#[must_use]
pub fn acts() -> Vec<Act> {
    [
        office::ACTS,
        registry::ACTS,
        front_office::ACTS,
        clinical::ACTS,
        communications::ACTS,
        &[
            SEE_FIRST_DAY,
            crate::patient_banner::SEE_BANNER,
            crate::now_list::SEE_NOW,
            crate::import_csv::IMPORT_CSV,
            crate::import_fhir::IMPORT_FHIR,
        ],
    ]
    .concat()
}

/// Every check that computes a derived number again, for `moa verify`.
#[must_use]
pub fn checks() -> Vec<Check> {
    front_office::CHECKS.to_vec()
}
