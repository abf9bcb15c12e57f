//! Moa at full scale with a hundred people at work, measured, beside the raw drivers in the same run.

pub mod figures;
pub mod inside;
pub mod load;
mod place;
pub mod raw;
pub mod report;
pub mod rounds;
pub mod run;
pub mod scale;
pub mod seed;
pub mod sink;
pub mod slots;
