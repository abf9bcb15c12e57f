//! Publishing: the draft becomes an edition, which never changes again, and the desk is asked it from then on.

use super::MANAGE_QUESTIONS;
use super::body::{QuestionsBody, name_of};
use super::draft::stored;
use super::facts::QuestionsFact;
use super::tables::{EditionRow, QuestionsRow, booking_questions, booking_questions_edition};
use crate::editions;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

fn kept(read: &mut Reader<'_>) -> Result<QuestionsRow, Problem> {
    stored(read)?.ok_or_else(|| Problem::not_found("no_questions", "No question has been written yet."))
}

/// Publishes the draft as the next edition, if nothing speaks against it.
#[derive(Clone, Copy, Debug)]
pub struct PublishQuestions {
    /// The version on the screen.
    pub version: i64,
}

impl Command for PublishQuestions {
    const ACT: Act = MANAGE_QUESTIONS;
    /// The number of the edition.
    type Done = i64;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = kept(tx)?;
        let body: QuestionsBody = editions::from_stored(&row.draft)?;
        let faults = body.faults(tx)?;
        if let Some(first) = faults.first() {
            let problem = Problem::invalid("questions_faulty", first.say.clone());
            return Err(faults.into_iter().fold(problem, |problem, fault| problem.at(name_of(fault.at), fault.say)));
        }
        let number = row.edition + 1;
        let edition =
            EditionRow { edition: number, body: row.draft, published_at: tx.now(), account: tx.who().account() };
        let target = booking_questions::table.filter(booking_questions::version.eq(self.version));
        let published = (
            booking_questions::edition.eq(number),
            booking_questions::in_use.eq(true),
            booking_questions::version.eq(self.version + 1),
        );
        let mut pen = tx.write(QuestionsFact::Published { edition: number });
        pen.change(diesel::update(target).set(published))?;
        pen.insert(booking_questions_edition::table, &edition)?;
        Ok(number)
    }
}

/// Takes the questions out of use: the desk books as before. What was answered stays with its appointments.
#[derive(Clone, Copy, Debug)]
pub struct RetireQuestions {
    /// The version on the screen.
    pub version: i64,
}

impl Command for RetireQuestions {
    const ACT: Act = MANAGE_QUESTIONS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = kept(tx)?;
        let target = booking_questions::table.filter(booking_questions::version.eq(self.version));
        let retired = (booking_questions::in_use.eq(false), booking_questions::version.eq(self.version + 1));
        tx.write(QuestionsFact::Retired { edition: row.edition }).change(diesel::update(target).set(retired))?;
        Ok(())
    }
}
