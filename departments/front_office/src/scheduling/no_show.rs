//! No-shows: the time came and the patient did not.

use super::carry;
use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::rules::{check_not_here, check_version, give_back, stored_appointment};
use super::tables::{AppointmentRow, appointment};
use super::{AppointmentId, MARK_NO_SHOW, Standing};
use crate::follow_up;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Notes that the patient did not come.
#[derive(Clone, Copy, Debug)]
pub struct MarkNoShow {
    /// Which appointment.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for MarkNoShow {
    const ACT: Act = MARK_NO_SHOW;
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
        if tx.now() < row.starts_at {
            let say = "It is not yet time for this appointment. If the patient will not come, cancel it.";
            return Err(Problem::refused("not_yet", say));
        }
        let row = AppointmentRow { standing: Standing::NoShow, version: row.version + 1, ..row };
        let fact =
            AppointmentFact::NoShow { appointment: row.id, patient: row.patient, site: row.site, version: row.version };
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(self.version)));
        pen.change(
            diesel::update(target).set((appointment::standing.eq(row.standing), appointment::version.eq(row.version))),
        )?;
        give_back(&mut pen, row.id)?;
        carry::put_down(&mut pen, row.id)?;
        keep(&mut pen, &row, HistoryDeed::NoShow, now, who)?;
        crate::referrals::appointment_gone(tx, row.id)?;
        follow_up::charge(tx, &row, None)?;
        follow_up::rebook(tx, &row, None)
    }
}
