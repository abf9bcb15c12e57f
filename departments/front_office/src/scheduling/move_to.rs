//! Moving: lifted from one place and set down in another; what was before stays to be seen and restored.

use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::rules::{self, HoursRule, Place, Taken};
use super::tables::{AppointmentRow, HeldRow, ResourceId, appointment, held_time};
use super::{AppointmentId, MOVE};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Moves an appointment to another time, provider, room or site. It keeps its length.
#[derive(Clone, Copy, Debug)]
pub struct MoveAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// Where to.
    pub to: Place,
    /// What to do about a time outside the provider's hours.
    pub hours: HoursRule,
}

impl Command for MoveAppointment {
    const ACT: Act = MOVE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(rules::stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = rules::stored_appointment(tx, self.appointment)?;
        rules::check_version(&row, self.version)?;
        if !row.standing.holds_time() {
            let say =
                format!("This appointment is {}. Restore it before you move it.", row.standing.title().to_lowercase());
            return Err(Problem::refused("already_over", say));
        }
        rules::check_not_here(tx, row.id)?;
        let length = row.ends_at.minutes_since(row.starts_at);
        let (to, zone) = rules::taken(tx, &self.to, length)?;
        rules::check_hours(tx, &to, &zone, self.hours)?;
        rules::hold(tx, &to)?;
        let kept = kept_holds(tx, &row, &to)?;
        let anew: Vec<ResourceId> =
            to.resources().into_iter().filter(|resource| kept.iter().all(|held| held.resource != *resource)).collect();
        rules::check_free(tx, &to, &anew, &zone, Some(row.id))?;
        let purpose: Vec<ResourceId> = kept.iter().filter(|held| held.on_purpose).map(|held| held.resource).collect();
        set_down(tx, &row, &to, &purpose, HistoryDeed::Moved)
    }
}

/// What the appointment holds already exactly as the new place wants it: a double-booked time that only changes rooms.
fn kept_holds(tx: &mut Tx<'_>, row: &AppointmentRow, to: &Taken) -> Result<Vec<HeldRow>, Problem> {
    if (row.starts_at, row.ends_at) != (to.place.starts_at, to.place.ends_at) {
        return Ok(Vec::new());
    }
    let query = held_time::table.filter(held_time::appointment.eq(row.id)).select(HeldRow::as_select());
    let held: Vec<HeldRow> = tx.list(query, 10)?;
    let wanted = to.resources();
    Ok(held.into_iter().filter(|held| wanted.contains(&held.resource)).collect())
}

/// Writes the appointment at its new place, with the time that it takes there.
pub(super) fn set_down(
    tx: &mut Tx<'_>,
    row: &AppointmentRow,
    to: &Taken,
    purpose: &[ResourceId],
    deed: HistoryDeed,
) -> Result<(), Problem> {
    let from = Taken::of(row).place;
    let moved = AppointmentRow {
        site: to.place.site,
        provider: to.place.provider,
        room: to.place.room,
        starts_at: to.place.starts_at,
        ends_at: to.place.ends_at,
        day: to.day,
        version: row.version + 1,
        ..row.clone()
    };
    let (now, who) = (tx.now(), tx.who().account());
    if from.site != to.place.site {
        tx.write(AppointmentFact::MovedAway {
            appointment: row.id,
            patient: row.patient,
            from: from.site,
            version: moved.version,
        });
    }
    let mut pen = tx.write(AppointmentFact::Moved {
        appointment: row.id,
        patient: row.patient,
        from,
        to: to.place,
        version: moved.version,
    });
    let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(row.version)));
    pen.change(diesel::update(target).set((
        appointment::site.eq(moved.site),
        appointment::provider.eq(moved.provider),
        appointment::room.eq(moved.room),
        appointment::starts_at.eq(moved.starts_at),
        appointment::ends_at.eq(moved.ends_at),
        appointment::day.eq(moved.day),
        appointment::version.eq(moved.version),
    )))?;
    rules::give_back(&mut pen, row.id)?;
    rules::take(&mut pen, row.id, to, purpose)?;
    keep(&mut pen, &moved, deed, now, who)
}
