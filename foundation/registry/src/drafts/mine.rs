//! One's own drafts: the list of them, and one as it was left.

use super::keep::{DRAFTS_MAX, Draft};
use super::tables::{DraftRow, draft};
use super::{DraftStanding, OWN_DRAFTS};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, NoPatients, Query, Reader, Subject};

/// A draft in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// The address of its page.
    pub page: String,
    /// What the page is called.
    pub title: String,
    /// Since when it stands like this.
    pub kept_at: Moment,
    /// Whether it was put aside on purpose.
    pub standing: DraftStanding,
}

/// The drafts of whoever asks: those put aside first, the latest on top.
#[derive(Clone, Copy, Debug)]
pub struct MyDrafts;

impl Query for MyDrafts {
    const ACT: Act = OWN_DRAFTS;
    type Answer = NoPatients<Vec<DraftLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mine = draft::table
            .filter(draft::account.eq(read.who().account()))
            .order((draft::parked.desc(), draft::kept_at.desc()))
            .select(DraftRow::as_select());
        let rows: Vec<DraftRow> = read.list(mine, DRAFTS_MAX)?;
        let line = |row: DraftRow| DraftLine {
            page: row.page,
            title: row.title,
            kept_at: row.kept_at,
            standing: if row.parked { DraftStanding::Parked } else { DraftStanding::Typed },
        };
        Ok(NoPatients(rows.into_iter().map(line).collect()))
    }
}

/// What whoever asks has half done in a form, if anything.
#[derive(Clone, Debug)]
pub struct DraftOf {
    /// Which form.
    pub form: String,
}

impl Query for DraftOf {
    const ACT: Act = OWN_DRAFTS;
    type Answer = NoPatients<Option<Draft>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mine = draft::table
            .filter(draft::account.eq(read.who().account()).and(draft::form.eq(&self.form)))
            .select(DraftRow::as_select());
        let row: Option<DraftRow> = read.maybe(mine)?;
        Ok(NoPatients(row.map(|row| Draft {
            form: row.form,
            page: row.page,
            title: row.title,
            fields: row.fields,
            cursor_field: row.cursor_field,
            cursor_at: row.cursor_at,
        })))
    }
}
