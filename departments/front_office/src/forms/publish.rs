//! Publishing: a draft becomes an edition, which never changes again.

use super::body::FormBody;
use super::facts::FormFact;
use super::shelf::stored_form;
use super::tables::{EditionRow, paper_form, paper_form_edition};
use super::{FormId, MANAGE_FORMS};
use crate::intake::{EarlierSignatures, hand_out_edition};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

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
        FormBody::from_stored(&form.draft)?.check_for_publishing()?;
        let asks_again = self.earlier == EarlierSignatures::AskAgain;
        let edition = EditionRow {
            form: form.id,
            edition: form.edition + 1,
            title: form.title,
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
