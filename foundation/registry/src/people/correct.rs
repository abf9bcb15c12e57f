//! Correcting demographics, with the history of every field.

use crate::people::demographics::{Demographics, Interpreter, person};
use crate::people::merging::check_stands;
use crate::people::register::{check, tidy, write_around};
use crate::people::tables::{patient, patient_address, patient_contact, patient_history, patient_key};
use crate::people::{PeopleFact, REGISTER, SEE_DEMOGRAPHICS};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};

/// Corrects a patient's demographics.
#[derive(Clone, Debug)]
pub struct CorrectDemographics {
    /// Whose.
    pub patient: PatientId,
    /// The version that was on the screen.
    pub version: i64,
    /// As they are from now on.
    pub to: Demographics,
}

impl Command for CorrectDemographics {
    const ACT: Act = REGISTER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_stands(tx, self.patient)?;
        let before = person(tx, self.patient)?;
        let to = tidy(&self.to);
        check(&to, tx)?;
        let changes = differences(&before.demographics, &to);
        if changes.is_empty() {
            return Ok(());
        }
        let (now, account, version) = (tx.now(), tx.who().account(), self.version + 1);
        let fields = changes.iter().map(|(field, ..)| *field).collect();
        let mut pen = tx.write(PeopleFact::Corrected { patient: self.patient, version, fields });
        let target = patient::table.filter(patient::id.eq(self.patient).and(patient::version.eq(self.version)));
        pen.change(diesel::update(target).set((
            (
                patient::family.eq(&to.family),
                patient::given.eq(&to.given),
                patient::middle.eq(&to.middle),
                patient::suffix.eq(&to.suffix),
                patient::preferred.eq(&to.preferred),
                patient::birth_day.eq(&to.birth_day),
                patient::sex.eq(to.sex),
                patient::gender_identity.eq(&to.gender_identity),
            ),
            (
                patient::pronouns.eq(&to.pronouns),
                patient::language.eq(&to.language),
                patient::interpreter.eq(to.interpreter == Interpreter::Needed),
                patient::marital_status.eq(&to.marital_status),
                patient::race.eq(&to.race),
                patient::ethnicity.eq(&to.ethnicity),
                patient::deceased_on.eq(&to.deceased_on),
                patient::note.eq(&to.note),
                patient::version.eq(version),
            ),
        )))?;
        pen.run(diesel::delete(patient_contact::table.filter(patient_contact::patient.eq(self.patient))))?;
        pen.run(diesel::delete(patient_address::table.filter(patient_address::patient.eq(self.patient))))?;
        pen.run(diesel::delete(patient_key::table.filter(patient_key::patient.eq(self.patient))))?;
        write_around(&mut pen, self.patient, &before.mrn, &to)?;
        for (field, was, is) in changes {
            pen.insert(
                patient_history::table,
                (
                    patient_history::patient.eq(self.patient),
                    patient_history::version.eq(version),
                    patient_history::field.eq(field),
                    patient_history::before.eq(was),
                    patient_history::after.eq(is),
                    patient_history::at.eq(now),
                    patient_history::account.eq(account),
                ),
            )?;
        }
        Ok(())
    }
}

/// The fields that differ, each as it was and as it is.
fn differences(before: &Demographics, after: &Demographics) -> Vec<(&'static str, Phi<String>, Phi<String>)> {
    let was = shown(before);
    let is = shown(after);
    was.into_iter()
        .zip(is)
        .filter(|((_, was), (_, is))| was != is)
        .map(|((field, was), (_, is))| (field, was, is))
        .collect()
}

/// Every field with its value as text.
fn shown(who: &Demographics) -> Vec<(&'static str, Phi<String>)> {
    let place = &who.address;
    let text = |value: &str| Phi::<String>::from(value);
    vec![
        ("family", who.family.clone()),
        ("given", who.given.clone()),
        ("middle", who.middle.clone()),
        ("suffix", who.suffix.clone()),
        ("preferred", who.preferred.clone()),
        ("birth_day", text(&who.birth_day.reveal().to_string())),
        ("sex", text(who.sex.word())),
        ("gender_identity", who.gender_identity.clone()),
        ("pronouns", who.pronouns.clone()),
        ("language", text(&who.language)),
        ("interpreter", text(if who.interpreter == Interpreter::Needed { "needed" } else { "not needed" })),
        ("marital_status", who.marital_status.clone()),
        ("race", who.race.clone()),
        ("ethnicity", who.ethnicity.clone()),
        ("deceased_on", text(&who.deceased_on.as_ref().map(|day| day.reveal().to_string()).unwrap_or_default())),
        ("note", who.note.clone()),
        ("mobile", who.contacts.mobile.clone()),
        ("home", who.contacts.home.clone()),
        ("work", who.contacts.work.clone()),
        ("email", who.contacts.email.clone()),
        ("street", place.street.clone()),
        ("unit", place.unit.clone()),
        ("city", place.city.clone()),
        ("state", place.state.clone()),
        ("postal_code", place.postal_code.clone()),
    ]
}

/// One changed field.
#[derive(Clone, Debug, Queryable)]
pub struct Change {
    /// Which version it made.
    pub version: i64,
    /// The field.
    pub field: String,
    /// As it was.
    pub before: Phi<String>,
    /// As it became.
    pub after: Phi<String>,
    /// When.
    pub at: Moment,
    /// By whom.
    pub account: AccountId,
}

/// The history of a patient's demographics, latest first.
#[derive(Clone, Copy, Debug)]
pub struct HistoryOf {
    /// Whose.
    pub patient: PatientId,
}

/// A patient's history, to look at.
#[derive(Clone, Debug)]
pub struct History {
    /// Whose.
    pub patient: PatientId,
    /// At most 200 changes, latest first.
    pub changes: Vec<Change>,
}

impl Discloses for History {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for HistoryOf {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = History;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<History, Problem> {
        let query = patient_history::table
            .filter(patient_history::patient.eq(self.patient))
            .order((patient_history::version.desc(), patient_history::field))
            .select((
                patient_history::version,
                patient_history::field,
                patient_history::before,
                patient_history::after,
                patient_history::at,
                patient_history::account,
            ));
        Ok(History { patient: self.patient, changes: read.list(query, 200)? })
    }
}
