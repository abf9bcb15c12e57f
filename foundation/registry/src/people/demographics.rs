//! Demographics: who a person is, how to reach them, who stands around them.

use crate::people::tables::{
    AddressRow, PatientRow, RelationRow, patient, patient_address, patient_contact, patient_identifier, patient_photo,
    patient_relation,
};
use crate::people::{SEE_DEMOGRAPHICS, is_given};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use std::collections::HashSet;

kernel::code!(
    /// Administrative sex (FHIR R4 administrative-gender, 2019).
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Neither.
        Other = "other",
        /// Not known.
        Unknown = "unknown",
    }
);

kernel::code!(
    /// What somebody is to a patient.
    RelationPart {
        /// Called when something happens.
        EmergencyContact = "emergency_contact",
        /// Pays.
        Guarantor = "guarantor",
        /// Acts for the patient.
        Proxy = "proxy",
    }
);

/// Whether a patient needs an interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Interpreter {
    /// Needs one.
    Needed,
    /// Does not.
    #[default]
    NotNeeded,
}

/// How to reach a person; empty where unknown. Telephone numbers as ten digits once stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Mobile telephone.
    pub mobile: Phi<String>,
    /// Telephone at home.
    pub home: Phi<String>,
    /// Telephone at work.
    pub work: Phi<String>,
    /// E-mail address.
    pub email: Phi<String>,
}

/// Where a person lives; empty where unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: Phi<String>,
    /// Apartment, unit, floor.
    pub unit: Phi<String>,
    /// City.
    pub city: Phi<String>,
    /// Two-letter state.
    pub state: Phi<String>,
    /// ZIP code.
    pub postal_code: Phi<String>,
    /// Two-letter country.
    pub country: String,
}

/// A number others know the patient by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Who gives the number: a URI.
    pub system: String,
    /// The number.
    pub value: Phi<String>,
    /// What kind it is: `MR`, `SS`, `DL`, `PPN` (HL7 v2 table 0203).
    pub kind: String,
}

/// Somebody around the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What they are to the patient.
    pub part: RelationPart,
    /// How they are related, in words.
    pub relationship: String,
    /// Their name.
    pub name: Phi<String>,
    /// Their telephone.
    pub phone: Phi<String>,
}

/// Who a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demographics {
    /// Family name.
    pub family: Phi<String>,
    /// Given name.
    pub given: Phi<String>,
    /// Middle names.
    pub middle: Phi<String>,
    /// `Jr.`, `III`.
    pub suffix: Phi<String>,
    /// The name they want to be called by.
    pub preferred: Phi<String>,
    /// Birthday.
    pub birth_day: Phi<Day>,
    /// Administrative sex.
    pub sex: Sex,
    /// Gender identity, in their words.
    pub gender_identity: Phi<String>,
    /// Pronouns, in their words.
    pub pronouns: Phi<String>,
    /// The language they want to be spoken to in (BCP 47: `en`, `es`).
    pub language: String,
    /// Whether they need an interpreter.
    pub interpreter: Interpreter,
    /// Marital status.
    pub marital_status: Phi<String>,
    /// Race, as stated.
    pub race: Phi<String>,
    /// Ethnicity, as stated.
    pub ethnicity: Phi<String>,
    /// The day they died, if they have.
    pub deceased_on: Option<Phi<Day>>,
    /// A note for the desk.
    pub note: Phi<String>,
    /// How to reach them.
    pub contacts: Contacts,
    /// Where they live.
    pub address: Address,
}

impl Demographics {
    /// The least that is asked of a new patient: a name, a birthday, a sex. All else is empty.
    #[must_use]
    pub fn of(family: &str, given: &str, birth_day: Day, sex: Sex) -> Self {
        Self {
            family: family.into(),
            given: given.into(),
            middle: Phi::default(),
            suffix: Phi::default(),
            preferred: Phi::default(),
            birth_day: birth_day.into(),
            sex,
            gender_identity: Phi::default(),
            pronouns: Phi::default(),
            language: "en".to_owned(),
            interpreter: Interpreter::NotNeeded,
            marital_status: Phi::default(),
            race: Phi::default(),
            ethnicity: Phi::default(),
            deceased_on: None,
            note: Phi::default(),
            contacts: Contacts::default(),
            address: Address::default(),
        }
    }
}

/// A person's whole card.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their id.
    pub id: PatientId,
    /// Medical record number, with its check digit.
    pub mrn: Phi<String>,
    /// Who they are.
    pub demographics: Demographics,
    /// Numbers others know them by.
    pub identifiers: Vec<Identifier>,
    /// Who stands around them.
    pub relations: Vec<Relation>,
    /// When the photo was taken, if there is one.
    pub photo_taken_at: Option<Moment>,
    /// For the next correction.
    pub version: i64,
}

