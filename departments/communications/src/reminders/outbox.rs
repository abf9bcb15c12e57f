//! The outbox: what is due is taken, and is then sent, put off, or goes by the next channel.
//!
//! A message that was taken and never heard of again (the program was killed) is taken again after some minutes, under the same
//! id, so that a gateway or mail program that honours it shows one message.

use super::link::{LinkSecret, fresh, keep};
use super::list::{MessageLine, line};
use super::plan::{Promise, replaced, row_of};
use super::stored::change;
use super::tables::{MessageRow, message};
use super::wordings::edition_of;
use super::{Channel, MessageId, MessageStanding, Occasion, Why, channel, steps};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Reader, Tx};
use registry::people::reachable;
use std::time::Duration;

/// How long the sender may be silent about what it took.
const LEASE: Duration = Duration::from_secs(5 * 60);
/// Tries of one channel.
const TRIES_MAX: i64 = 5;
/// The page behind a link opens until so long after the beginning of the visit.
const LINK_AFTER: Duration = Duration::from_secs(3600);
/// That of an offer so long after its end, because it says there that the time is gone.
const LINK_AFTER_OFFER: Duration = Duration::from_secs(2 * 86_400);
/// That of a recall so long after it was sent.
const LINK_OF_RECALL: Duration = Duration::from_secs(90 * 86_400);

/// Why a try failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server did not answer, or asks to come again.
    Again,
    /// It will not take this message, ever.
    Never,
}

/// How that stands which a message is about.
#[derive(Clone, Copy, Debug)]
pub enum Stands {
    /// A visit is still to come.
    Promised(Promise),
    /// An offer or a recall is to be said.
    ToBeSaid,
    /// It is not to be said any more, and why.
    Over(Why),
}

/// Looks up how that stands which a message is about.
pub type StandsOf<'a> = dyn FnMut(&mut Reader<'_>, &MessageLine) -> Result<Stands, Problem> + 'a;

/// What a machine is to send now: texts and e-mails whose time has come, and those that were taken too long ago.
///
/// # Errors
/// Broken, when the database fails.
pub fn take_due(
    tx: &mut Tx<'_>,
    at_most: u32,
    stands_of: &mut StandsOf<'_>,
) -> Result<Vec<(MessageId, LinkSecret)>, Problem> {
    let now = tx.now();
    let machines = [Channel::Text, Channel::Mail];
    let due = message::table
        .filter(message::standing.eq(MessageStanding::Planned).and(message::channel.eq_any(machines)))
        .filter(message::due_at.le(now))
        .order((message::due_at, message::id))
        .select(MessageRow::as_select());
    let mut rows: Vec<MessageRow> = tx.list(due, at_most)?;
    let lost = message::table
        .filter(message::standing.eq(MessageStanding::Sending).and(message::channel.eq_any(machines)))
        .filter(message::due_at.le(now).and(message::taken_at.le(Some(now - LEASE))))
        .order((message::due_at, message::id))
        .select(MessageRow::as_select());
    rows.extend(tx.list::<_, MessageRow>(lost, at_most)?);
    let mut taken = Vec::new();
    for row in rows {
        tx.hold(&[row.id.into()])?;
        let row = row_of(tx, row.id)?;
        let stands = stands_of(tx, &line(row.clone()))?;
        taken.extend(take(tx, &row, &stands)?.map(|secret| (row.id, secret)));
    }
    Ok(taken)
}

/// Takes one, if it may go out at this moment.
fn take(tx: &mut Tx<'_>, row: &MessageRow, stands: &Stands) -> Result<Option<LinkSecret>, Problem> {
    let (now, lost) = (tx.now(), row.standing == MessageStanding::Sending);
    // On PostgreSQL another node may have taken it while this one waited.
    if lost && row.taken_at.is_none_or(|at| now < at + LEASE) || !lost && row.standing != MessageStanding::Planned {
        return Ok(None);
    }
    let unwanted = match stands {
        Stands::Over(why) => Some(*why),
        Stands::Promised(promise) if promise.starts_at != row.until_at => Some(Why::Moved),
        Stands::Promised(promise) if promise.confirmed => {
            let also = steps(tx)?.iter().any(|step| step.id == row.step && step.fields.also_confirmed);
            (!also).then_some(Why::Confirmed)
        }
        Stands::Promised(_) | Stands::ToBeSaid => None,
    };
    if let Some(why) = unwanted {
        let to = MessageRow { standing: MessageStanding::Withdrawn, why: Some(why), ..row.clone() };
        change(tx, row, to)?;
        return Ok(None);
    }
    let again = replaced(tx, row, now)?;
    let goes_now = again.standing == MessageStanding::Planned && again.due_at <= now && again.channel.needs_consent();
    if !goes_now {
        change(tx, row, MessageRow { taken_at: None, ..again })?;
        return Ok(None);
    }
    let known = reachable(tx, &[row.patient])?.remove(&row.patient).unwrap_or_default();
    let sent_to = if again.channel == Channel::Text { known.mobile } else { Phi::default() };
    let to = MessageRow {
        standing: MessageStanding::Sending,
        taken_at: Some(now),
        edition: Some(edition_of(tx, row.wording)?),
        sent_to,
        ..again
    };
    let secret = fresh(tx);
    change(tx, row, to)?;
    issue(tx, row, &secret)?;
    Ok(Some(secret))
}

