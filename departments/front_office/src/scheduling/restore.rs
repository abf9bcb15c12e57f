//! Restoring: what was cancelled or marked as a no-show comes back, or an appointment goes back to an earlier place.

use super::facts::{AppointmentFact, PlaceNoted};
use super::history::{HistoryDeed, HistoryLine, keep, versions};
use super::rules::{self, Taken};
use super::tables::{AppointmentRow, appointment};
use super::{AppointmentId, RESTORE};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::zone_of;

/// Which earlier state to bring back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreTo {
    /// As it was before it was cancelled, marked or moved.
    Before,
    /// As it stood in this version of its history.
    Version(i64),
}

/// Brings an appointment back to an earlier state; refused if somebody else has the time by now.
#[derive(Clone, Copy, Debug)]
pub struct RestoreAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// To which earlier state.
    pub to: RestoreTo,
}

impl RestoreAppointment {
    /// The version to go back to: one in which it held its time.
    fn wanted(&self, tx: &mut Tx<'_>) -> Result<HistoryLine, Problem> {
        let lines = versions(tx, self.appointment)?;
        let fits = |line: &&HistoryLine| {
            line.standing.holds_time()
                && match self.to {
                    RestoreTo::Before => line.version < self.version,
                    RestoreTo::Version(version) => line.version == version,
                }
        };
        lines.iter().rev().find(fits).copied().ok_or_else(|| {
            Problem::refused("nothing_to_restore", "There is no earlier state of this appointment to go back to.")
        })
    }
}

impl Command for RestoreAppointment {
    const ACT: Act = RESTORE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(rules::stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = rules::stored_appointment(tx, self.appointment)?;
        rules::check_version(&row, self.version)?;
        rules::check_not_here(tx, row.id)?;
        let wanted = self.wanted(tx)?;
        let zone = zone_of(tx, wanted.site)?;
        let place = PlaceNoted {
            site: wanted.site,
            provider: wanted.provider,
            room: wanted.room,
            starts_at: wanted.starts_at,
            ends_at: wanted.ends_at,
        };
        let to = Taken { place, day: wanted.starts_at.civil(&zone).date().into() };
        rules::hold(tx, &to)?;
        rules::check_free(tx, &to, &to.resources(), &zone, Some(row.id))?;
        bring_back(tx, &row, &to, &wanted)
    }
}

fn bring_back(tx: &mut Tx<'_>, row: &AppointmentRow, to: &Taken, wanted: &HistoryLine) -> Result<(), Problem> {
    let back = AppointmentRow {
        site: to.place.site,
        provider: to.place.provider,
        room: to.place.room,
        starts_at: to.place.starts_at,
        ends_at: to.place.ends_at,
        day: to.day,
        standing: wanted.standing,
        cancel_reason: None,
        version: row.version + 1,
        ..row.clone()
    };
    let (now, who) = (tx.now(), tx.who().account());
    if row.site != back.site {
        tx.write(AppointmentFact::MovedAway {
            appointment: row.id,
            patient: row.patient,
            from: row.site,
            version: back.version,
        });
    }
    let mut pen = tx.write(AppointmentFact::Restored {
        appointment: row.id,
        patient: row.patient,
        to: to.place,
        standing: back.standing,
        version: back.version,
    });
    let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(row.version)));
    pen.change(diesel::update(target).set((
        appointment::site.eq(back.site),
        appointment::provider.eq(back.provider),
        appointment::room.eq(back.room),
        appointment::starts_at.eq(back.starts_at),
        appointment::ends_at.eq(back.ends_at),
        appointment::day.eq(back.day),
        appointment::standing.eq(back.standing),
        appointment::cancel_reason.eq(None::<super::CancelReason>),
        appointment::version.eq(back.version),
    )))?;
    rules::give_back(&mut pen, row.id)?;
    rules::take(&mut pen, row.id, to, &[])?;
    keep(&mut pen, &back, HistoryDeed::Restored, now, who)
}
