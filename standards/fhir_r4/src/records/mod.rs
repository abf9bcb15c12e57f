//! The records that Moa keeps, without the packing of FHIR: one struct for each kind, the same whatever profile it came in.

mod coverage;
mod encounter;
mod medication;
mod observation;
mod patient;
mod practice;
mod problem;
mod report;

pub use coverage::{Coverage, Insured};
pub use encounter::{Encounter, Participant};
pub use medication::{Dosage, Immunization, Medication, MedicationGiven, MedicationOrder, MedicationTaken, Medicine};
pub use observation::{Component, Observation, Range, Value};
pub use patient::{Contact, Deceased, Language, Patient, Race};
pub use practice::{Location, Organization, Practitioner, PractitionerRole};
pub use problem::{Allergy, Condition, Onset, Procedure, Reaction};
pub use report::{DocumentReference, Report};

use crate::datatypes::Read as _;
use crate::json::Json;

/// One resource as a record of its kind.
#[derive(Debug)]
pub enum Record {
    /// A person who is cared for.
    Patient(Box<Patient>),
    /// A policy.
    Coverage(Box<Coverage>),
    /// Who insured a patient at the time of a claim, from a Claim or an `ExplanationOfBenefit`.
    Insured(Box<Insured>),
    /// Somebody who gives care.
    Practitioner(Box<Practitioner>),
    /// What a practitioner does where.
    PractitionerRole(Box<PractitionerRole>),
    /// A hospital, practice, payer.
    Organization(Box<Organization>),
    /// A place of care.
    Location(Box<Location>),
    /// A visit, stay or call.
    Encounter(Box<Encounter>),
    /// A problem or diagnosis.
    Condition(Box<Condition>),
    /// An allergy or intolerance.
    Allergy(Box<Allergy>),
    /// Something done to a patient.
    Procedure(Box<Procedure>),
    /// A medicine that others refer to.
    Medication(Box<Medication>),
    /// A prescription or order.
    MedicationOrder(Box<MedicationOrder>),
    /// What somebody says a patient takes.
    MedicationTaken(Box<MedicationTaken>),
    /// A dose that was given.
    MedicationGiven(Box<MedicationGiven>),
    /// A vaccination.
    Immunization(Box<Immunization>),
    /// A measurement, answer or finding.
    Observation(Box<Observation>),
    /// A report of a laboratory, of imaging, or a note.
    Report(Box<Report>),
    /// A document, by its description and content.
    Document(Box<DocumentReference>),
}

impl Record {
    /// The record in a checked resource; nothing for a kind that is kept only as its source.
    pub(crate) fn read(kind: &str, json: &Json<'_>) -> Option<Self> {
        Some(match kind {
            "Patient" => Self::Patient(Box::new(Patient::read(json))),
            "Coverage" => Self::Coverage(Box::new(Coverage::read(json))),
            "Claim" | "ExplanationOfBenefit" => Self::Insured(Box::new(Insured::read(json)?)),
            "Practitioner" => Self::Practitioner(Box::new(Practitioner::read(json))),
            "PractitionerRole" => Self::PractitionerRole(Box::new(PractitionerRole::read(json))),
            "Organization" => Self::Organization(Box::new(Organization::read(json))),
            "Location" => Self::Location(Box::new(Location::read(json))),
            "Encounter" => Self::Encounter(Box::new(Encounter::read(json))),
            "Condition" => Self::Condition(Box::new(Condition::read(json))),
            "AllergyIntolerance" => Self::Allergy(Box::new(Allergy::read(json))),
            "Procedure" => Self::Procedure(Box::new(Procedure::read(json))),
            "Medication" => Self::Medication(Box::new(Medication::read(json))),
            "MedicationRequest" => Self::MedicationOrder(Box::new(MedicationOrder::read(json))),
            "MedicationStatement" => Self::MedicationTaken(Box::new(MedicationTaken::read(json))),
            "MedicationAdministration" => Self::MedicationGiven(Box::new(MedicationGiven::read(json))),
            "Immunization" => Self::Immunization(Box::new(Immunization::read(json))),
            "Observation" => Self::Observation(Box::new(Observation::read(json))),
            "DiagnosticReport" => Self::Report(Box::new(Report::read(json))),
            "DocumentReference" => Self::Document(Box::new(DocumentReference::read(json))),
            _ => return None,
        })
    }
}
