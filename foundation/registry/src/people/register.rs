//! Registering: one chart per person, a number with a check digit, and the words to find them by.

use crate::people::address::in_one_form;
use crate::people::demographics::{Demographics, Identifier, Interpreter, Relation};
use crate::people::keys::{keys_of, plain_phone};
use crate::people::tables::{
    PatientRow, patient, patient_address, patient_contact, patient_identifier, patient_key, patient_relation, series,
};
use crate::people::{PeopleFact, REGISTER, is_given};
use diesel::prelude::*;
use kernel::{Phi, Problem, RawId};
use office::{Act, Command, PatientId, Pen, Reader, Subject, Tx};

/// Registers a person as a patient.
#[derive(Clone, Debug)]
pub struct RegisterPatient {
    /// Who they are.
    pub demographics: Demographics,
    /// Numbers others know them by.
    pub identifiers: Vec<Identifier>,
    /// Who stands around them.
    pub relations: Vec<Relation>,
}

impl Command for RegisterPatient {
    const ACT: Act = REGISTER;
    type Done = PatientId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<PatientId, Problem> {
        register(tx, self)
    }
}

/// Registers a person within another deed: a walk-in, an import.
///
/// # Errors
/// Invalid, naming each field that will not do; conflict, when an identifier is another patient's.
pub fn register(tx: &mut Tx<'_>, new: &RegisterPatient) -> Result<PatientId, Problem> {
    let who = tidy(&new.demographics);
    check(&who, tx)?;
    let id: PatientId = tx.id();
    let relation_ids: Vec<RawId> = new.relations.iter().map(|_| tx.id()).collect();
    let now = tx.now();
    let mut pen = tx.write(PeopleFact::Registered { patient: id });
    let number = next_number(&mut pen)?;
    let mrn: Phi<String> = mrn_of(number).into();
    let row = PatientRow {
        id,
        mrn: mrn.clone(),
        family: who.family.clone(),
        given: who.given.clone(),
        middle: who.middle.clone(),
        suffix: who.suffix.clone(),
        preferred: who.preferred.clone(),
        birth_day: who.birth_day.clone(),
        sex: who.sex,
        gender_identity: who.gender_identity.clone(),
        pronouns: who.pronouns.clone(),
        language: who.language.clone(),
        interpreter: who.interpreter == Interpreter::Needed,
        marital_status: who.marital_status.clone(),
        race: who.race.clone(),
        ethnicity: who.ethnicity.clone(),
        deceased_on: who.deceased_on.clone(),
        note: who.note.clone(),
        registered_at: now,
        version: 1,
    };
    pen.insert(patient::table, &row)?;
    write_around(&mut pen, id, &mrn, &who)?;
    for known in &new.identifiers {
        pen.insert(
            patient_identifier::table,
            (
                patient_identifier::system.eq(&known.system),
                patient_identifier::value.eq(&known.value),
                patient_identifier::patient.eq(id),
                patient_identifier::kind.eq(&known.kind),
            ),
        )?;
    }
    for (relation, relation_id) in new.relations.iter().zip(relation_ids) {
        pen.insert(
            patient_relation::table,
            (
                patient_relation::id.eq(relation_id.as_bytes().as_slice()),
                patient_relation::patient.eq(id),
                patient_relation::part.eq(relation.part),
                patient_relation::relationship.eq(&relation.relationship),
                patient_relation::name.eq(&relation.name),
                patient_relation::phone.eq(&plain_phone(&relation.phone)),
            ),
        )?;
    }
    Ok(id)
}

