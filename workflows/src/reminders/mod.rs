//! Reminders and the other messages: where the schedule, the waitlist and the recalls meet what is said to patients. Planned, sent,
//! called, printed, answered.

mod answer;
mod by_link;
mod calls;
mod letters;
mod of_patient;
mod offers;
mod pages;
mod plan;
mod recalls;
mod send;
mod stands;

pub use answer::{AnswerByText, FinishAnswer, NoteStatus, TakeDown};
pub use by_link::{AnswerByLink, LinkAnswer, LinkAsks, LinkPage, LinkSays, LinkStanding, OfferAsked, VisitAsked};
pub use calls::{CallLine, CallsAnswer, NoteReminderCall, ReminderCalls};
pub use letters::{Letter, LettersAnswer, LettersToPrint, PrintLetters, Printed, PrintedLetters};
pub use of_patient::{AppointmentMessages, MessagesAnswer, PatientReach, ReachAnswer};
pub use offers::{OfferSent, PlanOffers, SendOffer};
pub use pages::{BeginReminders, ReminderRules, RemindersAnswer, RemindersPage, RulesAnswer};
pub use plan::{DaysToPlan, PlanReminders, SitesToPlan};
pub use recalls::{NoteRecallCall, PlanRecalls};
pub use send::{MessageToSend, NoteFailed, NoteSent, Outgoing, TakeReminders};

use communications::reminders::{
    CameBy, Filled, Language, Mark, MessageLine, Occasion, Promise, begin_offers_and_recalls, marks_of, said_day,
    said_time, said_until, same, settings,
};
use front_office::follow_up::offer_made;
use front_office::scheduling::{AppointmentId, ScheduleLine, Standing};
use jiff::civil::{Date, DateTime};
use kernel::{Moment, Phi, Problem};
use office::{Reader, Tx};
use registry::people::reachable;
use registry::practice::{Site, site};
use std::collections::HashMap;

/// An answer as it was heard.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// By which way.
    pub came_by: CameBy,
    /// From which number; empty otherwise.
    pub number: Phi<String>,
    /// In their words; may be empty.
    pub words: Phi<String>,
    /// The gateway's own id of it.
    pub outside_id: Option<String>,
}

impl Heard {
    /// Without words.
    pub fn by(came_by: CameBy) -> Self {
        Self { came_by, number: Phi::default(), words: Phi::default(), outside_id: None }
    }
}

/// Whether the practice writes to patients by itself, with the usual offers and recalls set up if it does: practices that were founded
/// before there were any messages do not.
fn set_up(tx: &mut Tx<'_>) -> Result<bool, Problem> {
    if settings(tx)?.version == 0 {
        return Ok(false);
    }
    begin_offers_and_recalls(tx)?;
    Ok(true)
}

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

/// The appointment of a message.
fn appointment_of(line: &MessageLine) -> AppointmentId {
    same(line.thing)
}

/// Everything that is filled into a wording for this message.
fn filled(read: &mut Reader<'_>, line: &MessageLine, link: String) -> Result<Filled, Problem> {
    let place = site(read, line.site)?;
    let said = moments(read, line, &place)?;
    let known = reachable(read, &[line.patient])?.remove(&line.patient).unwrap_or_default();
    let language = language(line);
    Ok(Filled {
        first_name: known.first_name,
        day: said.begins.map(|at| said_day(at.date(), language)).unwrap_or_default(),
        time: said.begins.map(|at| said_time(at.time(), language)).unwrap_or_default(),
        until: said.ends.map(|at| said_until(at, said.today, language)).unwrap_or_default(),
        site: place.name,
        phone: said_phone(&place.phone),
        link,
    })
}

/// What a message says of time: when the visit or the offered time begins, and until when an offer can be answered.
struct Moments {
    begins: Option<DateTime>,
    ends: Option<DateTime>,
    today: Date,
}

fn moments(read: &mut Reader<'_>, line: &MessageLine, place: &Site) -> Result<Moments, Problem> {
    let at = |moment: Moment| moment.civil(&place.zone);
    let (begins, ends) = match line.occasion {
        Occasion::Visit => (Some(at(line.until_at)), None),
        Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => {
            let offer = offer_made(read, same(line.thing))?;
            (Some(at(offer.starts_at)), Some(at(offer.expires_at)))
        }
        Occasion::Recall => (None, None),
    };
    Ok(Moments { begins, ends, today: at(read.now()).date() })
}

const fn language(line: &MessageLine) -> Language {
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
