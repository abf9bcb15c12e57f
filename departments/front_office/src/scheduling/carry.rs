//! The tray: appointments lifted from one day to be set down on another. It belongs to the person, not to the session, so it
//! is there again after signing out; and an appointment keeps its place until it is set down, so nothing lifted is lost.

use super::day::{LineRow, ScheduleLine, joined, line, line_columns};
use super::facts::AppointmentFact;
use super::labels::Labels;
use super::rules::{stored_appointment, works_at};
use super::tables::{CarriedRow, appointment, carried};
use super::{AppointmentId, MOVE};
use crate::patient_flow::tables::visit;
use diesel::prelude::*;
use kernel::Problem;
use office::{AccountId, Act, Command, Pen, Reader, Subject, Tx};

/// Nobody carries more than this at once.
const CARRIED_MAX: u32 = 20;

/// Lifts an appointment onto one's own tray.
#[derive(Clone, Copy, Debug)]
pub struct LiftAppointment {
    /// Which.
    pub appointment: AppointmentId,
}

impl Command for LiftAppointment {
    const ACT: Act = MOVE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_appointment(tx, self.appointment)?;
        if !row.standing.holds_time() {
            let say = format!("This appointment is {}. Bring it back first.", row.standing.title().to_lowercase());
            return Err(Problem::refused("already_over", say));
        }
        super::rules::check_not_here(tx, row.id)?;
        let (now, who) = (tx.now(), tx.who().account());
        let holder = carried::table.filter(carried::appointment.eq(row.id)).select(carried::account);
        let holder: Option<AccountId> = tx.maybe(holder)?;
        match holder {
            Some(holder) if holder == who => return Ok(()),
            Some(_) => {
                let say =
                    "Somebody else is carrying this appointment to another day. Ask them, or move it by its form.";
                return Err(Problem::conflict("carried", say));
            }
            None => {}
        }
        let mine = carried::table.filter(carried::account.eq(who)).select(carried::appointment);
        let mine: Vec<AppointmentId> = tx.list(mine, CARRIED_MAX)?;
        if mine.len() >= usize::try_from(CARRIED_MAX).unwrap_or(usize::MAX) {
            let say = "You carry twenty appointments already. Set one down before you lift another.";
            return Err(Problem::refused("tray_full", say));
        }
        let fact = AppointmentFact::Lifted { appointment: row.id, patient: row.patient, site: row.site };
        let lifted = CarriedRow { appointment: row.id, account: who, lifted_at: now };
        tx.write(fact).insert(carried::table, lifted)?;
        Ok(())
    }
}

/// Leaves a lifted appointment where it was.
#[derive(Clone, Copy, Debug)]
pub struct LeaveAppointment {
    /// Which.
    pub appointment: AppointmentId,
}

impl Command for LeaveAppointment {
    const ACT: Act = MOVE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_appointment(tx, self.appointment)?;
        let fact = AppointmentFact::LeftInPlace { appointment: row.id, patient: row.patient, site: row.site };
        let mine = carried::appointment.eq(row.id).and(carried::account.eq(tx.who().account()));
        if tx.maybe::<_, AppointmentId>(carried::table.filter(mine).select(carried::appointment))?.is_none() {
            let say = "You do not carry this appointment any more. Load the page again to see where it is.";
            return Err(Problem::conflict("not_carried", say));
        }
        tx.write(fact).change(diesel::delete(carried::table.filter(mine)))?;
        Ok(())
    }
}

/// The appointment is on no tray any more: it was set down, cancelled, or left where it was.
pub(super) fn put_down(pen: &mut Pen<'_, '_>, id: AppointmentId) -> Result<(), Problem> {
    pen.run(diesel::delete(carried::table.filter(carried::appointment.eq(id))))?;
    Ok(())
}

/// Appointments on a tray, the first lifted first.
#[derive(Clone, Debug)]
pub struct Tray {
    /// As they stand.
    pub lines: Vec<ScheduleLine>,
    /// What providers and sites are called.
    pub labels: Labels,
}

/// What the asker carries. Whoever shows it shows its patients.
///
/// # Errors
/// Broken, when the database fails.
pub fn tray(read: &mut Reader<'_>) -> Result<Tray, Problem> {
    let who = read.who().account();
    let ids = carried::table.filter(carried::account.eq(who)).order(carried::lifted_at).select(carried::appointment);
    let ids: Vec<AppointmentId> = read.list(ids, CARRIED_MAX)?;
    let query = joined().filter(appointment::id.eq_any(&ids)).select(line_columns!());
    let rows: Vec<LineRow> = if ids.is_empty() { Vec::new() } else { read.list(query, CARRIED_MAX)? };
    let mut lines: Vec<ScheduleLine> = rows.into_iter().map(line).collect();
    lines.retain(|line| works_at(read, line.site));
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.appointment));
    let labels = Labels::of(read, lines.iter().map(|line| line.site))?;
    Ok(Tray { lines, labels })
}
