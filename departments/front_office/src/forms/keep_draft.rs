//! Drafts: a form as it is being built. Nobody sees it but those who build it.

use super::body::FormBody;
use super::facts::FormFact;
use super::publish::check_kind_free;
use super::shelf::stored_form;
use super::tables::{FormRow, paper_form};
use super::wording::SpanishWording;
use super::{FormId, MANAGE_FORMS};
use crate::intake::ConsentKind;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// A form as it is being built.
#[derive(Clone, Debug)]
pub struct FormDraft {
    /// What it is called.
    pub title: String,
    /// What it is called in Spanish; empty where it has no Spanish.
    pub spanish_title: String,
    /// The consent that the check-in asks for, if it stands for one.
    pub consent_kind: Option<ConsentKind>,
    /// Days for which a signature holds; no end without.
    pub valid_days: Option<i64>,
    /// What stands in it.
    pub body: FormBody,
}

impl FormDraft {
    /// How far its Spanish wording has come.
    #[must_use]
    pub fn spanish(&self) -> SpanishWording {
        SpanishWording::of(&self.spanish_title, &self.body)
    }
}

/// Begins a form, or keeps what was changed.
#[derive(Clone, Debug)]
pub struct KeepDraft {
    /// The form with the version on the screen; nothing for a new one.
    pub changes: Option<(FormId, i64)>,
    /// As it is now.
    pub draft: FormDraft,
}

impl Command for KeepDraft {
    const ACT: Act = MANAGE_FORMS;
    type Done = FormId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<FormId, Problem> {
        let title = self.draft.title.trim();
        if title.is_empty() || title.chars().count() > 100 {
            let say = "Give the form a title of at most 100 letters.";
            return Err(Problem::invalid("no_title", say).at("title", say));
        }
        if self.draft.spanish_title.trim().chars().count() > 100 {
            let say = "Give the form a Spanish title of at most 100 letters.";
            return Err(Problem::invalid("long_title", say).at("spanish_title", say));
        }
        if self.draft.valid_days.is_some_and(|days| !(1..=3_660).contains(&days)) {
            let say = "Enter for how many days a signature holds: from 1 to 3,660, or nothing.";
            return Err(Problem::invalid("bad_days", say).at("valid_days", say));
        }
        self.draft.body.check_draft()?;
        if let Some((changed, _)) = self.changes {
            let before = stored_form(tx, changed)?;
            if before.edition > 0 && !before.retired {
                check_kind_free(tx, changed, self.draft.consent_kind)?;
            }
        }
        let (id, version) = self.changes.unwrap_or_else(|| (tx.id(), 0));
        let mut pen = tx.write(FormFact::Drafted { form: id, version: version + 1 });
        if self.changes.is_none() {
            let row = FormRow {
                id,
                title: title.to_owned(),
                spanish_title: self.draft.spanish_title.trim().to_owned(),
                consent_kind: self.draft.consent_kind,
                valid_days: self.draft.valid_days,
                draft: self.draft.body.stored(),
                edition: 0,
                retired: false,
                version: 1,
            };
            pen.insert(paper_form::table, &row)?;
            return Ok(id);
        }
        let target = paper_form::table.filter(paper_form::id.eq(id).and(paper_form::version.eq(version)));
        pen.change(diesel::update(target).set((
            paper_form::title.eq(title),
            paper_form::spanish_title.eq(self.draft.spanish_title.trim()),
            paper_form::consent_kind.eq(self.draft.consent_kind),
            paper_form::valid_days.eq(self.draft.valid_days),
            paper_form::draft.eq(self.draft.body.stored()),
            paper_form::version.eq(version + 1),
        )))?;
        Ok(id)
    }
}

/// Takes a form out of use. What was signed stays signed.
#[derive(Clone, Copy, Debug)]
pub struct RetireForm {
    /// Which.
    pub form: FormId,
    /// The version on the screen.
    pub version: i64,
}

impl Command for RetireForm {
    const ACT: Act = MANAGE_FORMS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        stored_form(tx, self.form)?;
        let target = paper_form::table.filter(paper_form::id.eq(self.form).and(paper_form::version.eq(self.version)));
        let retired = (paper_form::retired.eq(true), paper_form::version.eq(self.version + 1));
        tx.write(FormFact::Retired { form: self.form }).change(diesel::update(target).set(retired))?;
        Ok(())
    }
}
