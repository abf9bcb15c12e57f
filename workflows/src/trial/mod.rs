//! Trials: tables of what happened elsewhere, judged as the office would have judged. Nothing here touches the record.

mod people;
mod table;

pub use people::{MatchedPair, match_people};
