//! Answers by text, and what the gateway says became of messages.

use super::recalls::after_failed;
use super::{Heard, appointment_of, offers, plain_number, recalls};
use communications::reminders::{
    ANSWER_REMINDERS, AnswerCame, AnswerId, CALL_TO_REMIND, CameBy, Channel, ConsentHow, Meaning, MessageId,
    MessageLine, Occasion, OpenMessage, Reply, TextSays, Why, answer_came, answer_line, bounced, finish_answer,
    give_consent, hook_is_ours, message_line, note_delivered, open_messages_to, same, settings, text_says, wishes_of,
    withdraw_consent,
};
use front_office::follow_up::{OfferNow, offer_made};
use front_office::scheduling::{CancelAppointment, CancelReason, ConfirmAppointment, Standing, appointment_line};
use kernel::{Kind, Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::with_mobile;
use registry::practice::all_sites;

/// Does what an answer means: for a visit, an offer or a recall. Says what it has become.
pub(super) fn act_on(tx: &mut Tx<'_>, message: MessageId, reply: Reply, heard: Heard) -> Result<Meaning, Problem> {
    let about = message_line(tx, message)?;
    match (about.occasion, reply) {
        (Occasion::Visit, Reply::Yes) => act_on_visit(tx, &about, Meaning::Confirmed, heard),
        (Occasion::Visit, Reply::No) => act_on_visit(tx, &about, Meaning::CancelAsked, heard),
        (Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone, _) => offers::act_on(tx, &about, reply, heard),
        (Occasion::Recall, _) => recalls::act_on(tx, &about, reply, heard),
    }
}

/// Confirms the visit of a message, cancels it where the practice allows that, or makes the answer an item for the front desk.
pub(super) fn act_on_visit(
    tx: &mut Tx<'_>,
    about: &MessageLine,
    meaning: Meaning,
    heard: Heard,
) -> Result<Meaning, Problem> {
    let line = match appointment_line(tx, appointment_of(about)) {
        Ok(line) => Some(line).filter(|line| line.starts_at == about.until_at && line.standing.holds_time()),
        Err(why) if why.kind() == Kind::NotFound => None,
        Err(why) => return Err(why),
    };
    let cancels = settings(tx)?.cancel_hours;
    let now = tx.now();
    let mut means = meaning;
    match (line.filter(|line| line.visit.is_none()), meaning) {
        // The visit was moved, cancelled or begun meanwhile: somebody looks at what they wanted.
        (None, Meaning::Confirmed | Meaning::CancelAsked) => means = Meaning::Other,
        (Some(line), Meaning::Confirmed) if line.standing == Standing::Booked => {
            let (appointment, version) = (line.appointment, line.version);
            ConfirmAppointment { appointment, version }.perform(tx)?;
        }
        (Some(line), Meaning::CancelAsked)
            if cancels.is_some_and(|hours| line.starts_at.minutes_since(now) >= hours * 60) =>
        {
            let (appointment, version, reason) = (line.appointment, line.version, CancelReason::PatientAsked);
            CancelAppointment { appointment, version, reason }.perform(tx)?;
            means = Meaning::Cancelled;
        }
        _ => {}
    }
    note_about(tx, about, means, heard)?;
    Ok(means)
}

/// Writes an answer down, and does nothing else.
pub(super) fn note_about(tx: &mut Tx<'_>, about: &MessageLine, meaning: Meaning, heard: Heard) -> Result<(), Problem> {
    let came = AnswerCame {
        message: Some(about.id),
        patient: None,
        site: about.site,
        came_by: heard.came_by,
        number: heard.number,
        meaning,
        words: heard.words,
        outside_id: heard.outside_id,
    };
    answer_came(tx, &came).map(|_| ())
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
    /// The message that it answers, where the gateway knows.
    pub reply_to: Option<MessageId>,
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
        let says = text_says(&self.text);
        let open = self.open(tx, &number)?;
        let whose = with_mobile(tx, &number)?;
        let meaning = match says {
            TextSays::Stop => {
                for patient in everybody(&whose, &open) {
                    withdraw_consent(tx, patient, Channel::Text, ConsentHow::ByText)?;
                }
                Meaning::Stop
            }
            TextSays::Start => {
                start_again(tx, &whose)?;
                Meaning::Start
            }
            TextSays::To(occasion, reply) => {
                if let Some(message) = meant(tx, &open, Some(occasion))? {
                    return act_on(tx, message, reply, self.heard(number));
                }
                Meaning::Other
            }
            TextSays::Plain(reply) => {
                if let Some(message) = meant(tx, &open, None)? {
                    return act_on(tx, message, reply, self.heard(number));
                }
                Meaning::Other
            }
            TextSays::Other => Meaning::Other,
        };
        self.note(tx, number, meaning, &whose, &open)
    }
}

