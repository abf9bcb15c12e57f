//! The tables of the booking questions.

use super::AnswersLed;
use crate::scheduling::AppointmentId;
use diesel::prelude::*;
use kernel::Moment;
use office::AccountId;

diesel::table! {
    booking_questions (only_one) {
        only_one -> BigInt,
        draft -> Text,
        edition -> BigInt,
        in_use -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    booking_questions_edition (edition) {
        edition -> BigInt,
        body -> Text,
        published_at -> BigInt,
        account -> Binary,
    }
}

diesel::table! {
    appointment_answers (appointment) {
        appointment -> Binary,
        edition -> BigInt,
        steps -> Text,
        led -> Text,
        kept_at -> BigInt,
        account -> Binary,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = booking_questions)]
pub(crate) struct QuestionsRow {
    pub only_one: i64,
    pub draft: String,
    pub edition: i64,
    pub in_use: bool,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = booking_questions_edition)]
pub(crate) struct EditionRow {
    pub edition: i64,
    pub body: String,
    pub published_at: Moment,
    pub account: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = appointment_answers)]
pub(crate) struct AnswersRow {
    pub appointment: AppointmentId,
    pub edition: i64,
    pub steps: String,
    pub led: AnswersLed,
    pub kept_at: Moment,
    pub account: AccountId,
}
