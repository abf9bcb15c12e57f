//! Reminders as they are stored: changed as a whole, with the fact of how they stand.

use super::MessageId;
use super::facts::MessageFact;
use super::list::{MessageLine, line};
use super::plan::row_of;
use super::tables::{MessageRow, message};
use diesel::prelude::*;
use kernel::Problem;
use office::{Reader, Sites, Tx};

/// How a message stands, for the journal.
pub(super) const fn fact(row: &MessageRow) -> MessageFact {
    MessageFact::Stands {
        message: row.id,
        occasion: row.occasion,
        thing: row.thing,
        patient: row.patient,
        site: row.site,
        channel: row.channel,
        standing: row.standing,
        why: row.why,
        attempts: row.attempts,
    }
}

/// Writes what a message has become; nothing where it is the same.
///
/// # Errors
/// Conflict, when somebody else changed it meanwhile.
pub(super) fn change(tx: &mut Tx<'_>, before: &MessageRow, to: MessageRow) -> Result<(), Problem> {
    if *before == to {
        return Ok(());
    }
    let target = message::table.filter(message::id.eq(before.id).and(message::version.eq(before.version)));
    tx.write(fact(&to)).change(diesel::update(target).set((
        message::edition.eq(to.edition),
        message::language.eq(&to.language),
        message::channel.eq(to.channel),
        message::standing.eq(to.standing),
        message::why.eq(to.why),
        message::due_at.eq(to.due_at),
        message::attempts.eq(to.attempts),
        message::failed_channels.eq(&to.failed_channels),
        message::taken_at.eq(to.taken_at),
        message::sent_at.eq(to.sent_at),
        message::sent_to.eq(&to.sent_to),
        message::delivered_at.eq(to.delivered_at),
        message::version.eq(before.version + 1),
    )))?;
    Ok(())
}

/// One message.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn message_line(read: &mut Reader<'_>, id: MessageId) -> Result<MessageLine, Problem> {
    let row = row_of(read, id)?;
    let here = match read.who().sites() {
        Sites::All => true,
        Sites::Some(sites) => sites.contains(&row.site),
    };
    if here {
        return Ok(line(row));
    }
    Err(Problem::not_found("no_such_reminder", "There is no such message, or you may not see it."))
}
