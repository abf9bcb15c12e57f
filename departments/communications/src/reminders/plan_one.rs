//! Planning one message: an offer of a freed time, a reply, a recall.

use super::plan::{About, ToSay, placed, replaced, revive, row_of, write};
use super::settings::settings;
use super::steps::Step;
use super::stored::change;
use super::tables::{MessageRow, message};
use super::wishes::wishes_of;
use super::{MessageId, MessageStanding, ThingId};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Reader, Tx};
use registry::people::reachable;
use registry::practice::zone_of;

/// Plans what a step says about one thing, at this moment at the earliest. What it has said already, or is about to say, it does not
/// say again; what could not be sent is decided anew. Says how it stands.
///
/// # Errors
/// Broken, when the database fails.
pub fn plan_one(
    tx: &mut Tx<'_>,
    said: &ToSay,
    step: &Step,
    not_before: Moment,
) -> Result<(MessageId, MessageStanding), Problem> {
    let there = there(tx, said, step)?;
    let done = |row: &MessageRow| {
        matches!(row.standing, MessageStanding::Planned | MessageStanding::Sending | MessageStanding::Sent)
    };
    if let Some(row) = there.as_ref().filter(|row| done(row)) {
        return Ok((row.id, row.standing));
    }
    let known = reachable(tx, &[said.patient])?.remove(&said.patient).unwrap_or_default();
    let (wishes, set, zone) = (wishes_of(tx, said.patient)?, settings(tx)?, zone_of(tx, said.site)?);
    let about = About {
        occasion: step.fields.occasion,
        wishes: &wishes,
        known: &known,
        settings: &set,
        zone: &zone,
        way: step.fields.way,
        until_at: said.until_at,
        failed: &[],
    };
    let placed = placed(&about, not_before);
    let id = match there {
        Some(row) => {
            let fresh = MessageRow { attempts: 0, failed_channels: String::new(), ..row.clone() };
            revive(tx, &fresh, &placed)?;
            row.id
        }
        None => write(tx, said, step, &placed, &known)?,
    };
    Ok((id, placed.standing))
}

fn there(read: &mut Reader<'_>, said: &ToSay, step: &Step) -> Result<Option<MessageRow>, Problem> {
    let same = message::table
        .filter(message::thing.eq(said.thing).and(message::step.eq(step.id)))
        .filter(message::until_at.eq(said.until_at))
        .select(MessageRow::as_select());
    read.maybe(same)
}

/// What is planned about a thing goes out at once, as far as the hours allow.
///
/// # Errors
/// Broken, when the database fails.
pub fn sooner(tx: &mut Tx<'_>, thing: ThingId) -> Result<(), Problem> {
    let planned = message::table
        .filter(message::thing.eq(thing).and(message::standing.eq(MessageStanding::Planned)))
        .select(message::id);
    let planned: Vec<MessageId> = tx.list(planned, 10)?;
    let now = tx.now();
    for id in planned {
        let row = row_of(tx, id)?;
        let to = replaced(tx, &row, now)?;
        change(tx, &row, to)?;
    }
    Ok(())
}
