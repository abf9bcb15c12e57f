//! Moa at full scale with a hundred people at work, measured, beside the raw drivers in the same run.

pub mod figures;
pub mod report;
