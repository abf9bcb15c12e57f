//! Reminders: where the schedule meets what is said to patients. Planned from the appointments, sent, called, printed, answered.

mod answer;
mod by_link;
mod calls;
mod letters;
mod of_patient;
mod pages;
mod plan;
mod send;

pub use answer::{AnswerByText, FinishAnswer, NoteStatus};
pub use by_link::{AnswerByLink, LinkAnswer, LinkPage, LinkSays, LinkStanding};
pub use calls::{CallLine, CallsAnswer, NoteReminderCall, ReminderCalls};
pub use letters::{Letter, LettersAnswer, LettersToPrint, PrintLetters, Printed, PrintedLetters};
pub use of_patient::{AppointmentMessages, MessagesAnswer, PatientReach, ReachAnswer};
pub use pages::{BeginReminders, ReminderRules, RemindersAnswer, RemindersPage, RulesAnswer};
pub use plan::{DaysToPlan, PlanReminders};
pub use send::{MessageToSend, NoteFailed, NoteSent, Outgoing, TakeReminders};

use communications::reminders::{Filled, Language, Mark, Promise, ReminderLine, marks_of, said_day, said_time, same};
use front_office::scheduling::{AppointmentId, ScheduleLine, Standing};
use kernel::{Phi, Problem};
use office::Reader;
use registry::people::reachable;
use registry::practice::site;
use std::collections::HashMap;

/// An appointment that stands and whose patient is not here yet, as reminders know it.
fn promise(line: &ScheduleLine) -> Option<Promise> {
    (line.standing.holds_time() && line.visit.is_none()).then(|| Promise {
        appointment: same(line.appointment),
        patient: line.patient,
        kind: same(line.visit_type),
        starts_at: line.starts_at,
        booked_at: line.booked_at,
        confirmed: line.standing == Standing::Confirmed,
    })
}

/// What is to be known of the reminders of these appointments at a glance.
pub(crate) fn marks<'a>(
    read: &mut Reader<'_>,
    lines: impl Iterator<Item = &'a ScheduleLine>,
) -> Result<HashMap<AppointmentId, Mark>, Problem> {
    let wanted: Vec<_> = lines
        .filter(|line| line.standing.holds_time() && line.visit.is_none())
        .map(|line| (same(line.appointment), line.starts_at))
        .collect();
    Ok(marks_of(read, &wanted)?.into_iter().map(|(id, mark)| (same(id), mark)).collect())
}

/// The appointment of a reminder.
fn appointment_of(line: &ReminderLine) -> AppointmentId {
    same(line.appointment)
}

/// Everything that is filled into a wording for this reminder.
fn filled(read: &mut Reader<'_>, line: &ReminderLine, link: String) -> Result<Filled, Problem> {
    let place = site(read, line.site)?;
    let begins = line.visit_at.civil(&place.zone);
    let known = reachable(read, &[line.patient])?.remove(&line.patient).unwrap_or_default();
    let language = language(line);
    Ok(Filled {
        first_name: known.first_name,
        day: said_day(begins.date(), language),
        time: said_time(begins.time(), language),
        site: place.name,
        phone: said_phone(&place.phone),
        link,
    })
}

const fn language(line: &ReminderLine) -> Language {
    if line.spanish { Language::Spanish } else { Language::English }
}

/// `(518) 555-0100`: the office's own number, as people read it.
fn said_phone(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 => format!("({}) {}-{}", &digits[..3], &digits[3..6], &digits[6..]),
        _ => number.to_owned(),
    }
}

/// The ten digits of a number of the North American plan; other numbers with all their digits.
fn plain_number(text: &Phi<String>) -> Phi<String> {
    let digits: String = text.reveal().chars().filter(char::is_ascii_digit).take(20).collect();
    match digits.strip_prefix('1') {
        Some(ten) if digits.len() == 11 => ten.into(),
        _ => digits.into(),
    }
}