fn issue(tx: &mut Tx<'_>, row: &MessageRow, secret: &LinkSecret) -> Result<(), Problem> {
    let told = super::stored::fact(row);
    let closes = match row.occasion {
        Occasion::Visit => row.until_at + LINK_AFTER,
        Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => row.until_at + LINK_AFTER_OFFER,
        Occasion::Recall => row.until_at.min(tx.now() + LINK_OF_RECALL),
    };
    keep(&mut tx.write(told), secret, row.id, closes)
}

/// It is out: the server took it, the letter is printed, or somebody was told.
///
/// # Errors
/// Broken, when the database fails.
pub fn sent(tx: &mut Tx<'_>, id: MessageId) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    let edition = match row.edition {
        Some(edition) => edition,
        None => edition_of(tx, row.wording)?,
    };
    let to = MessageRow {
        standing: MessageStanding::Sent,
        why: None,
        sent_at: Some(tx.now()),
        taken_at: None,
        edition: Some(edition),
        ..row.clone()
    };
    change(tx, &row, to)
}

/// A letter is printed: it carries a link, as an e-mail does.
///
/// # Errors
/// Broken, when the database fails.
pub fn link_for_letter(tx: &mut Tx<'_>, id: MessageId) -> Result<LinkSecret, Problem> {
    let row = row_of(tx, id)?;
    let secret = fresh(tx);
    issue(tx, &row, &secret)?;
    Ok(secret)
}

/// A try failed: it comes again later, or goes by the next channel.
///
/// # Errors
/// Broken, when the database fails.
pub fn failed(tx: &mut Tx<'_>, id: MessageId, failure: Failure) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    if row.standing != MessageStanding::Sending {
        return Ok(());
    }
    let (now, attempts) = (tx.now(), row.attempts + 1);
    let later = now.plus_minutes(1 << attempts.clamp(0, 8));
    if failure == Failure::Again && attempts < TRIES_MAX && later < row.until_at {
        let again = replaced(tx, &row, later)?;
        return change(tx, &row, MessageRow { attempts, taken_at: None, ..again });
    }
    let why = if failure == Failure::Again { Why::Unreachable } else { Why::Refused };
    by_the_next_channel(tx, &row, why, now)
}

/// What was sent, or said to a wrong number, did not reach the patient: it goes by the next channel.
///
/// # Errors
/// Broken, when the database fails.
pub fn bounced(tx: &mut Tx<'_>, id: MessageId, why: Why) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    if matches!(row.standing, MessageStanding::Withdrawn | MessageStanding::Skipped) {
        return Ok(());
    }
    let now = tx.now();
    by_the_next_channel(tx, &row, why, now)
}

fn by_the_next_channel(tx: &mut Tx<'_>, row: &MessageRow, why: Why, now: Moment) -> Result<(), Problem> {
    let mut channels = channel::read(&row.failed_channels);
    channels.push(row.channel);
    channels.dedup();
    let tried = MessageRow {
        failed_channels: channel::stored(&channels),
        attempts: 0,
        taken_at: None,
        sent_at: None,
        sent_to: Phi::default(),
        ..row.clone()
    };
    let next = replaced(tx, &tried, now)?;
    let to = if next.standing == MessageStanding::Planned {
        MessageRow { why: Some(why), ..next }
    } else {
        MessageRow { standing: MessageStanding::Failed, why: Some(why), channel: row.channel, ..next }
    };
    change(tx, row, to)
}

/// Nobody answered the telephone: it is tried again in two hours, if the visit is later.
///
/// # Errors
/// Broken, when the database fails.
pub fn no_answer(tx: &mut Tx<'_>, id: MessageId) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    let attempts = row.attempts + 1;
    let later = tx.now().plus_minutes(120);
    let again = replaced(tx, &row, later)?;
    let to = if attempts < TRIES_MAX && again.standing == MessageStanding::Planned {
        MessageRow { attempts, why: Some(Why::NoAnswer), ..again }
    } else {
        MessageRow { attempts, standing: MessageStanding::Failed, why: Some(Why::NoAnswer), ..row.clone() }
    };
    change(tx, &row, to)
}

/// It is not needed any more.
///
/// # Errors
/// Broken, when the database fails.
pub fn withdraw(tx: &mut Tx<'_>, id: MessageId, why: Why) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    if row.standing != MessageStanding::Planned {
        return Ok(());
    }
    let to = MessageRow { standing: MessageStanding::Withdrawn, why: Some(why), ..row.clone() };
    change(tx, &row, to)
}

/// The gateway says that it arrived.
///
/// # Errors
/// Broken, when the database fails.
pub fn note_delivered(tx: &mut Tx<'_>, id: MessageId) -> Result<(), Problem> {
    let row = row_of(tx, id)?;
    let arrived = matches!(row.standing, MessageStanding::Sent | MessageStanding::Sending);
    if !arrived || row.delivered_at.is_some() {
        return Ok(());
    }
    let to = MessageRow { delivered_at: Some(tx.now()), ..row.clone() };
    change(tx, &row, to)
}