/// Contacts, address and keys: what is written anew at each correction.
pub(super) fn write_around(
    pen: &mut Pen<'_, '_>,
    id: PatientId,
    mrn: &Phi<String>,
    who: &Demographics,
) -> Result<(), Problem> {
    let contacts = [
        ("mobile", &who.contacts.mobile),
        ("home", &who.contacts.home),
        ("work", &who.contacts.work),
        ("email", &who.contacts.email),
    ];
    for (kind, value) in contacts.into_iter().filter(|(_, value)| is_given(value)) {
        pen.insert(
            patient_contact::table,
            (patient_contact::patient.eq(id), patient_contact::kind.eq(kind), patient_contact::value.eq(value)),
        )?;
    }
    let place = &who.address;
    if [&place.street, &place.city, &place.state, &place.postal_code].into_iter().any(is_given) {
        pen.insert(
            patient_address::table,
            (
                patient_address::patient.eq(id),
                patient_address::street.eq(&place.street),
                patient_address::unit.eq(&place.unit),
                patient_address::city.eq(&place.city),
                patient_address::state.eq(&place.state),
                patient_address::postal_code.eq(&place.postal_code),
                patient_address::country.eq(&place.country),
            ),
        )?;
    }
    for key in keys_of(mrn, who) {
        pen.insert(patient_key::table, (patient_key::key.eq(key), patient_key::patient.eq(id)))?;
    }
    Ok(())
}

/// Trims names and brings telephone numbers and the address into one form.
pub(super) fn tidy(who: &Demographics) -> Demographics {
    let trimmed = |text: &Phi<String>| Phi::<String>::from(text.reveal().trim());
    let mut tidy = who.clone();
    for field in [&mut tidy.family, &mut tidy.given, &mut tidy.middle, &mut tidy.suffix, &mut tidy.preferred] {
        *field = trimmed(field);
    }
    for phone in [&mut tidy.contacts.mobile, &mut tidy.contacts.home, &mut tidy.contacts.work] {
        *phone = plain_phone(phone);
    }
    tidy.contacts.email = trimmed(&tidy.contacts.email);
    tidy.address = in_one_form(&tidy.address);
    tidy
}

/// The oldest person ever was 122.
const AGE_MAX: i32 = 130;

/// All that is wrong with the demographics, in one problem.
pub(super) fn check(who: &Demographics, read: &Reader<'_>) -> Result<(), Problem> {
    let mut faults = name_and_contact_faults(who);
    // The latest civil day anywhere on Earth: a child born today at a site east of here is not refused.
    let latest = kernel::Day::from(read.now().timestamp().to_zoned(jiff::tz::TimeZone::UTC).date()).plus_days(1);
    let birth_day = *who.birth_day.reveal();
    if birth_day > latest {
        faults.push(("birth_day", "The birthday is in the future. Look at the year."));
    } else if latest.years_since(birth_day) > AGE_MAX {
        faults.push(("birth_day", "That would be over 130 years ago. Look at the year."));
    }
    let Some((_, first)) = faults.first() else { return Ok(()) };
    let problem = Problem::invalid("demographics", *first);
    Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, *say)))
}

/// What is wrong with names, e-mail and telephone numbers, each field with its sentence: what can be said before anything
/// is sent to the record.
#[must_use]
pub fn name_and_contact_faults(who: &Demographics) -> Vec<(&'static str, &'static str)> {
    let mut faults = Vec::new();
    if !is_given(&who.family) {
        faults.push(("family", "Enter the family name. If there is only one name, enter it here."));
    }
    let long = |text: &Phi<String>| text.reveal().chars().count() > 100;
    if long(&who.family) || long(&who.given) || long(&who.middle) || long(&who.preferred) {
        faults.push(("family", "A name here is over 100 characters. Enter the name only."));
    }
    if is_given(&who.contacts.email) && !who.contacts.email.reveal().contains('@') {
        faults.push(("email", "An e-mail address has an @ in it."));
    }
    for (field, phone) in [("mobile", &who.contacts.mobile), ("home", &who.contacts.home), ("work", &who.contacts.work)]
    {
        let digits = phone.reveal().chars().filter(char::is_ascii_digit).count();
        if is_given(phone) && !(7..=15).contains(&digits) {
            faults.push((field, "A telephone number has ten digits, with the area code."));
        }
    }
    faults
}

fn next_number(pen: &mut Pen<'_, '_>) -> Result<i64, Problem> {
    let mrn = series::table.filter(series::name.eq("mrn"));
    pen.change(diesel::update(mrn).set(series::next.eq(series::next + 1)))?;
    pen.read().one(mrn.select(series::next), "number series")
}

fn mrn_of(number: i64) -> String {
    let body = number.to_string();
    let digit = kernel::luhn_digit(&body).expect("a positive number is made of digits");
    format!("{body}{digit}")
}
