//! The shelf: the forms of the practice, for those who build them.

use super::body::FormBody;
use super::tables::{EditionRow, FormRow, paper_form, paper_form_edition};
use super::{FormDraft, FormId, SEE_FORMS};
use crate::intake::ConsentKind;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, NoPatients, Query, Reader, Subject};

/// Forms of a practice that are listed.
pub(super) const FORMS_MAX: u32 = 200;
/// Editions of forms that are looked through.
pub(super) const EDITIONS_MAX: u32 = 2_000;

/// A form in a list.
#[derive(Clone, Debug)]
pub struct FormLine {
    /// Which.
    pub id: FormId,
    /// What it is called.
    pub title: String,
    /// The consent that it stands for.
    pub consent_kind: Option<ConsentKind>,
    /// The edition handed out; 0 before the first.
    pub edition: i64,
    /// Whether it is out of use.
    pub retired: bool,
    /// Whether the edition handed out is in Spanish too.
    pub in_spanish: bool,
}

/// All forms, by title.
#[derive(Clone, Copy, Debug)]
pub struct Forms;

impl Query for Forms {
    const ACT: Act = SEE_FORMS;
    type Answer = NoPatients<Vec<FormLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = paper_form::table.order((paper_form::retired, paper_form::title)).select(FormRow::as_select());
        let rows: Vec<FormRow> = read.list(query, FORMS_MAX)?;
        let spanish = paper_form_edition::table
            .filter(paper_form_edition::form.eq_any(rows.iter().map(|row| row.id).collect::<Vec<_>>()))
            .filter(paper_form_edition::spanish_title.ne(""))
            .select((paper_form_edition::form, paper_form_edition::edition));
        let spanish: Vec<(FormId, i64)> = read.list(spanish, EDITIONS_MAX)?;
        let line = |row: FormRow| FormLine {
            in_spanish: spanish.contains(&(row.id, row.edition)),
            id: row.id,
            title: row.title,
            consent_kind: row.consent_kind,
            edition: row.edition,
            retired: row.retired,
        };
        Ok(NoPatients(rows.into_iter().map(line).collect()))
    }
}

/// One form with its draft.
#[derive(Clone, Copy, Debug)]
pub struct OneForm {
    /// Which.
    pub form: FormId,
}

/// A form with its draft, and what is handed out now.
#[derive(Clone, Debug)]
pub struct FormSheet {
    /// What a list shows of it.
    pub line: FormLine,
    /// The draft.
    pub draft: FormDraft,
    /// Whether the draft says the same as what is handed out.
    pub draft_is_published: bool,
    /// When the latest edition was published.
    pub published_at: Option<Moment>,
    /// For the next change.
    pub version: i64,
}

impl Query for OneForm {
    const ACT: Act = SEE_FORMS;
    type Answer = NoPatients<FormSheet>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let row = stored_form(read, self.form)?;
        let latest = if row.edition > 0 { Some(edition_of(read, row.id, row.edition)?) } else { None };
        let body = FormBody::from_stored(&row.draft)?;
        let same = |latest: &EditionRow| {
            latest.title == row.title
                && latest.spanish_title == row.spanish_title
                && latest.body == row.draft
                && latest.valid_days == row.valid_days
        };
        Ok(NoPatients(FormSheet {
            draft_is_published: latest.as_ref().is_some_and(same),
            line: FormLine {
                in_spanish: latest.as_ref().is_some_and(|latest| !latest.spanish_title.is_empty()),
                id: row.id,
                title: row.title.clone(),
                consent_kind: row.consent_kind,
                edition: row.edition,
                retired: row.retired,
            },
            published_at: latest.map(|latest| latest.published_at),
            draft: FormDraft {
                title: row.title,
                spanish_title: row.spanish_title,
                consent_kind: row.consent_kind,
                valid_days: row.valid_days,
                body,
            },
            version: row.version,
        }))
    }
}

/// A form's row.
pub(super) fn stored_form(read: &mut Reader<'_>, form: FormId) -> Result<FormRow, Problem> {
    read.one(paper_form::table.filter(paper_form::id.eq(form)).select(FormRow::as_select()), "form")
}

/// One edition of a form.
pub(super) fn edition_of(read: &mut Reader<'_>, form: FormId, edition: i64) -> Result<EditionRow, Problem> {
    let query = paper_form_edition::table
        .filter(paper_form_edition::form.eq(form).and(paper_form_edition::edition.eq(edition)))
        .select(EditionRow::as_select());
    read.one(query, "edition of this form")
}
