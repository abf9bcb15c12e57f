//! The whole house: what every department brings, gathered once, for whoever opens the office.

use crate::first_day::SEE_FIRST_DAY;
use office::{Act, Check, Migration};

/// Every step of the schema, foundation first, in the order they are taken.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [office::MIGRATIONS, registry::MIGRATIONS].concat()
}

/// Every act, for the printed matrix of roles and acts.
#[must_use]
pub fn acts() -> Vec<Act> {
    [office::ACTS, registry::ACTS, &[SEE_FIRST_DAY]].concat()
}

/// Every check that computes a derived number again, for `moa verify`.
#[must_use]
pub fn checks() -> Vec<Check> {
    Vec::new()
}
