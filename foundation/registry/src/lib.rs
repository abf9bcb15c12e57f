//! The card file every department consults: the practice with its sites, rooms and staff; its people; their coverages.
//!
//! `practice` knows who works where. `people` finds, registers and corrects patients. `coverages` knows who insures
//! them. `drafts` keeps what somebody has half done. `code_sets` knows which code held on which day. Departments read it through the functions here that take a
//! [`office::Reader`], and change it by its commands.

pub mod code_sets;
pub mod coverages;
pub mod drafts;
pub mod people;
pub mod practice;

use office::{Act, Migration};

/// The registry's steps of the schema.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "registry/0001_registry", sql: include_str!("../migrations/0001_registry.sql") },
    Migration { name: "registry/0002_code_sets", sql: include_str!("../migrations/0002_code_sets.sql") },
    Migration { name: "registry/0060_merges", sql: include_str!("../migrations/0060_merges.sql") },
    Migration { name: "registry/0003_drafts", sql: include_str!("../migrations/0003_drafts.sql") },
    Migration { name: "registry/0128_cards_by_id", sql: include_str!("../migrations/0128_cards_by_id.sql") },
];

/// Every act of the registry, for the printed matrix.
pub const ACTS: &[Act] = &[
    practice::FOUND,
    practice::SEE_PRACTICE,
    practice::MANAGE_SITES,
    practice::MANAGE_STAFF,
    practice::SEE_STAFF,
    people::FIND,
    people::SEE_DEMOGRAPHICS,
    people::REGISTER,
    people::merging::MERGE,
    people::duplicates::DUPLICATES,
    people::RAISE_ALERT,
    code_sets::LOAD_CODES,
    code_sets::LOOK_UP_CODES,
    coverages::SEE_COVERAGE,
    coverages::KEEP_COVERAGE,
    drafts::OWN_DRAFTS,
];
