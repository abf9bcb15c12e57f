//! Restoring: what was cancelled or marked as a no-show comes back, or an appointment goes back to an earlier place.

use super::facts::PlaceNoted;
use super::history::{HistoryLine, versions};
use super::needs::{self, Candidates, WhenAllHeld};
use super::rules::{self, Taken};
use super::set_down::{SetDown, set_down};
use super::{AppointmentId, RESTORE};
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
        let day = wanted.starts_at.civil(&zone).date().into();
        let mut to = Taken { place, day, patient: Some(row.patient), equipment: Vec::new() };
        let needs = needs::needs_of(tx, row.visit_type)?;
        let candidates = Candidates::of(tx, &to, &needs)?;
        rules::hold_with(tx, &to, candidates.raw())?;
        let chosen = (Some(row.id), None);
        needs::allocate(tx, &mut to, &candidates, (&needs, &zone), chosen, WhenAllHeld::Refuse)?;
        let shared = rules::check_free(tx, &to, &to.resources(), &zone, Some(row.id))?;
        rules::check_patient_free(tx, &to, &zone, Some(row.id))?;
        set_down(tx, &row, &to, &shared, SetDown::Restored(wanted.standing))
    }
}
