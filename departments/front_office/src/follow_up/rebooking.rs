//! Rebooking: each appointment that was cancelled or missed is somebody to call, until they are booked again.

use super::CALL_PATIENTS;
use super::facts::FollowUpFact;
use super::tables::{RebookingRow, rebooking};
use crate::scheduling::{AppointmentId, AppointmentRow, CancelReason, VisitTypeId, works_at};
use diesel::prelude::*;
use kernel::{Day, Moment, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::deceased;
use registry::practice::{StaffId, today_at};

/// More than this at one site are not listed.
const LINES_MAX: u32 = 300;
/// A call puts it away for at most so many days.
const HIDDEN_DAYS_MAX: i32 = 60;

kernel::code!(
    /// Why somebody is to be booked again.
    Because {
        /// Their appointment was cancelled.
        Cancelled = "cancelled",
        /// They did not come.
        Missed = "missed",
    }
);

kernel::code!(
    /// How it stands.
    RebookingStanding {
        /// To do.
        Open = "open",
        /// Booked again.
        Rebooked = "rebooked",
        /// Not to be booked again.
        Dropped = "dropped",
    }
);

/// Writes down that the patient is to be booked again. Not where the office was mistaken, or the patient died.
pub(crate) fn rebook(tx: &mut Tx<'_>, row: &AppointmentRow, cancelled: Option<CancelReason>) -> Result<(), Problem> {
    let because = match cancelled {
        Some(CancelReason::BookedByMistake | CancelReason::Deceased) => return Ok(()),
        Some(_) => Because::Cancelled,
        None => Because::Missed,
    };
    let task = RebookingRow {
        appointment: row.id,
        patient: row.patient,
        site: row.site,
        visit_type: row.visit_type,
        provider: row.provider,
        because,
        standing: RebookingStanding::Open,
        made_at: tx.now(),
        hidden_until: None,
        attempts: 0,
        rebooked_as: None,
        version: 1,
    };
    let mut pen = tx.write(fact(&task));
    pen.run(diesel::delete(rebooking::table.filter(rebooking::appointment.eq(row.id))))?;
    pen.insert(rebooking::table, task)?;
    Ok(())
}

const fn fact(row: &RebookingRow) -> FollowUpFact {
    FollowUpFact::ToRebook {
        appointment: row.appointment,
        patient: row.patient,
        site: row.site,
        because: row.because,
        standing: row.standing,
    }
}

/// The patient was booked: whatever was to be booked again for the same kind of visit is done.
pub(crate) fn rebooked(tx: &mut Tx<'_>, row: &AppointmentRow) -> Result<(), Problem> {
    let query = rebooking::table
        .filter(rebooking::patient.eq(row.patient).and(rebooking::standing.eq(RebookingStanding::Open)))
        .filter(rebooking::visit_type.eq(row.visit_type))
        .select(RebookingRow::as_select());
    let open: Vec<RebookingRow> = tx.list(query, 20)?;
    for task in open {
        close(tx, &task, RebookingStanding::Rebooked, Some(row.id))?;
    }
    Ok(())
}

/// The appointment was brought back: there is nothing to book again.
pub(crate) fn brought_back(tx: &mut Tx<'_>, id: AppointmentId) -> Result<(), Problem> {
    let query = rebooking::table
        .filter(rebooking::appointment.eq(id).and(rebooking::standing.eq(RebookingStanding::Open)))
        .select(RebookingRow::as_select());
    match tx.maybe(query)? {
        Some(task) => close(tx, &task, RebookingStanding::Rebooked, Some(id)),
        None => Ok(()),
    }
}

fn close(
    tx: &mut Tx<'_>,
    task: &RebookingRow,
    standing: RebookingStanding,
    rebooked_as: Option<AppointmentId>,
) -> Result<(), Problem> {
    let now = RebookingRow { standing, rebooked_as, version: task.version + 1, ..*task };
    let target =
        rebooking::table.filter(rebooking::appointment.eq(task.appointment).and(rebooking::version.eq(task.version)));
    tx.write(fact(&now)).change(diesel::update(target).set((
        rebooking::standing.eq(now.standing),
        rebooking::rebooked_as.eq(now.rebooked_as),
        rebooking::version.eq(now.version),
    )))?;
    Ok(())
}

fn stored(read: &mut Reader<'_>, id: AppointmentId) -> Result<RebookingRow, Problem> {
    let query = rebooking::table.filter(rebooking::appointment.eq(id)).select(RebookingRow::as_select());
    let row: Option<RebookingRow> = read.maybe(query)?;
    row.filter(|row| works_at(read, row.site))
        .ok_or_else(|| Problem::not_found("no_such_task", "There is nothing of this kind to book again."))
}

fn check(row: &RebookingRow, version: i64) -> Result<(), Problem> {
    if row.version == version && row.standing == RebookingStanding::Open {
        return Ok(());
    }
    let say = "Somebody else worked on this while you had it open. Load it again to see what they did.";
    Err(Problem::conflict("stale", say))
}

/// Somebody tried to reach the patient: it is put away for some days.
#[derive(Clone, Copy, Debug)]
pub struct RebookingAttempt {
    /// Of which appointment.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// For so many days, 1 to 60.
    pub days: i32,
}

impl Command for RebookingAttempt {
    const ACT: Act = CALL_PATIENTS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let task = stored(tx, self.appointment)?;
        check(&task, self.version)?;
        if !(1..=HIDDEN_DAYS_MAX).contains(&self.days) {
            let say = "Put it away for 1 to 60 days.";
            return Err(Problem::invalid("bad_days", say).at("days", say));
        }
        let until = today_at(tx, task.site)?.plus_days(self.days);
        let target = rebooking::table
            .filter(rebooking::appointment.eq(task.appointment).and(rebooking::version.eq(task.version)));
        tx.write(fact(&task)).change(diesel::update(target).set((
            rebooking::hidden_until.eq(Some(until)),
            rebooking::attempts.eq(task.attempts + 1),
            rebooking::version.eq(task.version + 1),
        )))?;
        Ok(())
    }
}

