//! A patient's appointments: those to come and those that were.

use super::day::{LineRow, ScheduleLine, joined, line, line_columns};
use super::labels::Labels;
use super::tables::appointment;
use super::{SEE_APPOINTMENT, Standing};
use crate::follow_up::{MissedFee, fees_of};
use crate::patient_flow::tables::visit;
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};

/// More appointments than this are not listed.
const LINES_MAX: u32 = 100;

/// A patient's appointments, with what providers and sites are called.
#[derive(Clone, Debug)]
pub struct AppointmentsOf {
    /// Whose.
    pub patient: PatientId,
    /// The appointments.
    pub lines: Vec<ScheduleLine>,
    /// What is owed for those that were missed or cancelled too late.
    pub fees: Vec<MissedFee>,
    /// What providers and sites are called.
    pub labels: Labels,
}

impl Discloses for AppointmentsOf {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// The promises that still stand and are not over, the next one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn upcoming_of(read: &mut Reader<'_>, patient: PatientId) -> Result<AppointmentsOf, Problem> {
    let now = read.now();
    let query = joined()
        .filter(appointment::patient.eq(patient).and(appointment::starts_at.ge(now)))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .order((appointment::starts_at, appointment::id))
        .select(line_columns!());
    let rows: Vec<LineRow> = read.list(query, LINES_MAX)?;
    answer(read, patient, rows)
}

/// The appointments whose time has come, the last one first, also those cancelled or missed.
///
/// # Errors
/// Broken, when the database fails.
pub fn past_of(read: &mut Reader<'_>, patient: PatientId) -> Result<AppointmentsOf, Problem> {
    let now = read.now();
    let query = joined()
        .filter(appointment::patient.eq(patient).and(appointment::starts_at.lt(now)))
        .order((appointment::starts_at.desc(), appointment::id))
        .select(line_columns!());
    let rows: Vec<LineRow> = read.list(query, LINES_MAX)?;
    answer(read, patient, rows)
}

fn answer(read: &mut Reader<'_>, patient: PatientId, rows: Vec<LineRow>) -> Result<AppointmentsOf, Problem> {
    let lines: Vec<ScheduleLine> = rows.into_iter().map(line).collect();
    let labels = Labels::of(read, lines.iter().map(|line| line.site))?;
    Ok(AppointmentsOf { patient, lines, fees: fees_of(read, patient)?, labels })
}

/// The appointments that a patient has ahead.
#[derive(Clone, Copy, Debug)]
pub struct UpcomingOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for UpcomingOf {
    const ACT: Act = SEE_APPOINTMENT;
    type Answer = AppointmentsOf;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        upcoming_of(read, self.patient)
    }
}

/// The last hundred appointments that a patient had.
#[derive(Clone, Copy, Debug)]
pub struct PastOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for PastOf {
    const ACT: Act = SEE_APPOINTMENT;
    type Answer = AppointmentsOf;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        past_of(read, self.patient)
    }
}

/// What these people have ahead, or had on a day: what the desk wants of somebody it looks for.
#[derive(Clone, Debug)]
pub struct ComingUp {
    /// Whose.
    pub patients: Vec<PatientId>,
    /// On this day, however the promise stands; without one, what stands and did not begin long ago.
    pub on: Option<Day>,
    /// How many to show, the earliest first.
    pub at_most: u32,
}

/// See [`ComingUp`].
#[derive(Clone, Debug)]
pub struct Coming {
    /// The appointments, the earliest first.
    pub lines: Vec<ScheduleLine>,
    /// What providers and sites are called.
    pub labels: Labels,
}

impl Discloses for Coming {
    fn patients(&self) -> Vec<PatientId> {
        self.lines.iter().map(|line| line.patient).collect()
    }
}

/// Minutes after its beginning in which an appointment is still looked for: the patient may be in the house.
const JUST_BEGAN: i64 = 12 * 60;

impl Query for ComingUp {
    const ACT: Act = SEE_APPOINTMENT;
    type Answer = Coming;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Coming, Problem> {
        let theirs = joined()
            .filter(appointment::patient.eq_any(&self.patients))
            .order((appointment::starts_at, appointment::id))
            .select(line_columns!());
        let rows: Vec<LineRow> = match self.on {
            Some(day) => read.list(theirs.filter(appointment::day.eq(day)), self.at_most)?,
            None => {
                let since = read.now().plus_minutes(-JUST_BEGAN);
                let ahead = theirs
                    .filter(appointment::starts_at.ge(since))
                    .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]));
                read.list(ahead, self.at_most)?
            }
        };
        if rows.is_empty() {
            return Ok(Coming { lines: Vec::new(), labels: Labels::default() });
        }
        let lines: Vec<ScheduleLine> = rows.into_iter().map(line).collect();
        let labels = Labels::of(read, lines.iter().map(|line| line.site))?;
        Ok(Coming { lines, labels })
    }
}
