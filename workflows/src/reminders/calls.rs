//! The call list: whom somebody of the office calls to remind, with what to say and one key for what came of it.

use super::answer::{act_on_visit, note_about};
use super::{Heard, filled, language};
use crate::people_shown::{PeopleShown, PhonesShown};
use communications::reminders::{
    CALL_TO_REMIND, CameBy, Channel, Meaning, MessageId, MessageLine, ReminderCallOutcome, SEE_REMINDERS, Why, bounced,
    message_line, no_answer, sent, to_do, wordings,
};
use front_office::scheduling::{CancelAppointment, CancelReason, appointment_line};
use kernel::{Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, SiteId, Subject, Tx};
use registry::practice::{Site, site};

/// The call list of a site.
#[derive(Clone, Copy, Debug)]
pub struct ReminderCalls {
    /// Where.
    pub site: SiteId,
}

/// Whom to call.
#[derive(Clone, Debug)]
pub struct CallLine {
    /// The message.
    pub line: MessageLine,
    /// What to say.
    pub script: Phi<String>,
}

/// The call list, the next visit first.
#[derive(Clone, Debug)]
pub struct CallsAnswer {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// Whom.
    pub lines: Vec<CallLine>,
    /// Their names.
    pub people: PeopleShown,
    /// Their numbers.
    pub phones: PhonesShown,
}

impl Discloses for CallsAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for ReminderCalls {
    const ACT: Act = SEE_REMINDERS;
    type Answer = CallsAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<CallsAnswer, Problem> {
        let due = to_do(read, self.site, Channel::Call)?;
        let wordings = wordings(read)?;
        let people = PeopleShown::of(read, due.iter().map(|line| line.patient))?;
        let mut lines = Vec::new();
        for line in due {
            let said = wordings.iter().find(|wording| wording.id == line.wording);
            let said = said.map(|wording| wording.words(language(&line)).script.clone()).unwrap_or_default();
            let script = filled(read, &line, String::new())?.into_text(&said);
            lines.push(CallLine { line, script });
        }
        Ok(CallsAnswer { site: site(read, self.site)?, lines, phones: PhonesShown::of(read, &people)?, people })
    }
}

/// Notes what came of a call.
#[derive(Clone, Copy, Debug)]
pub struct NoteReminderCall {
    /// Which message.
    pub message: MessageId,
    /// The version that was seen.
    pub version: i64,
    /// What came of it.
    pub outcome: ReminderCallOutcome,
}

impl Command for NoteReminderCall {
    const ACT: Act = CALL_TO_REMIND;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(message_line(read, self.message)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let line = message_line(tx, self.message)?;
        if line.version != self.version || line.channel != Channel::Call {
            let say = "Somebody else worked on this while you had it open. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        match self.outcome {
            ReminderCallOutcome::NoAnswer => no_answer(tx, line.id),
            ReminderCallOutcome::WrongNumber => bounced(tx, line.id, Why::WrongNumber),
            ReminderCallOutcome::LeftMessage => sent(tx, line.id),
            ReminderCallOutcome::Confirmed => {
                sent(tx, line.id)?;
                act_on_visit(tx, &line, Meaning::Confirmed, Heard::by(CameBy::Call))?;
                Ok(())
            }
            ReminderCallOutcome::Cancelled => cancelled(tx, &line),
        }
    }
}

/// Whoever says no to a person has said it: the visit is cancelled whatever the hours.
fn cancelled(tx: &mut Tx<'_>, line: &MessageLine) -> Result<(), Problem> {
    sent(tx, line.id)?;
    let visit = appointment_line(tx, super::appointment_of(line))?;
    let (appointment, version, reason) = (visit.appointment, visit.version, CancelReason::PatientAsked);
    CancelAppointment { appointment, version, reason }.perform(tx)?;
    note_about(tx, line, Meaning::Cancelled, Heard::by(CameBy::Call))
}
