//! Signing: a form filled in and signed on the screen, by the patient or by whoever may sign for them.

use super::body::{Answers, FormBody};
use super::facts::FormFact;
use super::shelf::{edition_of, stored_form};
use super::strokes::Strokes;
use super::tables::{SignedRow, signed_form};
use super::{FormId, SIGN_FORM, SignedId};
use crate::intake::{SignConsent, SignedHow, sign_consent};
use kernel::{Day, Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;
use registry::people::{Language, person};
use std::collections::BTreeMap;

/// Years at which somebody signs for themselves (the age of majority; 18 in all states but three, where it is higher).
const OF_AGE_YEARS: i32 = 18;

kernel::code!(
    /// In which capacity somebody signs.
    Capacity {
        /// The patient.
        Patient = "patient",
        /// A parent of a minor.
        Parent = "parent",
        /// A guardian whom a court named.
        Guardian = "guardian",
        /// Whom the patient named to decide for them: a health care agent or attorney-in-fact.
        HealthCareAgent = "health_care_agent",
        /// A minor, where the law of the state lets a minor consent to this.
        MinorByLaw = "minor_by_law",
    }
);

impl Capacity {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Patient => "The patient",
            Self::Parent => "A parent",
            Self::Guardian => "A guardian named by a court",
            Self::HealthCareAgent => "A health care agent",
            Self::MinorByLaw => "The patient, a minor whom the law lets consent",
        }
    }
}

/// A form as somebody filled it in and signed it.
#[derive(Clone, Debug)]
pub struct FilledIn {
    /// Which.
    pub form: FormId,
    /// The edition that was read.
    pub edition: i64,
    /// In which language it was read.
    pub language: Language,
    /// What was filled in.
    pub answers: Answers,
    /// Who signs, by name.
    pub signer: Phi<String>,
    /// In which capacity.
    pub capacity: Capacity,
    /// The signature.
    pub strokes: Strokes,
}

/// Signs the edition of a form that is handed out now.
#[derive(Clone, Debug)]
pub struct SignForm {
    /// Whose form.
    pub patient: PatientId,
    /// The day it is where they sign.
    pub today: Day,
    /// What is signed, and how.
    pub sheet: FilledIn,
}

impl Command for SignForm {
    const ACT: Act = SIGN_FORM;
    type Done = SignedId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<SignedId, Problem> {
        sign_form(tx, self.patient, self.today, &self.sheet)
    }
}

/// Signs a form within another deed.
///
/// # Errors
/// Invalid, when anything needed is blank, or a minor signs alone; conflict, when another edition is handed out by now.
pub(crate) fn sign_form(
    tx: &mut Tx<'_>,
    patient: PatientId,
    today: Day,
    sheet: &FilledIn,
) -> Result<SignedId, Problem> {
    let form = stored_form(tx, sheet.form)?;
    if form.retired || form.edition == 0 {
        return Err(Problem::refused("form_not_in_use", "This form is not in use. Load the page again."));
    }
    if form.edition != sheet.edition {
        let say = "The practice has changed this form meanwhile. Read the new edition and sign that.";
        return Err(Problem::conflict("form_changed", say));
    }
    let edition = edition_of(tx, form.id, form.edition)?;
    if sheet.language == Language::Spanish && edition.spanish_title.is_empty() {
        let say = "This form is in English only. Load the page again.";
        return Err(Problem::refused("not_in_spanish", say));
    }
    FormBody::from_stored(&edition.body)?.check_answers(&sheet.answers)?;
    check_signer(tx, patient, sheet, today)?;
    check_stands(tx, patient)?;
    let valid = |days: i64| i32::try_from(days).map(|days| today.plus_days(days)).ok();
    let expires_on = edition.valid_days.and_then(valid);
    let answers: BTreeMap<usize, &str> = sheet
        .answers
        .iter()
        .map(|(at, answer)| (*at, answer.reveal().trim()))
        .filter(|(_, said)| !said.is_empty())
        .collect();
    let row = SignedRow {
        id: tx.id(),
        patient,
        form: form.id,
        edition: form.edition,
        answers: Phi::new(serde_json::to_string(&answers).unwrap_or_default()),
        signer: Phi::new(sheet.signer.reveal().trim().to_owned()),
        capacity: sheet.capacity,
        strokes: sheet.strokes.stored(),
        signed_at: tx.now(),
        expires_on,
        account: tx.who().account(),
        language: sheet.language,
    };
    let fact = FormFact::Signed {
        signed: row.id,
        patient,
        form: form.id,
        edition: form.edition,
        capacity: sheet.capacity,
        language: sheet.language,
        expires_on,
    };
    tx.write(fact).insert(signed_form::table, &row)?;
    if let Some(kind) = form.consent_kind {
        let by_themselves = matches!(sheet.capacity, Capacity::Patient | Capacity::MinorByLaw);
        let how = if by_themselves { SignedHow::OnScreen } else { SignedHow::ByProxy };
        let edition = form.edition.to_string();
        sign_consent(tx, &SignConsent { patient, kind, edition, how, expires_on })?;
    }
    Ok(row.id)
}

fn check_signer(tx: &mut Tx<'_>, patient: PatientId, sheet: &FilledIn, today: Day) -> Result<(), Problem> {
    let name = sheet.signer.reveal().trim();
    if name.is_empty() || name.chars().count() > 120 {
        let say = "Enter the name of the person who signs.";
        return Err(Problem::invalid("no_signer", say).at("signer", say));
    }
    let born = *person(tx, patient)?.demographics.birth_day.reveal();
    let of_age = today.years_since(born) >= OF_AGE_YEARS;
    let (code, say) = match (sheet.capacity, of_age) {
        (Capacity::Patient, false) => (
            "signer_is_minor",
            "The patient is under 18: a parent or guardian signs, or say that the law lets a minor consent to this.",
        ),
        (Capacity::Parent | Capacity::MinorByLaw, true) => (
            "signer_is_of_age",
            "The patient is of age: they sign themselves, or a guardian or health care agent does.",
        ),
        _ => return Ok(()),
    };
    Err(Problem::invalid(code, say).at("capacity", say))
}
