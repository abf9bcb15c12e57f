//! The tables of forms.

use super::{Capacity, FormId, SignedId, WithdrawalId, WithdrawnHow};
use crate::intake::ConsentKind;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId};
use registry::people::Language;

diesel::table! {
    paper_form (id) {
        id -> Binary,
        title -> Text,
        consent_kind -> Nullable<Text>,
        valid_days -> Nullable<BigInt>,
        draft -> Text,
        edition -> BigInt,
        retired -> Bool,
        version -> BigInt,
        spanish_title -> Text,
    }
}

diesel::table! {
    paper_form_edition (form, edition) {
        form -> Binary,
        edition -> BigInt,
        title -> Text,
        body -> Text,
        valid_days -> Nullable<BigInt>,
        asks_again -> Bool,
        published_at -> BigInt,
        account -> Binary,
        spanish_title -> Text,
    }
}

diesel::table! {
    signed_form (id) {
        id -> Binary,
        patient -> Binary,
        form -> Binary,
        edition -> BigInt,
        answers -> Text,
        signer -> Text,
        capacity -> Text,
        strokes -> Text,
        signed_at -> BigInt,
        expires_on -> Nullable<BigInt>,
        account -> Binary,
        language -> Text,
    }
}

diesel::table! {
    consent_withdrawal (id) {
        id -> Binary,
        patient -> Binary,
        signed -> Nullable<Binary>,
        kind -> Nullable<Text>,
        withdrawn_on -> BigInt,
        who -> Text,
        capacity -> Text,
        how -> Text,
        reason -> Text,
        withdrawn_at -> BigInt,
        account -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(paper_form, paper_form_edition);

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = consent_withdrawal, treat_none_as_default_value = false)]
pub(crate) struct WithdrawalRow {
    pub id: WithdrawalId,
    pub patient: PatientId,
    pub signed: Option<SignedId>,
    pub kind: Option<ConsentKind>,
    pub withdrawn_on: Day,
    pub who: Phi<String>,
    pub capacity: Capacity,
    pub how: WithdrawnHow,
    pub reason: Phi<String>,
    pub withdrawn_at: Moment,
    pub account: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = paper_form)]
pub(crate) struct FormRow {
    pub id: FormId,
    pub title: String,
    #[diesel(treat_none_as_default_value = false)]
    pub consent_kind: Option<ConsentKind>,
    #[diesel(treat_none_as_default_value = false)]
    pub valid_days: Option<i64>,
    pub draft: String,
    pub edition: i64,
    pub retired: bool,
    pub version: i64,
    pub spanish_title: String,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = paper_form_edition)]
pub(crate) struct EditionRow {
    pub form: FormId,
    pub edition: i64,
    pub title: String,
    pub body: String,
    #[diesel(treat_none_as_default_value = false)]
    pub valid_days: Option<i64>,
    pub asks_again: bool,
    pub published_at: Moment,
    pub account: AccountId,
    pub spanish_title: String,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = signed_form)]
pub(crate) struct SignedRow {
    pub id: SignedId,
    pub patient: PatientId,
    pub form: FormId,
    pub edition: i64,
    pub answers: Phi<String>,
    pub signer: Phi<String>,
    pub capacity: Capacity,
    pub strokes: Phi<String>,
    pub signed_at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub expires_on: Option<Day>,
    pub account: AccountId,
    pub language: Language,
}
