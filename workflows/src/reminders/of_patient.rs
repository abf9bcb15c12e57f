//! What was said to a patient and heard from them: about one appointment, and altogether; and how they want to be reached.

use communications::reminders::{
    Answer, MessageLine, SEE_REMINDERS, SEE_WISHES, Settings, Wishes, answers_of, of_patient, of_visit, same, settings,
    wishes_of,
};
use front_office::scheduling::{AppointmentId, appointment_patient};
use kernel::Problem;
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, Subject};
use registry::people::{Reachable, reachable};
use registry::practice::staff_of_account;
use std::collections::HashMap;

/// Messages of a patient shown on the chart.
const ON_CHART: u32 = 20;

/// Every message about an appointment, and every answer.
#[derive(Clone, Copy, Debug)]
pub struct AppointmentMessages {
    /// Which.
    pub appointment: AppointmentId,
}

/// Messages and answers.
#[derive(Clone, Debug)]
pub struct MessagesAnswer {
    /// Whose.
    pub patient: PatientId,
    /// The messages, the first one first.
    pub lines: Vec<MessageLine>,
    /// The answers, the first one first.
    pub answers: Vec<Answer>,
}

impl Discloses for MessagesAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for AppointmentMessages {
    const ACT: Act = SEE_REMINDERS;
    type Answer = MessagesAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(appointment_patient(read, self.appointment)?))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<MessagesAnswer, Problem> {
        let patient = appointment_patient(read, self.appointment)?;
        let (lines, answers) = (of_visit(read, same(self.appointment))?, answers_of(read, same(self.appointment))?);
        Ok(MessagesAnswer { patient, lines, answers })
    }
}

/// How a patient wants to be reached, and what was sent to them lately.
#[derive(Clone, Copy, Debug)]
pub struct PatientReach {
    /// Whose.
    pub patient: PatientId,
}

/// Wishes, consents and the latest messages.
#[derive(Clone, Debug)]
pub struct ReachAnswer {
    /// Whose.
    pub patient: PatientId,
    /// What they wish and consent to.
    pub wishes: Wishes,
    /// How they can be reached.
    pub known: Reachable,
    /// The latest messages.
    pub lines: Vec<MessageLine>,
    /// The practice's settings.
    pub settings: Settings,
    /// Who took the consents.
    pub staff: HashMap<AccountId, String>,
}

impl Discloses for ReachAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for PatientReach {
    const ACT: Act = SEE_WISHES;
    type Answer = ReachAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<ReachAnswer, Problem> {
        let wishes = wishes_of(read, self.patient)?;
        let mut staff = HashMap::new();
        for line in &wishes.consents {
            if !staff.contains_key(&line.given_to)
                && let Some(found) = staff_of_account(read, line.given_to)?
            {
                staff.insert(line.given_to, found.called());
            }
        }
        Ok(ReachAnswer {
            patient: self.patient,
            known: reachable(read, &[self.patient])?.remove(&self.patient).unwrap_or_default(),
            lines: of_patient(read, self.patient, ON_CHART)?,
            settings: settings(read)?,
            wishes,
            staff,
        })
    }
}