impl AnswerByText {
    fn heard(&self, number: Phi<String>) -> Heard {
        let (words, outside_id) = (self.text.clone(), self.outside_id.clone());
        Heard { came_by: CameBy::Text, number, words, outside_id }
    }

    /// What went to this number and can be answered; the one that is answered alone, where the gateway knows.
    fn open(&self, tx: &mut Tx<'_>, number: &Phi<String>) -> Result<Vec<OpenMessage>, Problem> {
        let mut open = open_messages_to(tx, number)?;
        if let Some(asked) = self.reply_to
            && open.iter().any(|one| one.id == asked)
        {
            open.retain(|one| one.id == asked);
        }
        Ok(open)
    }

    /// Writes it down as an item for the desk, or as done where it needs nobody.
    fn note(
        &self,
        tx: &mut Tx<'_>,
        number: Phi<String>,
        meaning: Meaning,
        whose: &[PatientId],
        open: &[OpenMessage],
    ) -> Result<Meaning, Problem> {
        let message = if let [only] = open { Some(only.id) } else { None };
        let came = AnswerCame {
            message,
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

/// Writes a text message down for the desk, because what it asks for could not be done.
#[derive(Clone, Debug)]
pub struct TakeDown(pub AnswerByText);

impl Command for TakeDown {
    const ACT: Act = ANSWER_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.0.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let number = plain_number(&self.0.from);
        let (open, whose) = (self.0.open(tx, &number)?, with_mobile(tx, &number)?);
        self.0.note(tx, number, Meaning::Other, &whose, &open).map(|_| ())
    }
}

/// Which message a yes or no is about; none, where it could be about several and somebody might get what they did not ask for. Of
/// visits it is the one they were reminded of last. Of offers it is the only one that stands; where none stands, the latest, which is
/// answered that it is gone.
fn meant(tx: &mut Tx<'_>, open: &[OpenMessage], occasion: Option<Occasion>) -> Result<Option<MessageId>, Problem> {
    let mut fits: Vec<(OpenMessage, bool)> = Vec::new();
    for one in open.iter().filter(|one| occasion.is_none_or(|occasion| one.occasion == occasion)) {
        let stands = one.occasion != Occasion::Offer || offer_made(tx, same(one.thing))?.now == OfferNow::Open;
        fits.push((*one, stands));
    }
    if fits.iter().any(|(_, stands)| *stands) {
        fits.retain(|(_, stands)| *stands);
    }
    let Some((latest, stands)) = fits.first().copied() else { return Ok(None) };
    let alike = |other: &OpenMessage| other.patient == latest.patient && other.occasion == latest.occasion;
    let one_only = latest.occasion != Occasion::Visit && stands;
    let clear = fits.iter().all(|(other, _)| alike(other)) && (!one_only || fits.len() == 1);
    Ok(clear.then_some(latest.id))
}

fn everybody(whose: &[PatientId], open: &[OpenMessage]) -> Vec<PatientId> {
    let mut all: Vec<PatientId> = whose.iter().copied().chain(open.iter().map(|one| one.patient)).collect();
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
fn desk_of(tx: &mut Tx<'_>, open: &[OpenMessage]) -> Result<SiteId, Problem> {
    if let Some(latest) = open.first() {
        return Ok(message_line(tx, latest.id)?.site);
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
    pub message: MessageId,
    /// Whether it arrived; otherwise it never will.
    pub delivered: bool,
}

impl Command for NoteStatus {
    const ACT: Act = ANSWER_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        hook_is_ours(read, &self.token_sha256)?;
        Ok(Subject::Patient(message_line(read, self.message)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let line = message_line(tx, self.message)?;
        if line.channel != Channel::Text {
            // It went by another channel meanwhile.
            return Ok(());
        }
        if self.delivered {
            return note_delivered(tx, line.id);
        }
        bounced(tx, line.id, Why::NotDelivered)?;
        after_failed(tx, line.id)
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
