//! Trials: tables of what happened elsewhere, judged as the office would have judged. Nothing here touches the record.

mod flow;
mod no_show;
mod people;
mod table;

pub use flow::{FlowFigures, judge_waits};
pub use no_show::{NoShowFigures, judge_no_shows};
pub use people::{MatchedPair, match_people};
