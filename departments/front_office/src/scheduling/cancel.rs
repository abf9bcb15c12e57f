//! Cancelling: the promise is taken back, with a reason, and its time is free again.

use super::carry;
use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::rules::{check_not_here, check_version, give_back, stored_appointment};
use super::tables::{AppointmentRow, appointment};
use super::{AppointmentId, CANCEL, CancelReason, Standing};
use crate::follow_up;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Cancels an appointment.
#[derive(Clone, Copy, Debug)]
pub struct CancelAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// Why.
    pub reason: CancelReason,
}

impl Command for CancelAppointment {
    const ACT: Act = CANCEL;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_appointment(tx, self.appointment)?;
        check_version(&row, self.version)?;
        if !row.standing.holds_time() {
            let say = format!("This appointment is {} already.", row.standing.title().to_lowercase());
            return Err(Problem::refused("already_over", say));
        }
        check_not_here(tx, row.id)?;
        let before = row.clone();
        let row = AppointmentRow {
            standing: Standing::Cancelled,
            cancel_reason: Some(self.reason),
            version: row.version + 1,
            ..row
        };
        let fact = AppointmentFact::Cancelled {
            appointment: row.id,
            patient: row.patient,
            site: row.site,
            reason: self.reason,
            version: row.version,
        };
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(self.version)));
        pen.change(diesel::update(target).set((
            appointment::standing.eq(row.standing),
            appointment::cancel_reason.eq(row.cancel_reason),
            appointment::version.eq(row.version),
        )))?;
        give_back(&mut pen, row.id)?;
        carry::put_down(&mut pen, row.id)?;
        keep(&mut pen, &row, HistoryDeed::Cancelled, now, who)?;
        crate::referrals::appointment_gone(tx, before.id)?;
        follow_up::charge(tx, &before, Some(self.reason))?;
        follow_up::rebook(tx, &before, Some(self.reason))?;
        follow_up::slot_opened(tx, &before)
    }
}
