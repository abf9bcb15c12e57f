//! The forms of a patient: what is signed and holds, what is to be signed, and a signed form as it was signed.

use super::body::{Answers, FormBody};
use super::shelf::{EDITIONS_MAX, FORMS_MAX, edition_of, stored_form};
use super::strokes::Strokes;
use super::tables::{EditionRow, FormRow, SignedRow, paper_form, paper_form_edition, signed_form};
use super::withdraw::{Withdrawal, taken_back, withdrawals_of};
use super::{Capacity, FormId, SEE_SIGNED, SignedId};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use registry::people::{Language, person};
use std::collections::BTreeMap;

/// Signed forms of one patient looked at, the latest first.
const SIGNED_MAX: u32 = 1_000;

/// How a form stands with a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormStanding {
    /// Never signed.
    ToSign,
    /// Signed, and it holds.
    Signed(SignedId, Moment, Option<Day>),
    /// Signed, and it has run out.
    RunOut(SignedId, Day),
    /// Signed, and taken back from that day on.
    TakenBack(SignedId, Day),
    /// Signed, and the form has changed since so that it must be signed anew.
    Changed(SignedId),
}

/// A form and how it stands with a patient.
#[derive(Clone, Debug)]
pub struct FormForPatient {
    /// Whose.
    pub patient: PatientId,
    /// Which.
    pub form: FormId,
    /// What it is called.
    pub title: String,
    /// What it is called in Spanish; nothing where the edition handed out is in English only.
    pub spanish_title: Option<String>,
    /// How it stands.
    pub standing: FormStanding,
}

impl Discloses for FormForPatient {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// Every form in use, with how it stands with a patient on a day.
#[derive(Clone, Copy, Debug)]
pub struct FormsFor {
    /// Whose.
    pub patient: PatientId,
    /// On which day.
    pub day: Day,
}

impl Query for FormsFor {
    const ACT: Act = SEE_SIGNED;
    type Answer = Vec<FormForPatient>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<FormForPatient>, Problem> {
        // Under the title of the edition handed out, whatever the draft is called by now.
        let handed_out = paper_form_edition::form.eq(paper_form::id);
        let handed_out = handed_out.and(paper_form_edition::edition.eq(paper_form::edition));
        let in_use = paper_form::table
            .inner_join(paper_form_edition::table.on(handed_out))
            .filter(paper_form::retired.eq(false).and(paper_form::edition.gt(0)))
            .order(paper_form_edition::title)
            .select((FormRow::as_select(), paper_form_edition::title, paper_form_edition::spanish_title));
        let forms: Vec<(FormRow, String, String)> = read.list(in_use, FORMS_MAX)?;
        let ids: Vec<FormId> = forms.iter().map(|(form, ..)| form.id).collect();
        let latest = signed_form::table
            .filter(signed_form::patient.eq(self.patient))
            .order(signed_form::signed_at.desc())
            .select(SignedLine::as_select());
        let signed: Vec<SignedLine> = read.list(latest, SIGNED_MAX)?;
        let asks_again = paper_form_edition::table
            .filter(paper_form_edition::form.eq_any(ids).and(paper_form_edition::asks_again.eq(true)))
            .select((paper_form_edition::form, paper_form_edition::edition));
        let asks_again: Vec<(FormId, i64)> = read.list(asks_again, EDITIONS_MAX)?;
        let gone = withdrawals_of(read, self.patient)?;
        let stands = |(form, title, spanish): (FormRow, String, String)| {
            let standing = match signed.iter().find(|one| one.form == form.id) {
                None => FormStanding::ToSign,
                Some(one) => one.standing(&form, &asks_again, &gone, self.day),
            };
            let spanish_title = Some(spanish).filter(|title| !title.is_empty());
            FormForPatient { patient: self.patient, form: form.id, title, spanish_title, standing }
        };
        Ok(forms.into_iter().map(stands).collect())
    }
}

/// What of a signed form says how it stands.
#[derive(Queryable, Selectable, Clone, Copy, Debug)]
#[diesel(table_name = signed_form)]
struct SignedLine {
    id: SignedId,
    form: FormId,
    edition: i64,
    signed_at: Moment,
    expires_on: Option<Day>,
}

impl SignedLine {
    fn standing(&self, form: &FormRow, asks_again: &[(FormId, i64)], gone: &[Withdrawal], day: Day) -> FormStanding {
        if let Some(gone) = taken_back(gone, Some(self.id), form.consent_kind, self.signed_at) {
            return FormStanding::TakenBack(self.id, gone.on);
        }
        if let Some(last) = self.expires_on.filter(|last| *last < day) {
            return FormStanding::RunOut(self.id, last);
        }
        if asks_again.iter().any(|(form, edition)| *form == self.form && *edition > self.edition) {
            return FormStanding::Changed(self.id);
        }
        FormStanding::Signed(self.id, self.signed_at, self.expires_on)
    }
}

/// A form as a patient reads it before signing.
#[derive(Clone, Copy, Debug)]
pub struct FormToSign {
    /// Whose.
    pub patient: PatientId,
    /// Which.
    pub form: FormId,
}

/// What is to be read, filled in and signed.
#[derive(Clone, Debug)]
pub struct SheetToSign {
    /// Whose.
    pub patient: PatientId,
    /// Their name, as one signs it: given and family name.
    pub signs_as: Phi<String>,
    /// Which.
    pub form: FormId,
    /// What it is called.
    pub title: String,
    /// What it is called in Spanish; nothing where it is in English only.
    pub spanish_title: Option<String>,
    /// The language of the patient’s card.
    pub speaks: Language,
    /// Which edition.
    pub edition: i64,
    /// What stands in it.
    pub body: FormBody,
}

impl SheetToSign {
    /// In which language it is read by somebody who wants this one: English, where it is in English only.
    #[must_use]
    pub fn read_in(&self, wanted: Language) -> Language {
        if self.spanish_title.is_some() { wanted } else { Language::English }
    }

