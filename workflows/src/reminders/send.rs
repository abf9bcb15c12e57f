//! Sending: a machine takes what is due, looks at what each says, hands it to the server, and notes what became of it.

use super::{filled, language, promise};
use communications::reminders::{
    Channel, Failure, LinkSecret, ReminderId, SEND_REMINDERS, failed, link_to, reminder_line, same, sent, take_due,
    words_of,
};
use front_office::scheduling::appointment_line;
use kernel::{Kind, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use registry::people::reachable;

/// Takes what is due: texts and e-mails whose time has come. Whatever may not go out any more is withdrawn or put off instead.
#[derive(Clone, Copy, Debug)]
pub struct TakeReminders {
    /// So many at most.
    pub at_most: u32,
}

impl Command for TakeReminders {
    const ACT: Act = SEND_REMINDERS;
    /// Each with the secret of its link, which is kept nowhere.
    type Done = Vec<(ReminderId, String)>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Self::Done, Problem> {
        let mut promise_of = |read: &mut Reader<'_>, appointment| {
            let now = read.now();
            match appointment_line(read, same(appointment)) {
                Ok(line) => Ok(promise(&line).filter(|promise| promise.starts_at > now)),
                Err(why) if why.kind() == Kind::NotFound => Ok(None),
                Err(why) => Err(why),
            }
        };
        let taken = take_due(tx, self.at_most, &mut promise_of)?;
        Ok(taken.into_iter().map(|(id, secret)| (id, secret.text().to_owned())).collect())
    }
}

/// What one message says, and to whom, at the moment it is sent.
#[derive(Clone, Debug)]
pub struct MessageToSend {
    /// Which, taken before.
    pub reminder: ReminderId,
    /// The secret of its link.
    pub secret: LinkSecret,
    /// How addresses of this office begin, as patients reach it.
    pub public_address: String,
}

/// A message, ready to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Which; always the same for the same reminder.
    pub reminder: ReminderId,
    /// Whose.
    pub patient: PatientId,
    /// By text or e-mail.
    pub channel: Channel,
    /// The number in ten digits, or the e-mail address.
    pub to: Phi<String>,
    /// The subject of an e-mail.
    pub subject: Phi<String>,
    /// What it says.
    pub text: Phi<String>,
}

impl Discloses for Outgoing {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for MessageToSend {
    const ACT: Act = SEND_REMINDERS;
    type Answer = Outgoing;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(reminder_line(read, self.reminder)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Outgoing, Problem> {
        let line = reminder_line(read, self.reminder)?;
        let Some(edition) = line.edition else {
            return Err(Problem::refused("not_taken", "This reminder was not taken to be sent."));
        };
        let words = words_of(read, line.wording, edition, language(&line))?;
        let filled = filled(read, &line, link_to(&self.public_address, &self.secret))?;
        let known = reachable(read, &[line.patient])?.remove(&line.patient).unwrap_or_default();
        let (to, text) = match line.channel {
            Channel::Text => (known.mobile, &words.brief),
            _ => (known.email, &words.letter),
        };
        Ok(Outgoing {
            reminder: line.id,
            patient: line.patient,
            channel: line.channel,
            to,
            subject: filled.into_text(&words.subject),
            text: filled.into_text(text),
        })
    }
}

/// The server took it.
#[derive(Clone, Copy, Debug)]
pub struct NoteSent {
    /// Which.
    pub reminder: ReminderId,
}

impl Command for NoteSent {
    const ACT: Act = SEND_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(reminder_line(read, self.reminder)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        sent(tx, self.reminder)
    }
}

/// The server did not take it.
#[derive(Clone, Copy, Debug)]
pub struct NoteFailed {
    /// Which.
    pub reminder: ReminderId,
    /// Whether it is worth another try.
    pub failure: Failure,
}

impl Command for NoteFailed {
    const ACT: Act = SEND_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(reminder_line(read, self.reminder)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        failed(tx, self.reminder, self.failure)
    }
}
