//! One appointment with all that became of it.

use super::day::{LineRow, ScheduleLine, joined, line, line_columns};
use super::history::{HistoryLine, versions};
use super::labels::Labels;
use super::no_show_risk::{NoShowRisk, risk_of};
use super::rules::stored_appointment;
use super::tables::appointment;
use super::{AppointmentId, SEE_APPOINTMENT};
use crate::booking_questions::{AnswersGiven, given_for};
use crate::follow_up::{MissedFee, fee_of};
use crate::patient_flow::tables::visit;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Discloses, PatientId, Query, Reader, Subject};

/// Whose appointment it is.
///
/// # Errors
/// Not found, also where it is at a site at which the asker does not work.
pub fn appointment_patient(read: &mut Reader<'_>, id: AppointmentId) -> Result<PatientId, Problem> {
    Ok(stored_appointment(read, id)?.patient)
}

/// An appointment as it stands.
///
/// # Errors
/// Not found, also where it is at a site at which the asker does not work.
pub fn appointment_line(read: &mut Reader<'_>, id: AppointmentId) -> Result<ScheduleLine, Problem> {
    stored_appointment(read, id)?;
    let query = joined().filter(appointment::id.eq(id)).select(line_columns!());
    let row: LineRow = read.one(query, "appointment")?;
    Ok(line(row))
}

/// One appointment.
#[derive(Clone, Copy, Debug)]
pub struct Appointment {
    /// Which.
    pub appointment: AppointmentId,
}

/// The appointment and its history.
#[derive(Clone, Debug)]
pub struct AppointmentAnswer {
    /// As it stands.
    pub line: ScheduleLine,
    /// Every version, the first one first.
    pub history: Vec<HistoryLine>,
    /// The risk that it is not kept, while it is still to come.
    pub risk: Option<NoShowRisk>,
    /// What is owed for it, where it was missed or cancelled too late.
    pub fee: Option<MissedFee>,
    /// What was asked and answered to find the right visit, where that was done.
    pub answers: Option<AnswersGiven>,
    /// What providers and sites are called, also those it was moved from.
    pub labels: Labels,
}

impl Discloses for AppointmentAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.line.patient]
    }
}

impl Query for Appointment {
    const ACT: Act = SEE_APPOINTMENT;
    type Answer = AppointmentAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<AppointmentAnswer, Problem> {
        let line = appointment_line(read, self.appointment)?;
        let history = versions(read, self.appointment)?;
        let sites = history.iter().map(|version| version.site).chain([line.site]);
        let labels = Labels::of(read, sites)?;
        let risk = risk_of(read, &line)?;
        let fee = fee_of(read, line.appointment)?;
        let answers = given_for(read, line.appointment)?;
        Ok(AppointmentAnswer { line, history, risk, fee, answers, labels })
    }
}
