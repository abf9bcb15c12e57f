//! The clinic: the chart of a patient, and what other offices told of them.
//!
//! One module for each part of the chart. Each has its table, and the questions asked of it; `chart` shows the parts
//! together. Nothing here knows a file format: imports hand in finished records, and `received` keeps the piece of the
//! file each one came from.

pub mod allergies;
pub mod chart;
pub mod documents;
pub mod encounters;
pub mod family;
pub mod histories;
pub mod immunizations;
pub mod medications;
pub mod observations;
pub mod outside;
pub mod problems;
pub mod procedures;
pub mod received;
mod record;
pub mod social;
pub mod told;

use office::{Act, Migration};

/// The clinic's steps of the schema.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "clinical/0001_clinical", sql: include_str!("../migrations/0001_clinical.sql") },
    Migration { name: "clinical/0130_histories", sql: include_str!("../migrations/0130_histories.sql") },
];

/// Every act of the clinic, for the printed matrix.
pub const ACTS: &[Act] = &[
    allergies::SEE_ALLERGIES,
    chart::SEE_CHART,
    observations::SEE_TREND,
    documents::READ_DOCUMENT,
    received::SEE_SOURCE,
    outside::SEE_OUTSIDE,
    histories::SEE_HISTORIES,
    histories::KEEP_HISTORIES,
    histories::KEEP_PROBLEMS,
    histories::REVIEW_HISTORIES,
];
