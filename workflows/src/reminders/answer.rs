//! Answers by text, and what the gateway says became of messages.

use super::{appointment_of, plain_number};
use communications::reminders::{
    ANSWER_REMINDERS, AnswerCame, AnswerId, CALL_TO_REMIND, CameBy, Channel, ConsentHow, Meaning, ReminderId, Why,
    answer_came, answer_line, bounced, finish_answer, give_consent, hook_is_ours, meaning_of_text, note_delivered,
    open_reminders_to, reminder_line, settings, wishes_of, withdraw_consent,
};
use front_office::scheduling::{CancelAppointment, CancelReason, ConfirmAppointment, Standing, appointment_line};
use kernel::{Kind, Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::with_mobile;
use registry::practice::all_sites;

/// Does what an answer means for the visit of a reminder: confirms it, cancels it where the practice allows that, or makes it an
/// item for the front desk. Says what it has become.
pub(super) fn act_on(
    tx: &mut Tx<'_>,
    reminder: ReminderId,
    meaning: Meaning,
    heard: (CameBy, Phi<String>, Phi<String>, Option<String>),
) -> Result<Meaning, Problem> {
    let about = reminder_line(tx, reminder)?;
    let line = match appointment_line(tx, appointment_of(&about)) {
        Ok(line) => Some(line).filter(|line| line.starts_at == about.visit_at && line.standing.holds_time()),
        Err(why) if why.kind() == Kind::NotFound => None,
        Err(why) => return Err(why),
    };
    let cancels = settings(tx)?.cancel_hours;
    let now = tx.now();
    let mut means = meaning;
    match (&line, meaning) {
        (Some(line), Meaning::Confirmed) if line.visit.is_none() => {
            if line.standing == Standing::Booked {
                let (appointment, version) = (line.appointment, line.version);
                ConfirmAppointment { appointment, version }.perform(tx)?;
            }
        }
        (Some(line), Meaning::CancelAsked) if line.visit.is_none() => {
            if cancels.is_some_and(|hours| line.starts_at.minutes_since(now) >= hours * 60) {
                let (appointment, version, reason) = (line.appointment, line.version, CancelReason::PatientAsked);
                CancelAppointment { appointment, version, reason }.perform(tx)?;
                means = Meaning::Cancelled;
            }
        }
        // The visit was moved, cancelled or begun meanwhile: somebody looks at what they wanted.
        (None, Meaning::Confirmed | Meaning::CancelAsked) | (Some(_), _) | (None, _) => {
            if matches!(meaning, Meaning::Confirmed | Meaning::CancelAsked) {
                means = Meaning::Other;
            }
        }
    }
    let (came_by, number, words, outside_id) = heard;
    let came = AnswerCame {
        reminder: Some(reminder),
        patient: None,
        site: about.site,
        came_by,
        number,
        meaning: means,
        words,
        outside_id,
    };
    answer_came(tx, &came)?;
    Ok(means)
}

/// A text message that a patient sent.
#[derive(Clone, Debug)]
pub struct AnswerByText {
    /// The SHA-256 of the gateway's token, in hexadecimal.
    pub token_sha256: String,
    /// Who sent it.
    pub from: Phi<String>,
    /// What it says.
    pub text: Phi<String>,
    /// The gateway's own id of it: the same one is taken once.
    pub outside_id: Option<String>,
    /// The reminder that it answers, where the gateway knows.
    pub reply_to: Option<ReminderId>,
}

impl Command for AnswerByText {
    const ACT: Act = ANSWER_REMINDERS;
    /// What it was taken to mean.
    type Done = Meaning;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        hook_is_ours(read, &self.token_sha256)?;
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Meaning, Problem> {
        let number = plain_number(&self.from);
        let meaning = meaning_of_text(&self.text);
        let mut open = open_reminders_to(tx, &number)?;
        if let Some(asked) = self.reply_to
            && open.iter().any(|(id, _, _)| *id == asked)
        {
            open.retain(|(id, _, _)| *id == asked);
        }
        let whose = with_mobile(tx, &number)?;
        match meaning {
            Meaning::Stop => {
                for patient in everybody(&whose, &open) {
                    withdraw_consent(tx, patient, Channel::Text, ConsentHow::ByText)?;
                }
            }
            Meaning::Start => start_again(tx, &whose)?,
            Meaning::Confirmed | Meaning::CancelAsked => {
                let latest = open.first().copied();
                let of_one = latest.filter(|(_, _, patient)| open.iter().all(|(_, _, other)| other == patient));
                if let Some((reminder, _, _)) = of_one {
                    let heard = (CameBy::Text, number, self.text.clone(), self.outside_id.clone());
                    return act_on(tx, reminder, meaning, heard);
                }
            }
            Meaning::Cancelled | Meaning::CallMe | Meaning::Other => {}
        }
        self.note(tx, number, meaning, &whose, &open)
    }
}

impl AnswerByText {
    /// Writes it down as an item for the desk, or as done where it needs nobody.
    fn note(
        &self,
        tx: &mut Tx<'_>,
        number: Phi<String>,
        meaning: Meaning,
        whose: &[PatientId],
        open: &[(ReminderId, communications::reminders::PromiseId, PatientId)],
    ) -> Result<Meaning, Problem> {
        let meaning = match meaning {
            // A number that several share, or that was sent nothing: nobody guesses.
            Meaning::Confirmed | Meaning::CancelAsked => Meaning::Other,
            meaning => meaning,
        };
        let reminder = if open.len() == 1 { Some(open[0].0) } else { None };
        let came = AnswerCame {
            reminder,
            patient: if whose.len() == 1 { Some(whose[0]) } else { None },
            site: desk_of(tx, open)?,
            came_by: CameBy::Text,
            number,
            meaning,
            words: self.text.clone(),
            outside_id: self.outside_id.clone(),
        };
        answer_came(tx, &came)?;
        Ok(meaning)
    }
}

fn everybody(
    whose: &[PatientId],
    open: &[(ReminderId, communications::reminders::PromiseId, PatientId)],
) -> Vec<PatientId> {
    let mut all: Vec<PatientId> = whose.iter().copied().chain(open.iter().map(|(_, _, patient)| *patient)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whoever stopped by text consents again; nobody else does by such a message.
fn start_again(tx: &mut Tx<'_>, whose: &[PatientId]) -> Result<(), Problem> {
    for patient in whose {
        let wishes = wishes_of(tx, *patient)?;
        let latest = wishes.consents.iter().find(|line| line.channel == Channel::Text);
        let stopped = latest.and_then(|line| line.withdrawn).is_some_and(|(_, how)| how == ConsentHow::ByText);
        if stopped {
            give_consent(tx, *patient, Channel::Text, ConsentHow::ByText)?;
        }
    }
    Ok(())
}

/// The site at whose desk it is read: that of the visit, or else the first of the practice.
fn desk_of(
    tx: &mut Tx<'_>,
    open: &[(ReminderId, communications::reminders::PromiseId, PatientId)],
) -> Result<SiteId, Problem> {
    if let Some((reminder, _, _)) = open.first() {
        return Ok(reminder_line(tx, *reminder)?.site);
    }
    let first = all_sites(tx)?.first().map(|site| site.id);
    first.ok_or_else(|| Problem::refused("no_site", "The practice has no open site."))
}

/// What became of a message, as the gateway says.
#[derive(Clone, Debug)]
pub struct NoteStatus {
    /// The SHA-256 of the gateway's token, in hexadecimal.
    pub token_sha256: String,
    /// Which message.
    pub reminder: ReminderId,
    /// Whether it arrived; otherwise it never will.
    pub delivered: bool,
}

impl Command for NoteStatus {
    const ACT: Act = ANSWER_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        hook_is_ours(read, &self.token_sha256)?;
        Ok(Subject::Patient(reminder_line(read, self.reminder)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let line = reminder_line(tx, self.reminder)?;
        if line.channel != Channel::Text {
            // It went by another channel meanwhile.
            return Ok(());
        }
        if self.delivered { note_delivered(tx, line.id) } else { bounced(tx, line.id, Why::NotDelivered) }
    }
}

/// Somebody at the desk has done what an answer asked for.
#[derive(Clone, Copy, Debug)]
pub struct FinishAnswer {
    /// Which.
    pub answer: AnswerId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for FinishAnswer {
    const ACT: Act = CALL_TO_REMIND;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let answer = answer_line(read, self.answer)?;
        Ok(answer.patient.map_or(Subject::Site(answer.site), Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        finish_answer(tx, self.answer, self.version)
    }
}
