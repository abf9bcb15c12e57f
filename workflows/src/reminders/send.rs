//! Sending: a machine takes what is due, looks at what each says, hands it to the server, and notes what became of it.

use super::recalls::{after_failed, after_sent};
use super::stands::stands;
use super::{filled, language};
use communications::reminders::{
    Channel, Failure, LinkSecret, MessageId, SEND_REMINDERS, failed, link_to, message_line, sent, take_due, words_of,
};
use kernel::{Phi, Problem};
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
    type Done = Vec<(MessageId, String)>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Self::Done, Problem> {
        let taken = take_due(tx, self.at_most, &mut stands)?;
        Ok(taken.into_iter().map(|(id, secret)| (id, secret.text().to_owned())).collect())
    }
}

/// What one message says, and to whom, at the moment it is sent.
#[derive(Clone, Debug)]
pub struct MessageToSend {
    /// Which, taken before.
    pub message: MessageId,
    /// The secret of its link.
    pub secret: LinkSecret,
    /// How addresses of this office begin, as patients reach it.
    pub public_address: String,
}

/// A message, ready to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Which; always the same for the same message.
    pub id: MessageId,
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
        Ok(Subject::Patient(message_line(read, self.message)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Outgoing, Problem> {
        let line = message_line(read, self.message)?;
        let Some(edition) = line.edition else {
            return Err(Problem::refused("not_taken", "This message was not taken to be sent."));
        };
        let words = words_of(read, line.wording, edition, language(&line))?;
        let filled = filled(read, &line, link_to(&self.public_address, &self.secret))?;
        let known = reachable(read, &[line.patient])?.remove(&line.patient).unwrap_or_default();
        let (to, text) = match line.channel {
            Channel::Text => (known.mobile, &words.brief),
            _ => (known.email, &words.letter),
        };
        Ok(Outgoing {
            id: line.id,
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
    pub message: MessageId,
}

impl Command for NoteSent {
    const ACT: Act = SEND_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(message_line(read, self.message)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let before = message_line(tx, self.message)?;
        sent(tx, self.message)?;
        after_sent(tx, &before)
    }
}

/// The server did not take it.
#[derive(Clone, Copy, Debug)]
pub struct NoteFailed {
    /// Which.
    pub message: MessageId,
    /// Whether it is worth another try.
    pub failure: Failure,
}

impl Command for NoteFailed {
    const ACT: Act = SEND_REMINDERS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(message_line(read, self.message)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        failed(tx, self.message, self.failure)?;
        after_failed(tx, self.message)
    }
}
