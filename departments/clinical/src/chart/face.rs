//! The face of the chart: what whoever opens it must see at once.

use crate::allergies::{self, Allergy};
use crate::documents::{self, Document, Report};
use crate::encounters::{self, Encounter};
use crate::histories::{Histories, IN_ERROR, histories};
use crate::immunizations::{self, Immunization};
use crate::medications::{self, DoseGiven, Medication};
use crate::observations::{self, Observation, VitalLine};
use crate::problems::{self, ListedProblem};
use crate::procedures::{self, ProcedureDone};
use kernel::Problem;
use office::{Act, Discloses, Fact, PatientId, Permission, Query, Reader, Subject};
use serde::Serialize;
use std::collections::BTreeMap;

/// Opening a chart.
pub const SEE_CHART: Act = Act::new("chart.see", Permission::SeeChart);

/// Lines of each list that is present: problems, allergies, medicines. A patient with more has more than a face can show.
const PRESENT_MAX: u32 = 200;
/// Lines of each list of the past.
const PAST_MAX: u32 = 50;

/// The face of a patient's chart.
#[derive(Clone, Copy, Debug)]
pub struct ChartOf {
    /// Whose.
    pub patient: PatientId,
}

/// The parts of a chart, each the newest first and bounded.
pub struct Chart {
    /// Whose it is.
    pub patient: PatientId,
    /// What the patient has.
    pub problems: Vec<ListedProblem>,
    /// What the patient had.
    pub past_problems: Vec<ListedProblem>,
    /// What to reckon with.
    pub allergies: Vec<Allergy>,
    /// What the patient takes.
    pub medications: Vec<Medication>,
    /// What the patient took.
    pub past_medications: Vec<Medication>,
    /// The latest doses given.
    pub doses: Vec<DoseGiven>,
    /// Vaccinations.
    pub immunizations: Vec<Immunization>,
    /// Vitals, each with those before.
    pub vitals: Vec<VitalLine>,
    /// The latest laboratory values.
    pub laboratory: Vec<Observation>,
    /// The latest encounters.
    pub encounters: Vec<Encounter>,
    /// The latest procedures.
    pub procedures: Vec<ProcedureDone>,
    /// The latest reports.
    pub reports: Vec<Report>,
    /// The latest documents.
    pub documents: Vec<Document>,
    /// The histories, with who went through each last.
    pub histories: Histories,
}

impl Discloses for Chart {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for ChartOf {
    const ACT: Act = SEE_CHART;
    type Answer = Chart;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Chart, Problem> {
        let patient = self.patient;
        let mut chart = Self::everything(read, patient)?;
        // What never held is shown among the histories, with the reason.
        chart.past_problems.retain(|row| row.verification != IN_ERROR);
        chart.past_medications.retain(|row| row.status != IN_ERROR);
        chart.immunizations.retain(|row| row.status != IN_ERROR);
        chart.procedures.retain(|row| row.status != IN_ERROR);
        // The statement that there is none is no allergy.
        chart.allergies.retain(|row| !row.is_none_known());
        Ok(chart)
    }
}

impl ChartOf {
    fn everything(read: &mut Reader<'_>, patient: PatientId) -> Result<Chart, Problem> {
        Ok(Chart {
            patient,
            problems: problems::listed(read, patient, true, PRESENT_MAX)?,
            past_problems: problems::listed(read, patient, false, PAST_MAX)?,
            allergies: allergies::listed(read, patient, true, PRESENT_MAX)?,
            medications: medications::listed(read, patient, true, PRESENT_MAX)?,
            past_medications: medications::listed(read, patient, false, PAST_MAX)?,
            doses: medications::doses(read, patient, PAST_MAX)?,
            immunizations: immunizations::listed(read, patient, PRESENT_MAX)?,
            vitals: observations::vitals(read, patient)?,
            laboratory: observations::latest(read, patient, "laboratory", PAST_MAX)?,
            encounters: encounters::latest(read, patient, PAST_MAX)?,
            procedures: procedures::latest(read, patient, PAST_MAX)?,
            reports: documents::reports(read, patient, PAST_MAX)?,
            documents: documents::documents(read, patient, PAST_MAX)?,
            histories: histories(read, patient)?,
        })
    }
}

/// What happened to a chart.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ChartFact {
    /// Pieces came in from outside and became part of it.
    Received {
        /// Whose chart.
        patient: PatientId,
        /// Where they came from.
        source: String,
        /// How many of each kind are new.
        added: BTreeMap<String, u32>,
        /// How many of each kind came with another content than before.
        changed: BTreeMap<String, u32>,
    },
    /// Providers and places of the outside came in.
    OutsideReceived {
        /// Where they came from.
        source: String,
        /// How many of each kind are new or changed.
        kept: BTreeMap<String, u32>,
    },
}

impl Fact for ChartFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Received { .. } => "chart.received",
            Self::OutsideReceived { .. } => "outside.received",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Received { patient, .. } => Some(*patient),
            Self::OutsideReceived { .. } => None,
        }
    }
}
