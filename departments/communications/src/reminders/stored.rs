//! Reminders as they are stored: changed as a whole, with the fact of how they stand.

use super::ReminderId;
use super::facts::ReminderFact;
use super::list::{ReminderLine, line};
use super::plan::row_of;
use super::tables::{ReminderRow, reminder};
use diesel::prelude::*;
use kernel::Problem;
use office::{Reader, Sites, Tx};

/// How a reminder stands, for the journal.
pub(super) const fn fact(row: &ReminderRow) -> ReminderFact {
    ReminderFact::Stands {
        reminder: row.id,
        appointment: row.appointment,
        patient: row.patient,
        site: row.site,
        channel: row.channel,
        standing: row.standing,
        why: row.why,
        attempts: row.attempts,
    }
}

/// Writes what a reminder has become; nothing where it is the same.
///
/// # Errors
/// Conflict, when somebody else changed it meanwhile.
pub(super) fn change(tx: &mut Tx<'_>, before: &ReminderRow, to: ReminderRow) -> Result<(), Problem> {
    if *before == to {
        return Ok(());
    }
    let target = reminder::table.filter(reminder::id.eq(before.id).and(reminder::version.eq(before.version)));
    tx.write(fact(&to)).change(diesel::update(target).set((
        reminder::edition.eq(to.edition),
        reminder::language.eq(&to.language),
        reminder::channel.eq(to.channel),
        reminder::standing.eq(to.standing),
        reminder::why.eq(to.why),
        reminder::due_at.eq(to.due_at),
        reminder::attempts.eq(to.attempts),
        reminder::failed_channels.eq(&to.failed_channels),
        reminder::taken_at.eq(to.taken_at),
        reminder::sent_at.eq(to.sent_at),
        reminder::sent_to.eq(&to.sent_to),
        reminder::delivered_at.eq(to.delivered_at),
        reminder::version.eq(before.version + 1),
    )))?;
    Ok(())
}

/// One reminder.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn reminder_line(read: &mut Reader<'_>, id: ReminderId) -> Result<ReminderLine, Problem> {
    let row = row_of(read, id)?;
    let here = match read.who().sites() {
        Sites::All => true,
        Sites::Some(sites) => sites.contains(&row.site),
    };
    if here {
        return Ok(line(row));
    }
    Err(Problem::not_found("no_such_reminder", "There is no such reminder, or you may not see it."))
}
