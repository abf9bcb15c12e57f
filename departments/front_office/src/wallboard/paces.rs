//! Whether each provider runs on time, and how long one waits for them.

use crate::patient_flow::wait_estimate::Wait;
use crate::patient_flow::{BoardLines, Status, VisitId, VisitLine};
use kernel::Moment;
use registry::practice::StaffId;
use std::collections::{BTreeSet, HashMap};

/// Minutes up to which nobody calls it late.
const ON_TIME_MINUTES: i64 = 10;

/// How a provider keeps the schedule now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Whoever waits longest is seen about when promised.
    OnTime,
    /// They are seen so many minutes later, to the next five.
    Late(i64),
}

/// A provider on the wallboard.
#[derive(Clone, Debug, PartialEq)]
pub struct WallProvider {
    /// What they are called.
    pub called: String,
    /// How they keep the schedule.
    pub pace: Pace,
    /// In how many minutes they come to somebody who is checked in now; nothing, while too little was learned.
    pub wait: Option<Wait>,
}

/// Who of the providers sees patients today, by id.
pub(super) fn at_work(board: &BoardLines) -> BTreeSet<StaffId> {
    let here = board.visits.iter().filter(|line| line.status.is_here()).filter_map(|line| line.provider);
    here.chain(board.expected.iter().map(|line| line.provider)).collect()
}

/// How a provider keeps the schedule: by the patient who is seen latest after the promised time. Somebody who came late
/// themselves is counted from when they came.
pub(super) fn pace(board: &BoardLines, provider: StaffId, now: Moment) -> Pace {
    let waits = |line: &&VisitLine| {
        line.provider == Some(provider)
            && line.status.is_here()
            && !matches!(line.status, Status::WithProvider | Status::CheckingOut)
    };
    let late = |line: &VisitLine| {
        let promised = line.appointed_for?.max(line.arrived_at);
        Some(now.minutes_since(promised) + minutes_to_come(&board.waits, line))
    };
    match board.visits.iter().filter(waits).filter_map(late).max() {
        Some(late) if late > ON_TIME_MINUTES => Pace::Late((late + 2) / 5 * 5),
        _ => Pace::OnTime,
    }
}

fn minutes_to_come(waits: &HashMap<VisitId, Wait>, line: &VisitLine) -> i64 {
    waits.get(&line.visit).map_or(0, |wait| wait.minutes.round() as i64)
}
