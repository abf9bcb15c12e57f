//! Check-in: five ticks on one page, and the step from the desk to the waiting room.

use crate::patient_banner::{Banner, banner};
use front_office::intake::{CHECK_IN, CheckInState, SEE_CHECK_IN, check_in_state};
use front_office::patient_flow::{VisitId, VisitLine, finish_check_in, visit_line};
use front_office::scheduling::Labels;
use kernel::Problem;
use office::policy::may;
use office::{Act, Command, Discloses, PatientId, Permission, Query, Reader, Subject, Tx};
use registry::coverages::{Coverage, coverages_of};
use registry::people::{Person, person};

/// Finishes a check-in: all five ticks are done, and the patient waits to be called.
#[derive(Clone, Copy, Debug)]
pub struct FinishCheckIn {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for FinishCheckIn {
    const ACT: Act = CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(visit_line(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let missing = check_in_state(tx, self.visit)?.missing();
        if !missing.is_empty() {
            let titles: Vec<&str> = missing.iter().map(|tick| tick.title()).collect();
            let say = format!("Still to be done: {}.", titles.join(", "));
            return Err(Problem::refused("ticks_missing", say));
        }
        finish_check_in(tx, self.visit, self.version)
    }
}

/// The check-in page of a visit.
#[derive(Clone, Copy, Debug)]
pub struct CheckInPage {
    /// Which visit.
    pub visit: VisitId,
}

/// Everything that the desk looks at while it checks somebody in.
#[derive(Clone, Debug)]
pub struct CheckInAnswer {
    /// The visit.
    pub visit: VisitLine,
    /// What is ticked, signed and missing.
    pub state: CheckInState,
    /// The patient's card, to be read over with them.
    pub person: Person,
    /// Their policies, those that pay first on top; empty for those who may not see them.
    pub coverages: Vec<Coverage>,
    /// The banner.
    pub banner: Banner,
    /// What the provider and the site are called.
    pub labels: Labels,
}

impl Discloses for CheckInAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.visit.patient]
    }
}

impl Query for CheckInPage {
    const ACT: Act = SEE_CHECK_IN;
    type Answer = CheckInAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(visit_line(read, self.visit)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<CheckInAnswer, Problem> {
        let visit = visit_line(read, self.visit)?;
        let coverages =
            if may(read.who(), Permission::SeeCoverage) { coverages_of(read, visit.patient)? } else { Vec::new() };
        Ok(CheckInAnswer {
            state: check_in_state(read, self.visit)?,
            person: person(read, visit.patient)?,
            banner: banner(read, visit.patient)?,
            labels: Labels::of(read, std::iter::once(visit.site))?,
            coverages,
            visit,
        })
    }
}
