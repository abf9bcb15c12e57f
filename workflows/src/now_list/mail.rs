//! Lines about what came in: answers of patients, what patients entered themselves, documents.

use super::{DAY_MINUTES, NowLine, Pressing, Task, days, hours};
use communications::reminders::{Answer, Occasion};
use front_office::documents::{Tray, TrayCount, tray_counts};
use front_office::self_check_in::SelfReviewLine;
use kernel::{Moment, Phi, Problem};
use office::Reader;

/// Minutes within which an answer is read.
const READ_MINUTES: i64 = 60;
/// Minutes before the visit from which an answer presses.
const VISIT_NEAR_MINUTES: i64 = 24 * 60;

pub(super) fn of_answer(answer: &Answer, now: Moment) -> NowLine {
    let over = now.minutes_since(answer.came_at) - READ_MINUTES;
    let near = answer.until_at.is_some_and(|at| at.minutes_since(now) <= VISIT_NEAR_MINUTES);
    let what = format!("{}, {}", answer.meaning.title(), answer.came_by.title());
    let (pressing, because) = match (near, over) {
        (true, _) if answer.occasion == Some(Occasion::Offer) => {
            (Pressing::Soon, format!("{what}: about a freed time that is on offer"))
        }
        (true, _) => (Pressing::Soon, format!("{what}: the visit is within a day")),
        (false, 0..) => (Pressing::Soon, format!("{what}, {} ago", hours(over + READ_MINUTES))),
        (false, _) => (Pressing::InTurn, what),
    };
    NowLine {
        task: Task::Answer(answer.id),
        patient: answer.patient,
        number: answer.number.clone(),
        pressing,
        beyond_minutes: over,
        because,
    }
}

/// Minutes after which what a patient entered at home should have been looked over.
const LOOK_OVER_MINUTES: i64 = DAY_MINUTES;

/// Whoever sits at the kiosk waits for it; what was sent from home waits for the desk.
pub(super) fn of_self_check_in(line: &SelfReviewLine, now: Moment) -> NowLine {
    let minutes = now.minutes_since(line.sent_at);
    let (pressing, because) = match (line.at_kiosk, minutes) {
        (true, _) => (Pressing::Soon, format!("Entered at the kiosk {} ago", hours(minutes))),
        (false, LOOK_OVER_MINUTES..) => (Pressing::Overdue, format!("Sent from home {} ago", days(minutes))),
        (false, _) => (Pressing::InTurn, format!("Sent from home {} ago", hours(minutes))),
    };
    NowLine {
        task: Task::SelfCheckIn(line.id),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing,
        beyond_minutes: if line.at_kiosk { minutes } else { minutes - LOOK_OVER_MINUTES },
        because,
    }
}

/// Days after which a document should have been matched or reviewed.
const DOCUMENT_DAYS: i64 = 3;

/// The trays in which documents wait for this person.
pub(super) fn trays(read: &mut Reader<'_>, files: bool) -> Result<Vec<NowLine>, Problem> {
    let (counts, now) = (tray_counts(read)?, read.now());
    let to_match = if files { counts.to_match } else { TrayCount::default() };
    let each = [(Tray::ToMatch, to_match), (Tray::Mine, counts.mine)];
    Ok(each.into_iter().filter_map(|(tray, count)| of_tray(tray, count, now)).collect())
}

fn of_tray(tray: Tray, count: TrayCount, now: Moment) -> Option<NowLine> {
    let minutes = now.minutes_since(count.oldest?);
    let late = minutes - DOCUMENT_DAYS * DAY_MINUTES;
    let (how_many, oldest) = match count.count {
        1 => ("One document".to_owned(), "it came"),
        many => (format!("{many} documents"), "the oldest came"),
    };
    Some(NowLine {
        task: Task::Documents(tray),
        patient: None,
        number: Phi::default(),
        pressing: if late >= 0 { Pressing::Overdue } else { Pressing::InTurn },
        beyond_minutes: late / DAY_MINUTES,
        because: format!("{how_many}; {oldest} {} ago", days(minutes)),
    })
}
