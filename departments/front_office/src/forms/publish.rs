//! Publishing: a draft becomes an edition, which never changes again.

use super::body::FormBody;
use super::facts::FormFact;
use super::shelf::stored_form;
use super::tables::{EditionRow, paper_form, paper_form_edition};
use super::wording::SpanishWording;
use super::{FormId, MANAGE_FORMS};
use crate::intake::{ConsentKind, EarlierSignatures, hand_out_edition};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Refuses a second form in use for one kind of consent: each would overwrite which edition of it is handed out.
pub(super) fn check_kind_free(read: &mut Reader<'_>, form: FormId, kind: Option<ConsentKind>) -> Result<(), Problem> {
    let Some(kind) = kind else { return Ok(()) };
    let other = paper_form::table
        .filter(paper_form::consent_kind.eq(Some(kind)).and(paper_form::id.ne(form)))
        .filter(paper_form::edition.gt(0).and(paper_form::retired.eq(false)))
        .select(paper_form::title);
    let other: Option<String> = read.maybe(other)?;
    let Some(other) = other else { return Ok(()) };
    let kind = kind.title();
    let say = format!("“{other}” is the form for {kind} already. Take it out of use first, or change that form.");
    Err(Problem::conflict("kind_taken", say.clone()).at("consent_kind", say))
}

/// Publishes the draft of a form as its next edition.
#[derive(Clone, Copy, Debug)]
pub struct PublishForm {
    /// Which.
    pub form: FormId,
    /// The version on the screen.
    pub version: i64,
    /// What becomes of those who signed an earlier edition.
    pub earlier: EarlierSignatures,
}

impl Command for PublishForm {
    const ACT: Act = MANAGE_FORMS;
    type Done = i64;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let form = stored_form(tx, self.form)?;
        check_kind_free(tx, form.id, form.consent_kind)?;
        let body = FormBody::from_stored(&form.draft)?;
        body.check_for_publishing()?;
        SpanishWording::of(&form.spanish_title, &body).check_for_publishing()?;
        let asks_again = self.earlier == EarlierSignatures::AskAgain;
        let edition = EditionRow {
            form: form.id,
            edition: form.edition + 1,
            title: form.title,
            spanish_title: form.spanish_title,
            body: form.draft,
            valid_days: form.valid_days,
            asks_again,
            published_at: tx.now(),
            account: tx.who().account(),
        };
        let number = edition.edition;
        let target = paper_form::table.filter(paper_form::id.eq(self.form).and(paper_form::version.eq(self.version)));
        let published =
            (paper_form::edition.eq(number), paper_form::retired.eq(false), paper_form::version.eq(self.version + 1));
        let mut pen = tx.write(FormFact::Published { form: self.form, edition: number, asks_again });
        pen.insert(paper_form_edition::table, &edition)?;
        pen.change(diesel::update(target).set(published))?;
        if let Some(kind) = form.consent_kind {
            hand_out_edition(tx, kind, &number.to_string(), self.earlier)?;
        }
        Ok(number)
    }
}