    /// What it is called in a language.
    #[must_use]
    pub fn title_in(&self, language: Language) -> &str {
        title_in(&self.title, self.spanish_title.as_deref(), language)
    }
}

fn title_in<'a>(english: &'a str, spanish: Option<&'a str>, language: Language) -> &'a str {
    match language {
        Language::English => english,
        Language::Spanish => spanish.unwrap_or(english),
    }
}

impl Discloses for SheetToSign {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for FormToSign {
    const ACT: Act = SEE_SIGNED;
    type Answer = SheetToSign;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SheetToSign, Problem> {
        let who = person(read, self.patient)?.demographics;
        let form = stored_form(read, self.form)?;
        if form.edition == 0 || form.retired {
            return Err(Problem::not_found("not_found", "There is no such form, or it is not in use."));
        }
        let edition = edition_of(read, form.id, form.edition)?;
        let signs_as = Phi::new(format!("{} {}", who.given.reveal(), who.family.reveal()));
        let body = FormBody::from_stored(&edition.body)?;
        Ok(SheetToSign {
            patient: self.patient,
            signs_as,
            speaks: Language::of(&who.language),
            form: edition.form,
            title: edition.title,
            spanish_title: Some(edition.spanish_title).filter(|title| !title.is_empty()),
            edition: edition.edition,
            body,
        })
    }
}

/// A form that was signed.
#[derive(Clone, Copy, Debug)]
pub struct SignedForm {
    /// Whose.
    pub patient: PatientId,
    /// Which.
    pub signed: SignedId,
}

/// A form as it was signed.
#[derive(Clone, Debug)]
pub struct SignedSheet {
    /// Whose.
    pub patient: PatientId,
    /// What it is called.
    pub title: String,
    /// What it is called in the language in which it was read.
    pub title_read: String,
    /// In which language it was read.
    pub language: Language,
    /// Which edition.
    pub edition: i64,
    /// What stood in it.
    pub body: FormBody,
    /// What was filled in.
    pub answers: Answers,
    /// Who signed.
    pub signer: Phi<String>,
    /// In which capacity.
    pub capacity: Capacity,
    /// The signature.
    pub strokes: Strokes,
    /// When.
    pub signed_at: Moment,
    /// Until which day it holds, if it ends.
    pub expires_on: Option<Day>,
    /// Whether it was taken back, and by whom.
    pub withdrawal: Option<Withdrawal>,
}

impl Discloses for SignedSheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for SignedForm {
    const ACT: Act = SEE_SIGNED;
    type Answer = SignedSheet;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SignedSheet, Problem> {
        let query = signed_form::table
            .filter(signed_form::id.eq(self.signed).and(signed_form::patient.eq(self.patient)))
            .select(SignedRow::as_select());
        let row: SignedRow = read.one(query, "signed form")?;
        let edition: EditionRow = edition_of(read, row.form, row.edition)?;
        let kind = stored_form(read, row.form)?.consent_kind;
        let withdrawals = withdrawals_of(read, self.patient)?;
        let withdrawal = taken_back(&withdrawals, Some(row.id), kind, row.signed_at).cloned();
        let unreadable = |why| Problem::broken("form_unreadable", "A signed form cannot be read.").because(why);
        let answers: BTreeMap<usize, String> = serde_json::from_str(row.answers.reveal()).map_err(unreadable)?;
        Ok(SignedSheet {
            patient: row.patient,
            title_read: title_in(&edition.title, Some(edition.spanish_title.as_str()), row.language).to_owned(),
            title: edition.title,
            language: row.language,
            edition: edition.edition,
            body: FormBody::from_stored(&edition.body)?,
            answers: answers.into_iter().map(|(at, said)| (at, Phi::new(said))).collect(),
            signer: row.signer,
            capacity: row.capacity,
            strokes: Strokes::read(row.strokes.reveal())?,
            signed_at: row.signed_at,
            expires_on: row.expires_on,
            withdrawal,
        })
    }
}
