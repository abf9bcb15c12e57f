//! Lines about those who wait for the next provider: whom a nurse looks at, whom a provider takes, who needs help at once.

use super::{NowLine, Pressing, Task};
use crate::patient_board::BoardPage;
use front_office::patient_flow::urgent_care::{Clock, Level, Queued};
use front_office::patient_flow::{Threshold, VisitLine};
use kernel::Phi;
use office::policy::may;
use office::{Actor, Permission};
use registry::practice::StaffId;

/// What the queue asks of this person.
pub(super) fn lines(board: &BoardPage, who: &Actor, me: Option<StaffId>) -> Vec<NowLine> {
    let mut lines = Vec::new();
    if may(who, Permission::RoomPatients) {
        lines.extend(at_once(board));
    }
    if may(who, Permission::WriteChart) && me.is_none() {
        lines.extend(board.board.queue.iter().filter_map(|queued| to_triage(board, queued)));
    }
    if me.is_some() {
        lines.extend(board.board.queue.first().and_then(|first| to_take(board, first)));
    }
    lines
}

/// Everybody of level 1 whom no provider is with yet, in the queue or not.
fn at_once(board: &BoardPage) -> impl Iterator<Item = NowLine> {
    board.board.in_danger().map(|line| NowLine {
        task: Task::HelpAtOnce(line.visit),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing: Pressing::AtOnce,
        beyond_minutes: board.now.minutes_since(line.arrived_at),
        because: "Level 1: needs help at once".to_owned(),
    })
}

fn to_triage(board: &BoardPage, queued: &Queued) -> Option<NowLine> {
    if queued.triaged.is_some() {
        return None;
    }
    let line = board.board.line(queued.visit)?;
    let limit = board.board.care.limit(Clock::Triage);
    let (pressing, beyond_minutes) = pressing(board, line, limit);
    let (came, limit) = (board.now.minutes_since(line.arrived_at), limit.alarm_minutes);
    Some(NowLine {
        task: Task::Triage(line.visit),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing,
        beyond_minutes,
        because: format!("Not triaged yet, here for {came} min; too long from {limit}"),
    })
}

fn to_take(board: &BoardPage, first: &Queued) -> Option<NowLine> {
    let line = board.board.line(first.visit)?;
    let limit = board.board.care.limit_of(first.triaged.map(|triaged| triaged.level));
    let (pressing, beyond_minutes) = match first.counts_as {
        Level::One => (Pressing::AtOnce, 0),
        _ => pressing(board, line, limit),
    };
    Some(NowLine {
        task: Task::TakeNext(line.visit),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing,
        beyond_minutes,
        because: first.because.clone(),
    })
}

fn pressing(board: &BoardPage, line: &VisitLine, limit: Threshold) -> (Pressing, i64) {
    let minutes = board.now.minutes_since(line.arrived_at);
    let pressing = match minutes {
        _ if minutes >= i64::from(limit.alarm_minutes) => Pressing::Overdue,
        _ if minutes >= i64::from(limit.warn_minutes) => Pressing::Soon,
        _ => Pressing::InTurn,
    };
    (pressing, minutes - i64::from(limit.alarm_minutes))
}