/// The patient does not want to come again, or has been seen elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct CloseRebooking {
    /// Of which appointment.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for CloseRebooking {
    const ACT: Act = CALL_PATIENTS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let task = stored(tx, self.appointment)?;
        check(&task, self.version)?;
        close(tx, &task, RebookingStanding::Dropped, None)
    }
}

/// Somebody to be booked again.
#[derive(Clone, Copy, Debug)]
pub struct RebookingLine {
    /// The appointment that was cancelled or missed.
    pub appointment: AppointmentId,
    /// Who.
    pub patient: PatientId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// With whom it was.
    pub provider: StaffId,
    /// Why.
    pub because: Because,
    /// Since when.
    pub made_at: Moment,
    /// How often somebody tried to reach them.
    pub attempts: i64,
    /// For the next change.
    pub version: i64,
}

/// Who is to be booked again at a site and is not put away, the longest waiting first. Of more than three hundred those
/// who were cancelled or missed last: whoever was not reached for that long is called in vain.
///
/// # Errors
/// Broken, when the database fails.
pub fn rebookings_at(read: &mut Reader<'_>, site: SiteId, today: Day) -> Result<Vec<RebookingLine>, Problem> {
    let query = rebooking::table
        .filter(rebooking::site.eq(site).and(rebooking::standing.eq(RebookingStanding::Open)))
        .filter(rebooking::hidden_until.is_null().or(rebooking::hidden_until.assume_not_null().le(today)))
        .order((rebooking::made_at.desc(), rebooking::appointment.desc()))
        .select(RebookingRow::as_select());
    let rows: Vec<RebookingRow> = read.list(query, LINES_MAX)?;
    let dead = deceased(read, &rows.iter().map(|row| row.patient).collect::<Vec<_>>())?;
    let rows = rows.into_iter().filter(|row| !dead.contains(&row.patient));
    let line = |row: RebookingRow| RebookingLine {
        appointment: row.appointment,
        patient: row.patient,
        visit_type: row.visit_type,
        provider: row.provider,
        because: row.because,
        made_at: row.made_at,
        attempts: row.attempts,
        version: row.version,
    };
    let mut lines: Vec<RebookingLine> = rows.map(line).collect();
    lines.reverse();
    Ok(lines)
}
