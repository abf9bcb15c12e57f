//! Arriving: the patient of an appointment came through the door.

use super::facts::VisitDeed;
use super::rules::{Change, begin, make, visit_of};
use super::tables::VisitRow;
use super::{ARRIVE, Status, VisitId};
use crate::scheduling::{AppointmentId, stored_appointment};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::zone_of;

/// Notes that the patient of an appointment has arrived.
#[derive(Clone, Copy, Debug)]
pub struct Arrive {
    /// Which appointment.
    pub appointment: AppointmentId,
}

impl Command for Arrive {
    const ACT: Act = ARRIVE;
    type Done = VisitId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<VisitId, Problem> {
        tx.hold(&[self.appointment.into()])?;
        let promised = stored_appointment(tx, self.appointment)?;
        let zone = zone_of(tx, promised.site)?;
        let before = visit_of(tx, promised.id)?;
        if let Some(here) = before.as_ref().filter(|visit| visit.status != Status::Mistaken) {
            let at = here.arrived_at.civil(&zone).strftime("%-I:%M %p").to_string();
            let say = format!("This patient was marked as arrived at {}.", at.to_lowercase());
            return Err(Problem::conflict("already_arrived", say));
        }
        if !promised.standing.holds_time() {
            let say = format!(
                "This appointment is marked “{}”. Restore it before the patient is marked as arrived.",
                promised.standing.title()
            );
            return Err(Problem::refused("not_booked", say));
        }
        if promised.day != tx.today(&zone) {
            let day = promised.day.civil().strftime("%a, %b %-d");
            let say = format!("This appointment is on {day}, not today. Move it, or take the patient as a walk-in.");
            return Err(Problem::refused("not_today", say));
        }
        if let Some(again) = before {
            let change = Change::now(tx, &again, VisitDeed::Arrived, Status::Arrived);
            make(tx, &again, &change)?;
            return Ok(again.id);
        }
        let row = VisitRow {
            id: tx.id(),
            site: promised.site,
            day: promised.day,
            patient: promised.patient,
            appointment: Some(promised.id),
            provider: Some(promised.provider),
            visit_type: promised.visit_type,
            reason: promised.reason,
            status: Status::Arrived,
            room: None,
            status_since: tx.now(),
            arrived_at: tx.now(),
            left_at: None,
            version: 1,
        };
        begin(tx, &row, VisitDeed::Arrived)?;
        Ok(row.id)
    }
}
