//! A row of a table of patients.

use super::IMPORT_CSV;
use super::report::RowFate;
use super::table::Row;
use clinical::chart::ChartFact;
use clinical::received::{self, Arrival};
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::coverages::{KeepCoverage, NewCoverage, Relationship, coverages_of, note_coverage};
use registry::people::{
    CorrectDemographics, Demographics, Identifier, RegisterPatient, Relation, RelationPart, Sex, person, register,
};
use std::collections::BTreeMap;

/// What the rows of such tables are known by.
pub const PATIENT_ROW: &str = "csv:patient";

/// The numbering system of social security numbers (HL7).
const SOCIAL_SECURITY: &str = "http://hl7.org/fhir/sid/us-ssn";

/// Registers the patient of a row, or corrects what changed in it.
pub struct TakeInPatient(pub Row);

impl Command for TakeInPatient {
    const ACT: Act = IMPORT_CSV;
    type Done = RowFate;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<RowFate, Problem> {
        let row = &self.0;
        let arrival = received::arrival(tx, &row.piece)?;
        let (patient, fate) = match arrival {
            Arrival::Unchanged => return Ok(RowFate::Unchanged),
            Arrival::New => (register(tx, &newcomer(row)?).map_err(known_already)?, RowFate::Added),
            Arrival::Changed(_) => (correct(tx, row)?, RowFate::Changed),
        };
        keep_row(tx, row, patient, fate)?;
        keep_policy(tx, row, patient)?;
        Ok(fate)
    }
}

fn known_already(why: Problem) -> Problem {
    if why.code() != "already_there" {
        return why;
    }
    let say = "The record or social security number belongs to a patient who is here already.";
    Problem::conflict("csv_known", say).because(why)
}

/// Keeps the row itself beside what became of it.
pub(super) fn keep_row(tx: &mut Tx<'_>, row: &Row, patient: PatientId, fate: RowFate) -> Result<(), Problem> {
    let before = received::before(tx, row.piece.id)?;
    let count = BTreeMap::from([(row.piece.kind.clone(), 1)]);
    let (added, changed) = match fate {
        RowFate::Added => (count, BTreeMap::new()),
        RowFate::Changed | RowFate::Unchanged => (BTreeMap::new(), count),
    };
    let now = tx.now();
    let fact = ChartFact::Received { patient, source: row.piece.source.clone(), added, changed };
    received::keep(&mut tx.write(fact), before, &row.piece, Some(patient), now)
}

fn correct(tx: &mut Tx<'_>, row: &Row) -> Result<PatientId, Problem> {
    let patient = received::patient_of(tx, row.piece.id)?
        .ok_or_else(|| Problem::broken("csv_patient_lost", "A patient that was taken in is not in the card file."))?;
    let now = person(tx, patient)?;
    let mut to = now.demographics.clone();
    put(&mut to, row)?;
    CorrectDemographics { patient, version: now.version, to }.perform(tx)?;
    Ok(patient)
}

fn newcomer(row: &Row) -> Result<RegisterPatient, Problem> {
    let birth_day = row.day("birth_day")?.ok_or_else(|| {
        Problem::invalid("bad_row", "birth_day is empty.").at("birth_day", "A patient needs a date of birth.")
    })?;
    let mut who = Demographics::of("", "", birth_day, Sex::Unknown);
    put(&mut who, row)?;
    let mut identifiers = Vec::new();
    for (field, system, kind) in [
        ("record_number", format!("urn:moa:source:{}", row.piece.source), "MR"),
        ("social_security_number", SOCIAL_SECURITY.to_owned(), "SS"),
    ] {
        if !row.field(field).is_empty() {
            identifiers.push(Identifier { system, value: row.field(field).into(), kind: kind.to_owned() });
        }
    }
    let mut relations = Vec::new();
    if !row.field("contact_name").is_empty() {
        relations.push(Relation {
            part: RelationPart::EmergencyContact,
            relationship: row.field("contact_relationship").to_owned(),
            name: row.field("contact_name").into(),
            phone: row.field("contact_phone").into(),
        });
    }
    Ok(RegisterPatient { demographics: who, identifiers, relations })
}

/// Puts what the row says into the demographics; what it does not say stays as it is.
fn put(who: &mut Demographics, row: &Row) -> Result<(), Problem> {
    let texts: [(&str, &mut Phi<String>); 20] = [
        ("family", &mut who.family),
        ("given", &mut who.given),
        ("middle", &mut who.middle),
        ("suffix", &mut who.suffix),
        ("preferred", &mut who.preferred),
        ("gender_identity", &mut who.gender_identity),
        ("pronouns", &mut who.pronouns),
        ("marital_status", &mut who.marital_status),
        ("race", &mut who.race),
        ("ethnicity", &mut who.ethnicity),
        ("note", &mut who.note),
        ("mobile", &mut who.contacts.mobile),
        ("home", &mut who.contacts.home),
        ("work", &mut who.contacts.work),
        ("email", &mut who.contacts.email),
        ("street", &mut who.address.street),
        ("unit", &mut who.address.unit),
        ("city", &mut who.address.city),
        ("postal_code", &mut who.address.postal_code),
        ("state", &mut who.address.state),
    ];
    for (field, place) in texts {
        if !row.field(field).is_empty() {
            *place = row.field(field).into();
        }
    }
    if let Some(day) = row.day("birth_day")? {
        who.birth_day = day.into();
    }
    if let Some(day) = row.day("deceased_on")? {
        who.deceased_on = Some(day.into());
    }
    if !row.field("state").is_empty() {
        who.address.state = Phi::new(crate::import_fhir::state(row.field("state")));
    }
    if !row.field("country").is_empty() {
        row.field("country").clone_into(&mut who.address.country);
    }
    if !row.field("language").is_empty() {
        who.language = row.field("language").to_lowercase();
    }
    if !row.field("sex").is_empty() {
        who.sex = sex(row.field("sex"))?;
    }
    Ok(())
}

fn sex(word: &str) -> Result<Sex, Problem> {
    Ok(match word.to_lowercase().as_str() {
        "f" | "female" | "woman" => Sex::Female,
        "m" | "male" | "man" => Sex::Male,
        "o" | "x" | "other" | "nonbinary" => Sex::Other,
        "u" | "unknown" => Sex::Unknown,
        _ => {
            let say = "sex is none of female, male, other, unknown; add the table's word to [values.sex] of the mapping file.";
            return Err(Problem::invalid("bad_row", say).at("sex", say));
        }
    })
}

fn keep_policy(tx: &mut Tx<'_>, row: &Row, patient: PatientId) -> Result<(), Problem> {
    let payer = row.field("payer");
    if payer.is_empty() || coverages_of(tx, patient)?.iter().any(|have| have.card.payer == payer) {
        return Ok(());
    }
    let card = NewCoverage {
        payer: payer.to_owned(),
        payer_number: String::new(),
        priority: 1,
        plan: row.field("plan").to_owned(),
        member_number: row.field("member_number").into(),
        group_number: row.field("group_number").into(),
        relationship: Relationship::Itself,
        subscriber_name: Phi::default(),
        subscriber_birth_day: None,
        starts_on: None,
        ends_on: None,
        copay: None,
    };
    note_coverage(tx, &KeepCoverage { patient, corrects: None, card }).map(drop)
}
