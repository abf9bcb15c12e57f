//! Check-out: what is still open before a patient goes home, and when they come again.
//!
//! The deed itself is [`front_office::patient_flow::CheckOut`].

use crate::patient_banner::{Banner, banner};
use front_office::intake::{CheckInState, check_in_state};
use front_office::patient_flow::{CHECK_OUT, VisitId, VisitLine, visit_line};
use front_office::scheduling::{AppointmentsOf, Labels, VisitType, upcoming_of, visit_types};
use kernel::Problem;
use office::{Act, Discloses, PatientId, Query, Reader, Subject};

/// The check-out page of a visit.
#[derive(Clone, Copy, Debug)]
pub struct CheckOutPage {
    /// Which visit.
    pub visit: VisitId,
}

/// Everything that the desk looks at while it checks somebody out.
#[derive(Clone, Debug)]
pub struct CheckOutAnswer {
    /// The visit.
    pub visit: VisitLine,
    /// What was ticked at the check-in, and what was left open.
    pub state: CheckInState,
    /// The appointments ahead.
    pub upcoming: AppointmentsOf,
    /// The visit types, to book the next appointment.
    pub visit_types: Vec<VisitType>,
    /// The banner, with what is due.
    pub banner: Banner,
    /// What the provider and the site are called.
    pub labels: Labels,
}

impl Discloses for CheckOutAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.visit.patient]
    }
}

impl Query for CheckOutPage {
    const ACT: Act = CHECK_OUT;
    type Answer = CheckOutAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(visit_line(read, self.visit)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<CheckOutAnswer, Problem> {
        let visit = visit_line(read, self.visit)?;
        Ok(CheckOutAnswer {
            state: check_in_state(read, self.visit)?,
            upcoming: upcoming_of(read, visit.patient)?,
            visit_types: visit_types(read)?,
            banner: banner(read, visit.patient)?,
            labels: Labels::of(read, std::iter::once(visit.site))?,
            visit,
        })
    }
}
