//! Confirming: the patient said that they will come.

use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::rules::{check_version, stored_appointment};
use super::tables::{AppointmentRow, appointment};
use super::{AppointmentId, CONFIRM, Standing};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Notes that the patient confirmed.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for ConfirmAppointment {
    const ACT: Act = CONFIRM;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_appointment(tx, self.appointment)?;
        check_version(&row, self.version)?;
        if row.standing != Standing::Booked {
            let say = format!("This appointment is {} already.", row.standing.title().to_lowercase());
            return Err(Problem::refused("not_booked", say));
        }
        let row = AppointmentRow { standing: Standing::Confirmed, version: row.version + 1, ..row };
        let fact = AppointmentFact::Confirmed {
            appointment: row.id,
            patient: row.patient,
            site: row.site,
            version: row.version,
        };
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        let target = appointment::table.filter(appointment::id.eq(row.id).and(appointment::version.eq(self.version)));
        pen.change(
            diesel::update(target).set((appointment::standing.eq(row.standing), appointment::version.eq(row.version))),
        )?;
        keep(&mut pen, &row, HistoryDeed::Confirmed, now, who)
    }
}
