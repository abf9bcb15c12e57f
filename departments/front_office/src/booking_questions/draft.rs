//! The draft: the questions as they are being built. The desk is not asked them before they are published.

use super::MANAGE_QUESTIONS;
use super::body::{QuestionFault, QuestionsBody};
use super::facts::QuestionsFact;
use super::tables::{EditionRow, QuestionsRow, booking_questions, booking_questions_edition};
use crate::editions;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// Keeps the draft.
#[derive(Clone, Debug)]
pub struct KeepQuestions {
    /// The version on the screen; 0 where nothing was ever kept.
    pub version: i64,
    /// As the questions are now.
    pub body: QuestionsBody,
}

impl Command for KeepQuestions {
    const ACT: Act = MANAGE_QUESTIONS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.body.check_draft()?;
        let draft = editions::stored(&self.body);
        let mut pen = tx.write(QuestionsFact::Drafted { version: self.version + 1 });
        if self.version == 0 {
            let row = QuestionsRow { only_one: 1, draft, edition: 0, in_use: false, version: 1 };
            pen.insert(booking_questions::table, &row)?;
            return Ok(());
        }
        let target = booking_questions::table.filter(booking_questions::version.eq(self.version));
        let kept = (booking_questions::draft.eq(draft), booking_questions::version.eq(self.version + 1));
        pen.change(diesel::update(target).set(kept))?;
        Ok(())
    }
}

/// The questions as they are stored; nothing before the first draft.
pub(super) fn stored(read: &mut Reader<'_>) -> Result<Option<QuestionsRow>, Problem> {
    read.maybe(booking_questions::table.select(QuestionsRow::as_select()))
}

/// One edition.
pub(super) fn edition(read: &mut Reader<'_>, edition: i64) -> Result<(EditionRow, QuestionsBody), Problem> {
    let query = booking_questions_edition::table
        .filter(booking_questions_edition::edition.eq(edition))
        .select(EditionRow::as_select());
    let row: EditionRow = read.one(query, "edition of the questions")?;
    let body = editions::from_stored(&row.body)?;
    Ok((row, body))
}

/// The draft, for those who build it.
#[derive(Clone, Copy, Debug)]
pub struct QuestionsDraft;

/// The draft, and how it stands beside what the desk is asked.
#[derive(Clone, Debug)]
pub struct QuestionsSheet {
    /// As the questions are being built.
    pub body: QuestionsBody,
    /// The latest edition; 0 before the first.
    pub edition: i64,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// Whether the desk is asked it now.
    pub in_use: bool,
    /// Whether the draft says what the latest edition says.
    pub draft_is_published: bool,
    /// What speaks against publishing the draft.
    pub faults: Vec<QuestionFault>,
    /// Where the edition in use leads to what is no longer offered.
    pub out_of_date: Vec<QuestionFault>,
    /// For the next change.
    pub version: i64,
}

impl Query for QuestionsDraft {
    const ACT: Act = MANAGE_QUESTIONS;
    type Answer = NoPatients<QuestionsSheet>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let row = stored(read)?.unwrap_or_else(|| QuestionsRow {
            only_one: 1,
            draft: editions::stored(&QuestionsBody::default()),
            edition: 0,
            in_use: false,
            version: 0,
        });
        let body: QuestionsBody = editions::from_stored(&row.draft)?;
        let latest = if row.edition > 0 { Some(edition(read, row.edition)?) } else { None };
        let out_of_date = match &latest {
            Some((_, published)) if row.in_use => published.faults_of_offer(read)?,
            _ => Vec::new(),
        };
        Ok(NoPatients(QuestionsSheet {
            draft_is_published: latest.as_ref().is_some_and(|(_, published)| *published == body),
            published_at: latest.map(|(row, _)| row.published_at),
            edition: row.edition,
            in_use: row.in_use,
            version: row.version,
            faults: body.faults(read)?,
            out_of_date,
            body,
        }))
    }
}
