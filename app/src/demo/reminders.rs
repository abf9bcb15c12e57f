//! The demo's reminders: consents as they were given at registration, what is planned for the days ahead, and a server that takes
//! every message and sends none.

use super::chance::Chance;
use crate::reminding::plan_all;
use communications::reminders::{Channel, ConsentHow, GiveConsent, LinkSecret, MessageId, Reach, SetWays};
use kernel::{Kind, Phi, Problem};
use office::{Actor, Office, PatientId};
use std::time::Duration;
use tokio::time::sleep;
use workflows::reminders::{AnswerByLink, LinkSays, NoteSent, TakeReminders};

/// Messages taken at once.
const AT_ONCE: u32 = 50;
/// How often the played server looks.
const OFTEN: Duration = Duration::from_secs(20);

/// Most patients consent to texts, some to e-mails, and some to neither.
///
/// # Errors
/// What the office says.
pub async fn consents(
    office: &Office,
    desk: &Actor,
    patients: &[PatientId],
    chance: &mut Chance,
) -> Result<(), Problem> {
    for patient in patients.iter().copied() {
        let channels: &[Channel] = match chance.below(100) {
            0..55 => &[Channel::Text],
            55..70 => &[Channel::Text, Channel::Mail],
            70..85 => &[Channel::Mail],
            _ => &[],
        };
        for channel in channels.iter().copied() {
            office.perform(desk, GiveConsent { patient, channel, how: ConsentHow::Form }).await?;
        }
    }
    let ways = Reach { text: true, mail: true };
    office.perform(&office.machine("reminders"), SetWays { ways }).await
}

/// Plans the days ahead, sends what is due, and lets some patients answer.
///
/// # Errors
/// What the office says.
pub async fn begin(office: &Office, chance: &mut Chance) -> Result<usize, Problem> {
    let machine = office.machine("reminders");
    let planned = plan_all(office, &machine).await?;
    let (mut sent, patient) = (sent(office, &machine).await?, office.machine("reminder-link"));
    for (_, secret) in sent.drain(..) {
        let says = match chance.below(100) {
            0..45 => LinkSays::Yes,
            45..52 => LinkSays::CallMe,
            52..58 => LinkSays::No,
            _ => continue,
        };
        let answer = AnswerByLink { secret: LinkSecret::presented(secret), says, words: Phi::default() };
        match office.perform(&patient, answer).await {
            // The visit was changed meanwhile, as in life.
            Err(why) if matches!(why.kind(), Kind::Conflict | Kind::Refused | Kind::NotFound) => {}
            other => drop(other?),
        }
    }
    Ok(planned)
}

/// Takes everything that is due, as a server that takes every message.
async fn sent(office: &Office, machine: &Actor) -> Result<Vec<(MessageId, String)>, Problem> {
    let mut all = Vec::new();
    loop {
        let taken = office.perform(machine, TakeReminders { at_most: AT_ONCE }).await?;
        if taken.is_empty() {
            return Ok(all);
        }
        for (message, _) in &taken {
            office.perform(machine, NoteSent { message: *message }).await?;
        }
        all.extend(taken);
    }
}

/// Plays the server until it is aborted.
pub async fn play(office: Office) {
    let machine = office.machine("reminders");
    loop {
        sleep(OFTEN).await;
        if let Err(why) = sent(&office, &machine).await {
            tracing::warn!(code = why.code(), "the demo's messages could not be taken");
        }
    }
}
