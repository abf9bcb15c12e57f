//! The page of a day's repair: where each visit of a provider who is away could go, with the list of calls.

use crate::people_shown::{PeopleShown, PhonesShown};
use front_office::scheduling::{FIND_OPENING, Labels, PlanDayRepair, Proposal, VisitType, plan_day, visit_types};
use jiff::civil::Time;
use kernel::{Day, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use registry::practice::StaffId;

/// Asks where the visits go.
#[derive(Clone, Copy, Debug)]
pub struct DayRepairPage {
    /// Who is away.
    pub provider: StaffId,
    /// On which day.
    pub day: Day,
    /// From this time on the wall on.
    pub from: Time,
}

/// What is proposed, with names and telephone numbers.
#[derive(Clone, Debug)]
pub struct DayRepairAnswer {
    /// The visits in the order of the calls, each with its new place.
    pub proposals: Vec<Proposal>,
    /// The patients.
    pub people: PeopleShown,
    /// Their numbers.
    pub phones: PhonesShown,
    /// What providers and sites are called.
    pub labels: Labels,
    /// What visit types are called.
    pub visit_types: Vec<VisitType>,
}

impl Discloses for DayRepairAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for DayRepairPage {
    const ACT: Act = FIND_OPENING;
    type Answer = DayRepairAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<DayRepairAnswer, Problem> {
        let asked = PlanDayRepair { provider: self.provider, day: self.day, from: self.from };
        let found = plan_day(read, &asked)?;
        let people = PeopleShown::of(read, found.patients().into_iter())?;
        Ok(DayRepairAnswer {
            phones: PhonesShown::of(read, &people)?,
            people,
            visit_types: visit_types(read)?,
            proposals: found.proposals,
            labels: found.labels,
        })
    }
}
