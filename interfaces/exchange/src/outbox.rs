//! The outbox: takes what is due from the office, hands it to the servers, and notes what became of each.

use crate::Handed;
use crate::config::Posting;
use communications::reminders::{Channel, Failure, LinkSecret, MessageId};
use kernel::Problem;
use office::{Actor, Office};
use std::time::Duration;
use tokio::time::sleep;
use workflows::reminders::{MessageToSend, NoteFailed, NoteSent, TakeReminders};

/// Messages of one round: gateways take a few a second.
const AT_ONCE: u32 = 20;
/// The pause when nothing is due.
const PAUSE: Duration = Duration::from_secs(10);

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Messages that a server took.
    pub sent: usize,
    /// Messages that none took.
    pub failed: usize,
}

/// The outbox of an office.
pub struct Outbox {
    office: Office,
    machine: Actor,
    posting: Posting,
}

impl Outbox {
    /// The outbox of this office, by these ways.
    #[must_use]
    pub fn of(office: Office, posting: Posting) -> Self {
        let machine = office.machine("reminders");
        Self { office, machine, posting }
    }

    /// Sends until the program ends.
    pub async fn run(self) {
        loop {
            match self.round().await {
                Ok(Round { sent: 0, failed: 0 }) => sleep(PAUSE).await,
                Ok(round) => tracing::info!(round.sent, round.failed, "messages went out"),
                Err(why) => {
                    tracing::warn!(code = why.code(), "messages could not be sent");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// Takes what is due once, and sends it.
    ///
    /// # Errors
    /// Whatever the office says. What was taken and not sent is taken again after some minutes.
    pub async fn round(&self) -> Result<Round, Problem> {
        let taken = self.office.perform(&self.machine, TakeReminders { at_most: AT_ONCE }).await?;
        let mut round = Round::default();
        for (message, secret) in taken {
            match self.hand_over(message, secret).await? {
                Handed::Over => {
                    self.office.perform(&self.machine, NoteSent { message }).await?;
                    round.sent += 1;
                }
                handed => {
                    let failure = if handed == Handed::Again { Failure::Again } else { Failure::Never };
                    self.office.perform(&self.machine, NoteFailed { message, failure }).await?;
                    round.failed += 1;
                }
            }
        }
        Ok(round)
    }

    async fn hand_over(&self, message: MessageId, secret: String) -> Result<Handed, Problem> {
        let (secret, public_address) = (LinkSecret::presented(secret), self.posting.public_address.clone());
        let message = self.office.ask(&self.machine, MessageToSend { message, secret, public_address }).await?;
        Ok(match (message.channel, &self.posting.mail, &self.posting.text) {
            (Channel::Mail, Some(server), _) => server.send(&message).await,
            (Channel::Text, _, Some(gateway)) => gateway.send(&message).await,
            _ => Handed::Again,
        })
    }
}
