//! Lines about visits and appointments: who waits for this person, and who has not come.

use super::{NowLine, Pressing, Task};
use crate::patient_board::BoardPage;
use front_office::patient_flow::{NextToAct, VisitLine};
use front_office::scheduling::ScheduleLine;
use kernel::{Moment, Phi};
use office::policy::may;
use office::{Actor, Permission};
use registry::practice::StaffId;

/// Minutes after the appointed time from which the desk looks where somebody is.
const LATE_MINUTES: i64 = 15;

pub(super) fn is_mine(who: &Actor, me: Option<StaffId>, visit: &VisitLine) -> bool {
    match visit.status.next_to_act() {
        NextToAct::FrontDesk => may(who, Permission::CheckIn),
        NextToAct::MedicalAssistant => may(who, Permission::RoomPatients) && me.is_none(),
        // Whoever waits for the next provider stands in the queue, which has a line of its own.
        NextToAct::Provider => me.is_some() && me == visit.provider,
        NextToAct::Nobody => false,
    }
}

pub(super) fn of_visit(board: &BoardPage, visit: &VisitLine) -> NowLine {
    let limits = board.board.thresholds.of(visit.status);
    let minutes = board.now.minutes_since(visit.since);
    let (long, too_long) = (i64::from(limits.warn_minutes), i64::from(limits.alarm_minutes));
    let status = visit.status.title();
    let (pressing, because) = match minutes {
        _ if minutes >= too_long => {
            (Pressing::Overdue, format!("{status} for {minutes} min; too long from {too_long}"))
        }
        _ if minutes >= long => (Pressing::Soon, format!("{status} for {minutes} min; long from {long}")),
        _ => (Pressing::InTurn, format!("{status} for {minutes} min; long from {long}")),
    };
    NowLine {
        task: Task::Visit(visit.visit, visit.status),
        patient: Some(visit.patient),
        number: Phi::default(),
        pressing,
        beyond_minutes: minutes - too_long,
        because,
    }
}

pub(super) fn of_late(line: &ScheduleLine, now: Moment) -> Option<NowLine> {
    let late = now.minutes_since(line.starts_at);
    (late >= LATE_MINUTES).then(|| NowLine {
        task: Task::Late(line.appointment),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing: Pressing::Soon,
        beyond_minutes: late - LATE_MINUTES,
        because: format!("Expected {late} min ago and not here: call them, or mark the no-show"),
    })
}
