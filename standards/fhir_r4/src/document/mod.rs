//! Printing a referral as a FHIR R4 document (R4 §3.3): a bundle whose first entry is the composition, which holds together
//! the request, the patient, who sends and who receives it, and what of the record goes along.
//!
//! Every entry has a full URL of its own (`urn:uuid:`), and every reference points to one of them.

mod print;

pub use print::{Printed, print};

/// What the document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A patient is referred (LOINC 57133-1).
    Referral,
    /// The report that goes back (LOINC 11488-4).
    Report,
}

/// A referral, or the report on one, as plain values. Nothing of it may be logged: it has no `Debug`.
pub struct ReferralDocument {
    /// What it is for.
    pub purpose: Purpose,
    /// The number by which it is known here, for the bundle's identifier (`urn:ietf:rfc:3986`): `urn:uuid:…`.
    pub identifier: String,
    /// When it was made: an instant with its offset (RFC 3339).
    pub made_at: String,
    /// Its title.
    pub title: String,
    /// Who it is about.
    pub patient: Subject,
    /// Who asks, or who writes the report.
    pub author: Party,
    /// The practice that sends it.
    pub sender: Party,
    /// Who receives it.
    pub recipient: Party,
    /// `routine` or `urgent`.
    pub priority: String,
    /// What is asked for: `Referral to Cardiology`.
    pub service: String,
    /// Why, or what the report says.
    pub words: String,
    /// What the other office is asked; may be empty.
    pub questions: String,
    /// The insurer's number of its authorisation; may be empty.
    pub authorisation: String,
    /// Diagnoses: ICD-10-CM codes with their words.
    pub diagnoses: Vec<Coded>,
    /// Policies, the one that pays first on top.
    pub policies: Vec<Policy>,
    /// The problem list.
    pub problems: Vec<Coded>,
    /// Medicines taken.
    pub medications: Vec<Coded>,
    /// Allergies.
    pub allergies: Vec<Coded>,
    /// Laboratory values.
    pub results: Vec<Measured>,
    /// Vaccinations.
    pub immunizations: Vec<Coded>,
    /// Documents, whole.
    pub files: Vec<Attached>,
}

/// The patient.
pub struct Subject {
    /// Medical record number.
    pub mrn: String,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: Vec<String>,
    /// `YYYY-MM-DD`.
    pub birth_day: String,
    /// `male`, `female`, `other` or `unknown`.
    pub gender: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
    /// Street; may be empty.
    pub street: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub postal_code: String,
    /// The language they speak (BCP 47).
    pub language: String,
}

/// Somebody who sends or receives.
#[derive(Clone, Default)]
pub struct Party {
    /// Whether it is an office and no person.
    pub is_office: bool,
    /// Name.
    pub name: String,
    /// National provider identifier; may be empty.
    pub npi: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Fax; may be empty.
    pub fax: String,
    /// E-mail; may be empty.
    pub email: String,
    /// Address in one line; may be empty.
    pub address: String,
}

/// Something with a code.
pub struct Coded {
    /// The code system's URI; may be empty.
    pub system: String,
    /// The code; may be empty.
    pub code: String,
    /// In words.
    pub label: String,
    /// What else is said of it: a dose, a reaction, since when; may be empty.
    pub more: String,
    /// When it began or was done: a year, a month or a day; empty where that is not told.
    pub at: String,
}

/// A laboratory value.
pub struct Measured {
    /// What was measured.
    pub what: Coded,
    /// The number, where it is one.
    pub number: String,
    /// Its unit.
    pub unit: String,
    /// In words, where it is no number.
    pub words: String,
}

/// A policy.
pub struct Policy {
    /// The insurer.
    pub payer: String,
    /// The plan; may be empty.
    pub plan: String,
    /// Member number.
    pub member: String,
    /// Group number; may be empty.
    pub group: String,
    /// 1 pays first.
    pub order: i64,
    /// `self`, `spouse`, `child` or `other`.
    pub relationship: String,
}

/// A document, whole.
pub struct Attached {
    /// What it is called.
    pub title: String,
    /// Media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
