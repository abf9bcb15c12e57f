//! Keeping a draft while somebody types, parking it, dropping it when its form is done.

use super::tables::{DraftRow, draft};
use super::{DraftFact, OWN_DRAFTS};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{AccountId, Act, Command, Reader, Subject, Tx};

/// Bytes of a form's fields at most.
const FIELDS_MAX: usize = 64 * 1024;
/// Letters of an address at most.
const ADDRESS_MAX: usize = 512;
/// Drafts of one account at most; beyond it the oldest that is not parked gives way.
pub(super) const DRAFTS_MAX: u32 = 40;

/// Whether somebody left it on purpose, to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftStanding {
    /// It is being typed.
    Typed,
    /// It was put aside on purpose.
    Parked,
}

/// A form as it was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which form: where it is sent, and about whom, by id.
    pub form: String,
    /// The address of the page it stands on, by which it is taken up again.
    pub page: String,
    /// What the page is called; no patient's name.
    pub title: String,
    /// The fields, in the browser's own writing.
    pub fields: Phi<String>,
    /// The field with the cursor.
    pub cursor_field: String,
    /// Where in it the cursor stood, in letters from its beginning.
    pub cursor_at: i64,
}

/// Keeps a form as it stands now, in place of what was kept of it before.
#[derive(Clone, Debug)]
pub struct KeepDraft {
    /// As it stands.
    pub draft: Draft,
    /// Whether it is put aside.
    pub standing: DraftStanding,
}

impl KeepDraft {
    fn check(&self) -> Result<(), Problem> {
        let own = |address: &str| address.starts_with('/') && !address.starts_with("//");
        let long = |text: &str| text.len() > ADDRESS_MAX;
        let Draft { form, page, title, fields, cursor_field, .. } = &self.draft;
        if !own(form) || !own(page) || [form, page, title, cursor_field].into_iter().any(|text| long(text)) {
            return Err(Problem::invalid("no_draft", "This is no form of the office."));
        }
        if fields.reveal().len() > FIELDS_MAX {
            let say = "This is too much to be kept as a draft. Save it before you leave the page.";
            return Err(Problem::invalid("too_long", say));
        }
        Ok(())
    }
}

/// Makes room for one more draft.
fn make_room(tx: &mut Tx<'_>, me: AccountId, form: &str) -> Result<(), Problem> {
    let others = draft::table.filter(draft::account.eq(me).and(draft::form.ne(form)));
    let query = others.order((draft::parked.desc(), draft::kept_at.desc())).select(draft::form);
    let kept: Vec<String> = tx.list(query, DRAFTS_MAX)?;
    if kept.len() < usize::try_from(DRAFTS_MAX).unwrap_or(usize::MAX) {
        return Ok(());
    }
    let Some(oldest) = kept.last() else { return Ok(()) };
    let target = draft::table.filter(draft::account.eq(me).and(draft::form.eq(oldest)));
    tx.write(DraftFact { name: "draft.dropped" }).run(diesel::delete(target))?;
    Ok(())
}

impl Command for KeepDraft {
    const ACT: Act = OWN_DRAFTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.check()?;
        let me = tx.who().account();
        make_room(tx, me, &self.draft.form)?;
        let parked = self.standing == DraftStanding::Parked;
        let row = DraftRow {
            account: me,
            form: self.draft.form.clone(),
            page: self.draft.page.clone(),
            title: self.draft.title.clone(),
            fields: self.draft.fields.clone(),
            cursor_field: self.draft.cursor_field.clone(),
            cursor_at: self.draft.cursor_at.max(0),
            parked,
            kept_at: tx.now(),
        };
        let before = draft::table.filter(draft::account.eq(me).and(draft::form.eq(&self.draft.form)));
        let mut pen = tx.write(DraftFact { name: if parked { "draft.parked" } else { "draft.kept" } });
        pen.run(diesel::delete(before))?;
        pen.insert(draft::table, &row)?;
        Ok(())
    }
}

/// Drops a draft: its form is done, or its owner begins afresh. What is not there is dropped already.
#[derive(Clone, Debug)]
pub struct DropDraft {
    /// Of which form.
    pub form: String,
}

impl Command for DropDraft {
    const ACT: Act = OWN_DRAFTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let me = tx.who().account();
        let mine = draft::table.filter(draft::account.eq(me).and(draft::form.eq(&self.form)));
        let kept: Option<String> = tx.maybe(mine.select(draft::form))?;
        if kept.is_some() {
            let mine = draft::table.filter(draft::account.eq(me).and(draft::form.eq(&self.form)));
            tx.write(DraftFact { name: "draft.dropped" }).run(diesel::delete(mine))?;
        }
        Ok(())
    }
}
