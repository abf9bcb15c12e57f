//! The tables of reminders.

use super::{
    AnswerId, CameBy, Channel, ConsentHow, ContactConsentId, KindOfVisitId, Meaning, MessageId, MessageStanding,
    Occasion, StepId, ThingId, Way, Why, WordingId,
};
use diesel::prelude::*;
use kernel::{Moment, Phi};
use office::{AccountId, PatientId, SiteId};

diesel::table! {
    contact_wish (patient) {
        patient -> Binary,
        channels -> Text,
        from_minute -> Nullable<BigInt>,
        to_minute -> Nullable<BigInt>,
        kept_at -> BigInt,
        kept_by -> Binary,
        version -> BigInt,
    }
}

diesel::table! {
    contact_consent (id) {
        id -> Binary,
        patient -> Binary,
        channel -> Text,
        given_at -> BigInt,
        given_how -> Text,
        given_to -> Binary,
        withdrawn_at -> Nullable<BigInt>,
        withdrawn_how -> Nullable<Text>,
        withdrawn_to -> Nullable<Binary>,
    }
}

diesel::table! {
    reminder_setting (name) {
        name -> Text,
        from_minute -> BigInt,
        to_minute -> BigInt,
        cancel_hours -> Nullable<BigInt>,
        text_works -> Bool,
        mail_works -> Bool,
        hook_sha256 -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    message_wording (id) {
        id -> Binary,
        name -> Text,
        edition -> BigInt,
    }
}

diesel::table! {
    message_words (wording, edition, language) {
        wording -> Binary,
        edition -> BigInt,
        language -> Text,
        brief -> Text,
        subject -> Text,
        letter -> Text,
        script -> Text,
        written_at -> BigInt,
        written_by -> Binary,
    }
}

diesel::table! {
    message_step (id) {
        id -> Binary,
        occasion -> Text,
        minutes -> BigInt,
        wording -> Binary,
        way -> Text,
        risk_from -> Nullable<BigInt>,
        also_confirmed -> Bool,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    message_step_type (step, visit_type) {
        step -> Binary,
        visit_type -> Binary,
    }
}

diesel::table! {
    message (id) {
        id -> Binary,
        occasion -> Text,
        thing -> Binary,
        step -> Binary,
        patient -> Binary,
        site -> Binary,
        until_at -> BigInt,
        wording -> Binary,
        edition -> Nullable<BigInt>,
        language -> Text,
        channel -> Text,
        standing -> Text,
        why -> Nullable<Text>,
        due_at -> BigInt,
        attempts -> BigInt,
        failed_channels -> Text,
        taken_at -> Nullable<BigInt>,
        sent_at -> Nullable<BigInt>,
        sent_to -> Text,
        delivered_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    message_link (secret_sha256) {
        secret_sha256 -> Text,
        message -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    message_answer (id) {
        id -> Binary,
        patient -> Nullable<Binary>,
        site -> Binary,
        occasion -> Nullable<Text>,
        thing -> Nullable<Binary>,
        message -> Nullable<Binary>,
        until_at -> Nullable<BigInt>,
        came_at -> BigInt,
        came_by -> Text,
        number -> Text,
        meaning -> Text,
        words -> Text,
        outside_id -> Nullable<Text>,
        done_at -> Nullable<BigInt>,
        done_by -> Nullable<Binary>,
        version -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = contact_wish, treat_none_as_default_value = false)]
pub(crate) struct WishRow {
    pub patient: PatientId,
    pub channels: String,
    pub from_minute: Option<i64>,
    pub to_minute: Option<i64>,
    pub kept_at: Moment,
    pub kept_by: AccountId,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = contact_consent, treat_none_as_default_value = false)]
pub(crate) struct ConsentRow {
    pub id: ContactConsentId,
    pub patient: PatientId,
    pub channel: Channel,
    pub given_at: Moment,
    pub given_how: ConsentHow,
    pub given_to: AccountId,
    pub withdrawn_at: Option<Moment>,
    pub withdrawn_how: Option<ConsentHow>,
    pub withdrawn_to: Option<AccountId>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = reminder_setting, treat_none_as_default_value = false)]
pub(crate) struct SettingRow {
    pub name: String,
    pub from_minute: i64,
    pub to_minute: i64,
    pub cancel_hours: Option<i64>,
    pub text_works: bool,
    pub mail_works: bool,
    pub hook_sha256: Option<String>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = message_wording)]
pub(crate) struct WordingRow {
    pub id: WordingId,
    pub name: String,
    pub edition: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = message_words)]
pub(crate) struct WordsRow {
    pub wording: WordingId,
    pub edition: i64,
    pub language: String,
    pub brief: String,
    pub subject: String,
    pub letter: String,
    pub script: String,
    pub written_at: Moment,
    pub written_by: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = message_step, treat_none_as_default_value = false)]
pub(crate) struct StepRow {
    pub id: StepId,
    pub occasion: Occasion,
    pub minutes: i64,
    pub wording: WordingId,
    pub way: Way,
    pub risk_from: Option<i64>,
    pub also_confirmed: bool,
    pub active: bool,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = message_step_type)]
pub(crate) struct StepTypeRow {
    pub step: StepId,
    pub visit_type: KindOfVisitId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug, PartialEq, Eq)]
#[diesel(table_name = message, treat_none_as_default_value = false)]
pub(crate) struct MessageRow {
    pub id: MessageId,
    pub occasion: Occasion,
    pub thing: ThingId,
    pub step: StepId,
    pub patient: PatientId,
    pub site: SiteId,
    pub until_at: Moment,
    pub wording: WordingId,
    pub edition: Option<i64>,
    pub language: String,
    pub channel: Channel,
    pub standing: MessageStanding,
    pub why: Option<Why>,
    pub due_at: Moment,
    pub attempts: i64,
    pub failed_channels: String,
    pub taken_at: Option<Moment>,
    pub sent_at: Option<Moment>,
    pub sent_to: Phi<String>,
    pub delivered_at: Option<Moment>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = message_answer, treat_none_as_default_value = false)]
pub(crate) struct AnswerRow {
    pub id: AnswerId,
    pub patient: Option<PatientId>,
    pub site: SiteId,
    pub occasion: Option<Occasion>,
    pub thing: Option<ThingId>,
    pub message: Option<MessageId>,
    pub until_at: Option<Moment>,
    pub came_at: Moment,
    pub came_by: CameBy,
    pub number: Phi<String>,
    pub meaning: Meaning,
    pub words: Phi<String>,
    pub outside_id: Option<String>,
    pub done_at: Option<Moment>,
    pub done_by: Option<AccountId>,
    pub version: i64,
}
