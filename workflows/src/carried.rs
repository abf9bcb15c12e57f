//! What somebody carries from one day of the schedule to another, with names.

use crate::people_shown::PeopleShown;
use front_office::scheduling::{Labels, SEE_APPOINTMENT, ScheduleLine, tray};
use kernel::Problem;
use office::{Act, Discloses, PatientId, Query, Reader, Subject};

/// What the asker carries.
#[derive(Clone, Copy, Debug)]
pub struct CarriedPage;

/// The tray, ready to be shown.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The appointments, the first lifted first.
    pub lines: Vec<ScheduleLine>,
    /// The patients.
    pub people: PeopleShown,
    /// What providers and sites are called.
    pub labels: Labels,
}

impl Discloses for Carried {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for CarriedPage {
    const ACT: Act = SEE_APPOINTMENT;
    type Answer = Carried;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Carried, Problem> {
        let found = tray(read)?;
        Ok(Carried {
            people: PeopleShown::of(read, found.lines.iter().map(|line| line.patient))?,
            lines: found.lines,
            labels: found.labels,
        })
    }
}
