//! The tables of the telephone.

use super::{CallBackId, CallBackOutcome, CallId, CallOutcome, CallReason, RedFlagSetId, Route, Urgency};
use diesel::prelude::*;
use kernel::{Moment, Phi};
use office::{AccountId, PatientId, SiteId};

diesel::table! {
    phone_line (id) {
        id -> Binary,
        site -> Binary,
        name -> Text,
        token_sha256 -> Text,
        added_at -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    phone_call (id) {
        id -> Binary,
        site -> Binary,
        number -> Text,
        began_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        answered_by -> Nullable<Binary>,
        ended_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        patient -> Nullable<Binary>,
        verified -> Text,
        reason -> Nullable<Text>,
        words -> Text,
        red_flag_set -> Nullable<Binary>,
        urgency -> Nullable<Text>,
        advice -> Text,
        advised_by -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    red_flag_set (id) {
        id -> Binary,
        title -> Text,
        version -> BigInt,
        written_at -> BigInt,
        written_by -> Binary,
        approved_on -> Nullable<BigInt>,
        approved_by -> Nullable<Binary>,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    red_flag_question (red_flag_set, position) {
        red_flag_set -> Binary,
        position -> BigInt,
        asks -> Text,
        urgency -> Text,
    }
}

diesel::table! {
    red_flag_answer (phone_call, position) {
        phone_call -> Binary,
        position -> BigInt,
        flagged -> Bool,
    }
}

diesel::table! {
    call_back (id) {
        id -> Binary,
        site -> Binary,
        phone_call -> Binary,
        patient -> Nullable<Binary>,
        number -> Text,
        asks -> Text,
        urgency -> Text,
        route -> Text,
        asked_at -> BigInt,
        asked_by -> Binary,
        due_at -> BigInt,
        owner -> Nullable<Binary>,
        tries -> BigInt,
        tried_at -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        version -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = phone_call, treat_none_as_default_value = false)]
pub(crate) struct CallRow {
    pub id: CallId,
    pub site: SiteId,
    pub number: Phi<String>,
    pub began_at: Moment,
    pub answered_at: Option<Moment>,
    pub answered_by: Option<AccountId>,
    pub ended_at: Option<Moment>,
    pub outcome: Option<CallOutcome>,
    pub patient: Option<PatientId>,
    pub verified: String,
    pub reason: Option<CallReason>,
    pub words: Phi<String>,
    pub red_flag_set: Option<RedFlagSetId>,
    pub urgency: Option<Urgency>,
    pub advice: Phi<String>,
    pub advised_by: Option<AccountId>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = call_back, treat_none_as_default_value = false)]
pub(crate) struct CallBackRow {
    pub id: CallBackId,
    pub site: SiteId,
    pub phone_call: CallId,
    pub patient: Option<PatientId>,
    pub number: Phi<String>,
    pub asks: Phi<String>,
    pub urgency: Urgency,
    pub route: Route,
    pub asked_at: Moment,
    pub asked_by: AccountId,
    pub due_at: Moment,
    pub owner: Option<AccountId>,
    pub tries: i64,
    pub tried_at: Option<Moment>,
    pub done_at: Option<Moment>,
    pub outcome: Option<CallBackOutcome>,
    pub version: i64,
}