impl Discloses for Person {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.id]
    }
}

/// `Okafor, Chidi (Chi) Jr.`: as lists and banners show it.
#[must_use]
pub fn full_name(
    family: &Phi<String>,
    given: &Phi<String>,
    preferred: &Phi<String>,
    suffix: &Phi<String>,
) -> Phi<String> {
    let mut name = format!("{}, {}", family.reveal(), given.reveal());
    if is_given(preferred) && preferred != given {
        name.push_str(&format!(" ({})", preferred.reveal()));
    }
    if is_given(suffix) {
        name.push_str(&format!(" {}", suffix.reveal()));
    }
    name.into()
}

const RELATIONS_MAX: u32 = 50;

/// One person's card.
///
/// # Errors
/// Not found.
pub fn person(read: &mut Reader<'_>, id: PatientId) -> Result<Person, Problem> {
    let row: PatientRow =
        read.one(patient::table.filter(patient::id.eq(id)).select(PatientRow::as_select()), "patient")?;
    let address: Option<AddressRow> =
        read.maybe(patient_address::table.filter(patient_address::patient.eq(id)).select(AddressRow::as_select()))?;
    let contacts = contacts_of(read, id)?;
    let known = patient_identifier::table.filter(patient_identifier::patient.eq(id)).order(patient_identifier::kind);
    let known = known.select((patient_identifier::system, patient_identifier::value, patient_identifier::kind));
    let identifiers: Vec<(String, Phi<String>, String)> = read.list(known, RELATIONS_MAX)?;
    let around = patient_relation::table.filter(patient_relation::patient.eq(id)).order(patient_relation::id);
    let relations: Vec<RelationRow> = read.list(around.select(RelationRow::as_select()), RELATIONS_MAX)?;
    let photo = patient_photo::table.filter(patient_photo::patient.eq(id)).select(patient_photo::taken_at);
    Ok(Person {
        id,
        mrn: row.mrn.clone(),
        photo_taken_at: read.maybe(photo)?,
        version: row.version,
        demographics: demographics(row, contacts, address),
        identifiers: identifiers.into_iter().map(|(system, value, kind)| Identifier { system, value, kind }).collect(),
        relations: relations
            .into_iter()
            .map(|row| Relation { part: row.part, relationship: row.relationship, name: row.name, phone: row.phone })
            .collect(),
    })
}

/// Those of these people who have died: nobody calls them.
///
/// # Errors
/// Broken, when the database fails.
pub fn deceased(read: &mut Reader<'_>, people: &[PatientId]) -> Result<HashSet<PatientId>, Problem> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let died =
        patient::table.filter(patient::id.eq_any(people).and(patient::deceased_on.is_not_null())).select(patient::id);
    let died: Vec<PatientId> = read.list(died, u32::try_from(people.len()).unwrap_or(u32::MAX))?;
    Ok(died.into_iter().collect())
}

fn contacts_of(read: &mut Reader<'_>, id: PatientId) -> Result<Contacts, Problem> {
    let query = patient_contact::table.filter(patient_contact::patient.eq(id));
    let rows: Vec<(String, Phi<String>)> =
        read.list(query.select((patient_contact::kind, patient_contact::value)), 10)?;
    let mut contacts = Contacts::default();
    for (kind, value) in rows {
        match kind.as_str() {
            "mobile" => contacts.mobile = value,
            "home" => contacts.home = value,
            "work" => contacts.work = value,
            _ => contacts.email = value,
        }
    }
    Ok(contacts)
}

fn demographics(row: PatientRow, contacts: Contacts, address: Option<AddressRow>) -> Demographics {
    let address = address.map(|row| Address {
        street: row.street,
        unit: row.unit,
        city: row.city,
        state: row.state,
        postal_code: row.postal_code,
        country: row.country,
    });
    Demographics {
        family: row.family,
        given: row.given,
        middle: row.middle,
        suffix: row.suffix,
        preferred: row.preferred,
        birth_day: row.birth_day,
        sex: row.sex,
        gender_identity: row.gender_identity,
        pronouns: row.pronouns,
        language: row.language,
        interpreter: if row.interpreter { Interpreter::Needed } else { Interpreter::NotNeeded },
        marital_status: row.marital_status,
        race: row.race,
        ethnicity: row.ethnicity,
        deceased_on: row.deceased_on,
        note: row.note,
        contacts,
        address: address.unwrap_or_default(),
    }
}

/// A person's card, to look at.
#[derive(Clone, Copy, Debug)]
pub struct PersonCard {
    /// Whose.
    pub patient: PatientId,
}

impl Query for PersonCard {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = Person;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Person, Problem> {
        person(read, self.patient)
    }
}
