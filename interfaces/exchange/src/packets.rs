//! Packets of referrals that go by e-mail: taken from their queue, handed to the mail server, and noted with the message id.
//!
//! A server that cannot take one now is asked again after a minute, then after two, four and so on, up to half an hour; what it has
//! not taken within a day has failed, and the desk sees that. What was handed over twice, because the program ended before it
//! could note it, has the same message id both times.

use crate::Handed;
use crate::config::Posting;
use crate::mail::MailServer;
use crate::outbox::Round;
use front_office::referrals::{Channel, DeliveryLine, DeliveryState, NoteDelivery, QueuedDeliveries};
use kernel::{Moment, Phi, Problem};
use office::{Actor, Office};
use std::time::Duration;
use tokio::time::sleep;
use workflows::refer_out::PacketToMail;

/// The pause between two looks.
const PAUSE: Duration = Duration::from_secs(10);
/// Minutes after which a server that did not take a packet is asked again, at first and at most.
const WAIT_MINUTES: (i64, i64) = (1, 30);
/// Minutes in the queue after which a packet has failed.
const GIVE_UP_MINUTES: i64 = 24 * 60;

/// The post of an office's packets.
pub struct PacketPost {
    office: Office,
    machine: Actor,
    server: MailServer,
    /// Not before then, and how many minutes the wait was.
    wait: Option<(Moment, i64)>,
}

impl PacketPost {
    /// The post of this office; none without a mail server.
    #[must_use]
    pub fn of(office: Office, posting: &Posting) -> Option<Self> {
        let machine = office.machine("referral-post");
        Some(Self { server: posting.mail.clone()?, office, machine, wait: None })
    }

    /// Sends until the program ends.
    pub async fn run(mut self) {
        loop {
            match self.round().await {
                Ok(round) if round == Round::default() => {}
                Ok(round) => tracing::info!(round.sent, round.failed, "packets went out"),
                Err(why) => tracing::warn!(code = why.code(), "packets could not be sent"),
            }
            sleep(PAUSE).await;
        }
    }

    /// Looks once, and sends what is queued, unless the server is still waited for.
    ///
    /// # Errors
    /// Whatever the office says. What was not noted is handed over again.
    pub async fn round(&mut self) -> Result<Round, Problem> {
        let mut round = Round::default();
        if self.wait.is_some_and(|(until, _)| self.office.now() < until) {
            return Ok(round);
        }
        let queued = QueuedDeliveries { channel: Channel::Email, state: DeliveryState::Queued };
        let (mut taken, mut put_off) = (false, false);
        for line in self.office.ask(&self.machine, queued).await?.lines {
            match self.hand_over(&line).await? {
                Handed::Over => {
                    round.sent += 1;
                    taken = true;
                }
                Handed::Again => {
                    round.failed += 1;
                    put_off = true;
                }
                Handed::Never => round.failed += 1,
            }
        }
        let (first, most) = WAIT_MINUTES;
        let before = self.wait.filter(|_| !taken).map_or(0, |(_, minutes)| minutes);
        let minutes = (before * 2).clamp(first, most);
        self.wait = put_off.then(|| (self.office.now().plus_minutes(minutes), minutes));
        Ok(round)
    }

    async fn hand_over(&self, line: &DeliveryLine) -> Result<Handed, Problem> {
        let message = self.office.ask(&self.machine, PacketToMail { delivery: line.id }).await?;
        let handed = self.server.send_packet(&message).await;
        let given_up = self.office.now().minutes_since(line.queued_at) >= GIVE_UP_MINUTES;
        let (state, evidence) = match handed {
            Handed::Again if !given_up => return Ok(Handed::Again),
            Handed::Over => (DeliveryState::HandedOver, self.server.message_id(&line.id.to_string())),
            Handed::Never => (DeliveryState::Failed, "The mail server refused this address or message.".to_owned()),
            Handed::Again => (DeliveryState::Failed, "The mail server did not take it for a day.".to_owned()),
        };
        let (delivery, version, evidence) = (line.id, line.version, Phi::new(evidence));
        self.office.perform(&self.machine, NoteDelivery { delivery, version, state, evidence }).await?;
        Ok(if state == DeliveryState::HandedOver { Handed::Over } else { Handed::Never })
    }
}
