//! Setting an appointment down at another place: what a move and a restoration have in common.

use super::carry;
use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::move_to::Leaves;
use super::rules::{self, Taken};
use super::tables::{AppointmentRow, HeldRow, appointment, held_time};
use super::{CancelReason, Standing};
use crate::follow_up;
use diesel::prelude::*;
use kernel::Problem;
use office::Tx;

/// Why an appointment is set down somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetDown {
    /// It was moved, and stands as it stood.
    Moved(Leaves),
    /// It was brought back, and stands like this again.
    Restored(Standing),
}

/// What the appointment holds already exactly as the new place wants it: a double-booked time that only changes rooms.
pub(super) fn kept_holds(tx: &mut Tx<'_>, row: &AppointmentRow, to: &Taken) -> Result<Vec<HeldRow>, Problem> {
    let query = held_time::table.filter(held_time::appointment.eq(row.id)).select(HeldRow::as_select());
    let held: Vec<HeldRow> = tx.list(query, 30)?;
    let wanted = to.resources();
    Ok(held.into_iter().filter(|held| wanted.contains(&held.resource)).collect())
}

/// Writes the appointment at its new place, with the time that it takes there; `shared` is held together with others.
pub(super) fn set_down(
    tx: &mut Tx<'_>,
    row: &AppointmentRow,
    to: &Taken,
    shared: &[super::tables::ResourceId],
    why: SetDown,
) -> Result<(), Problem> {
    let (standing, cancel_reason, deed) = match why {
        SetDown::Moved(_) => (row.standing, row.cancel_reason, HistoryDeed::Moved),
        SetDown::Restored(standing) => (standing, None::<CancelReason>, HistoryDeed::Restored),
    };
    let after = AppointmentRow {
        site: to.place.site,
        provider: to.place.provider,
        room: to.place.room,
        starts_at: to.place.starts_at,
        ends_at: to.place.ends_at,
        day: to.day,
        standing,
        cancel_reason,
        version: row.version + 1,
        ..row.clone()
    };
    let (now, who) = (tx.now(), tx.who().account());
    let (appointment, patient, version) = (row.id, row.patient, after.version);
    if row.site != after.site {
        tx.write(AppointmentFact::MovedAway { appointment, patient, from: row.site, version });
    }
    if matches!(why, SetDown::Restored(_)) {
        follow_up::brought_back(tx, row.id)?;
        follow_up::uncharge(tx, row)?;
    }
    let mut pen = tx.write(match why {
        SetDown::Moved(_) => AppointmentFact::Moved { appointment, patient, from: row.noted(), to: to.place, version },
        SetDown::Restored(standing) => {
            AppointmentFact::Restored { appointment, patient, to: to.place, standing, version }
        }
    });
    let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(row.version)));
    pen.change(diesel::update(target).set((
        appointment::site.eq(after.site),
        appointment::provider.eq(after.provider),
        appointment::room.eq(after.room),
        appointment::starts_at.eq(after.starts_at),
        appointment::ends_at.eq(after.ends_at),
        appointment::day.eq(after.day),
        appointment::standing.eq(after.standing),
        appointment::cancel_reason.eq(after.cancel_reason),
        appointment::version.eq(after.version),
    )))?;
    rules::give_back(&mut pen, row.id)?;
    rules::take(&mut pen, row.id, to, shared)?;
    carry::put_down(&mut pen, row.id)?;
    follow_up::slot_filled(&mut pen, &to.place)?;
    keep(&mut pen, &after, deed, now, who)?;
    let left = (row.provider, row.starts_at) != (after.provider, after.starts_at);
    if why == SetDown::Moved(Leaves::ToTheWaitlist) && left { follow_up::slot_opened(tx, row) } else { Ok(()) }
}
