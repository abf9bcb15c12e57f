//! How records get into the chart: in one transaction, each in place of what the same piece brought before.

use crate::allergies::Allergy;
use crate::documents::{
    Document, NewAttachment, OwnerId, Report, forget_attachments, keep_attachments, keep_results, kept_already,
};
use crate::encounters::Encounter;
use crate::histories::corrected_here;
use crate::immunizations::Immunization;
use crate::medications::{DoseGiven, Medication};
use crate::observations::{Observation, ObservationId};
use crate::problems::ListedProblem;
use crate::procedures::ProcedureDone;
use kernel::{Problem, RawId};
use office::{PatientId, Pen, Reader};
use std::collections::HashSet;

/// A record that can be put into the chart and taken out again.
pub trait Kept {
    /// Puts it in.
    ///
    /// # Errors
    /// Conflict, when it is there already.
    fn keep(&self, pen: &mut Pen<'_, '_>) -> Result<(), Problem>;

    /// Takes out the record of that id, if it is there.
    ///
    /// # Errors
    /// Broken, when the database fails.
    fn forget(id: RawId, pen: &mut Pen<'_, '_>) -> Result<(), Problem>;

    /// Puts it in the place of the record of its id and patient.
    ///
    /// # Errors
    /// Conflict, when there is none.
    fn replace(&self, pen: &mut Pen<'_, '_>) -> Result<(), Problem>;

    /// The record of that id in this patient's chart.
    ///
    /// # Errors
    /// Broken, when the database fails.
    fn find(read: &mut Reader<'_>, patient: PatientId, id: RawId) -> Result<Option<Self>, Problem>
    where
        Self: Sized;
}

/// One record of the chart, of whatever kind, with what belongs to it.
#[derive(Clone)]
pub enum Part {
    /// An encounter.
    Encounter(Box<Encounter>),
    /// A line of the problem list.
    Problem(Box<ListedProblem>),
    /// An allergy.
    Allergy(Box<Allergy>),
    /// A line of the medication list.
    Medication(Box<Medication>),
    /// A dose that was given.
    Dose(Box<DoseGiven>),
    /// A vaccination.
    Immunization(Box<Immunization>),
    /// An observation with its parts, itself first.
    Observation(Vec<Observation>),
    /// A procedure.
    Procedure(Box<ProcedureDone>),
    /// A report, the observations it is made of, and its files.
    Report(Box<Report>, Vec<ObservationId>, Vec<NewAttachment>),
    /// A document and its files.
    Document(Box<Document>, Vec<NewAttachment>),
}

/// The bytes that a patient's chart holds already.
pub struct Holdings(HashSet<Vec<u8>>);

impl Holdings {
    /// What this patient's chart holds.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(read: &mut Reader<'_>, patient: PatientId) -> Result<Self, Problem> {
        kept_already(read, patient).map(Self)
    }
}

impl Part {
    /// The entry of the histories that it is, if it is one.
    fn entry(&self) -> Option<RawId> {
        match self {
            Self::Problem(row) => Some(row.id.into()),
            Self::Allergy(row) => Some(row.id.into()),
            Self::Medication(row) => Some(row.id.into()),
            Self::Immunization(row) => Some(row.id.into()),
            Self::Procedure(row) => Some(row.id.into()),
            _ => None,
        }
    }

    /// Whether somebody here changed it since it came: then it stays as they left it, and the histories say that its sender
    /// has sent something else.
    fn is_ours_now(&self, pen: &mut Pen<'_, '_>) -> Result<bool, Problem> {
        self.entry().map_or(Ok(false), |entry| corrected_here(pen.read(), entry))
    }

    /// Puts it into the chart.
    ///
    /// # Errors
    /// Conflict, when it is there already and was not taken out.
    pub fn keep(&self, pen: &mut Pen<'_, '_>, holdings: &mut Holdings) -> Result<(), Problem> {
        if self.is_ours_now(pen)? {
            return Ok(());
        }
        match self {
            Self::Encounter(row) => row.keep(pen),
            Self::Problem(row) => row.keep(pen),
            Self::Allergy(row) => row.keep(pen),
            Self::Medication(row) => row.keep(pen),
            Self::Dose(row) => row.keep(pen),
            Self::Immunization(row) => row.keep(pen),
            Self::Observation(rows) => rows.iter().try_for_each(|row| row.keep(pen)),
            Self::Procedure(row) => row.keep(pen),
            Self::Report(row, results, files) => {
                row.keep(pen)?;
                keep_results(pen, row.id, results)?;
                keep_attachments(pen, row.patient, OwnerId::from(RawId::from(row.id)), files, &mut holdings.0)
            }
            Self::Document(row, files) => {
                row.keep(pen)?;
                keep_attachments(pen, row.patient, OwnerId::from(RawId::from(row.id)), files, &mut holdings.0)
            }
        }
    }

    /// Takes out what the same piece brought before.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn forget(&self, pen: &mut Pen<'_, '_>) -> Result<(), Problem> {
        if self.is_ours_now(pen)? {
            return Ok(());
        }
        match self {
            Self::Encounter(row) => Encounter::forget(row.id.into(), pen),
            Self::Problem(row) => ListedProblem::forget(row.id.into(), pen),
            Self::Allergy(row) => Allergy::forget(row.id.into(), pen),
            Self::Medication(row) => Medication::forget(row.id.into(), pen),
            Self::Dose(row) => DoseGiven::forget(row.id.into(), pen),
            Self::Immunization(row) => Immunization::forget(row.id.into(), pen),
            Self::Observation(rows) => match rows.first() {
                Some(panel) => crate::observations::forget_panel(panel.id, pen),
                None => Ok(()),
            },
            Self::Procedure(row) => ProcedureDone::forget(row.id.into(), pen),
            Self::Report(row, ..) => {
                forget_attachments(pen, OwnerId::from(RawId::from(row.id)))?;
                Report::forget(row.id.into(), pen)
            }
            Self::Document(row, _) => {
                forget_attachments(pen, OwnerId::from(RawId::from(row.id)))?;
                Document::forget(row.id.into(), pen)
            }
        }
    }
}
