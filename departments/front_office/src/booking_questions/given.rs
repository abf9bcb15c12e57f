//! The answers that were given when an appointment was booked, and whether it was booked as they led.

use super::body::{At, BookThis, GivenAnswers, Leads, TakenStep};
use super::draft::edition;
use super::facts::QuestionsFact;
use super::follow::BookNow;
use super::known::Known;
use super::tables::{AnswersRow, appointment_answers};
use crate::scheduling::{AppointmentId, AppointmentRow, stored_appointment};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Reader, Tx};

kernel::code!(
    /// Whether an appointment was booked as the answers led.
    AnswersLed {
        /// It was.
        Followed = "followed",
        /// The booker chose otherwise.
        Otherwise = "otherwise",
        /// The answers led to what was no longer offered.
        OutOfDate = "out_of_date",
        /// It was booked before the last question was answered.
        Unfinished = "unfinished",
    }
);

impl AnswersLed {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Followed => "Booked as the answers led",
            Self::Otherwise => "Booked otherwise",
            Self::OutOfDate => "Booked otherwise, because what the answers led to was no longer offered",
            Self::Unfinished => "Booked before all was asked",
        }
    }
}

/// Keeps the answers with the appointment that was just booked. Where none were given there is nothing to keep.
///
/// # Errors
/// Not found, when there is no such edition or appointment; invalid, when the answers do not belong together.
pub fn keep_given(tx: &mut Tx<'_>, appointment: AppointmentId, given: &GivenAnswers) -> Result<(), Problem> {
    if given.steps.is_empty() {
        return Ok(());
    }
    let row = stored_appointment(tx, appointment)?;
    let (_, body) = edition(tx, given.edition)?;
    let led = match body.walk(&given.steps)?.1 {
        At::Question(_) => AnswersLed::Unfinished,
        At::End(Leads::Book(book)) => {
            let known = Known::of(tx, std::iter::once(book))?;
            how(book, &BookNow::of(&known, book), &row)
        }
        At::End(_) => AnswersLed::Otherwise,
    };
    let steps = given.steps_written();
    let kept = AnswersRow {
        appointment,
        edition: given.edition,
        steps: steps.clone(),
        led,
        kept_at: tx.now(),
        account: tx.who().account(),
    };
    let fact = QuestionsFact::Answered {
        appointment,
        patient: row.patient,
        site: row.site,
        edition: given.edition,
        steps,
        led,
    };
    tx.write(fact).insert(appointment_answers::table, &kept)?;
    Ok(())
}

fn how(book: &BookThis, wanted: &BookNow, booked: &AppointmentRow) -> AnswersLed {
    let named = |id| wanted.providers.iter().any(|(named, _)| *named == id);
    let with = book.providers.is_empty() || named(booked.provider);
    let at = book.site.is_none() || wanted.site.as_ref().is_some_and(|(id, _)| *id == booked.site);
    if wanted.visit_type == Some(booked.visit_type) && with && at {
        return AnswersLed::Followed;
    }
    let nobody_left = !book.providers.is_empty() && wanted.providers.is_empty();
    let no_such_site = book.site.is_some() && wanted.site.is_none();
    if wanted.visit_type.is_none() || nobody_left || no_such_site {
        return AnswersLed::OutOfDate;
    }
    AnswersLed::Otherwise
}

/// The answers that stand with an appointment.
#[derive(Clone, Debug)]
pub struct AnswersGiven {
    /// Which edition was asked.
    pub edition: i64,
    /// What was asked and answered.
    pub taken: Vec<TakenStep>,
    /// Where it led, in words; nothing, where more was to be asked.
    pub outcome: Option<String>,
    /// Whether it was booked so.
    pub led: AnswersLed,
    /// When.
    pub at: Moment,
    /// Who asked.
    pub account: AccountId,
}

/// The answers that stand with an appointment, if questions were asked for it.
///
/// # Errors
/// Broken, when the database fails.
pub fn given_for(read: &mut Reader<'_>, appointment: AppointmentId) -> Result<Option<AnswersGiven>, Problem> {
    let query = appointment_answers::table
        .filter(appointment_answers::appointment.eq(appointment))
        .select(AnswersRow::as_select());
    let row: Option<AnswersRow> = read.maybe(query)?;
    let Some(row) = row else { return Ok(None) };
    let (_, body) = edition(read, row.edition)?;
    let given = GivenAnswers::read(row.edition, &row.steps);
    let (taken, at) = body.walk(given.as_ref().map_or(&[][..], |given| &given.steps))?;
    let outcome = match at {
        At::Question(_) => None,
        At::End(Leads::Book(book)) => {
            let known = Known::of(read, std::iter::once(book))?;
            Some(known.as_published(book))
        }
        At::End(_) => Some("Not booked here".to_owned()),
    };
    Ok(Some(AnswersGiven { edition: row.edition, taken, outcome, led: row.led, at: row.kept_at, account: row.account }))
}
