//! The tables of the check-in.

use super::{ConsentId, ConsentKind, SignedHow, TickName};
use crate::patient_flow::VisitId;
use diesel::prelude::*;
use kernel::{Day, Moment, Money, Phi};
use office::{AccountId, PatientId};

diesel::table! {
    check_in_tick (visit, tick) {
        visit -> Binary,
        tick -> Text,
        done_at -> BigInt,
        account -> Binary,
        how -> Text,
        note -> Text,
        amount -> Nullable<BigInt>,
    }
}

diesel::table! {
    consent (id) {
        id -> Binary,
        patient -> Binary,
        kind -> Text,
        edition -> Text,
        how -> Text,
        signed_at -> BigInt,
        expires_on -> Nullable<BigInt>,
        account -> Binary,
    }
}

diesel::table! {
    consent_edition (kind) {
        kind -> Text,
        edition -> Text,
        since -> BigInt,
        asks_again_since -> Nullable<BigInt>,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = check_in_tick)]
pub(crate) struct TickRow {
    pub visit: VisitId,
    pub tick: TickName,
    pub done_at: Moment,
    pub account: AccountId,
    pub how: String,
    pub note: Phi<String>,
    #[diesel(treat_none_as_default_value = false)]
    pub amount: Option<Money>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = consent)]
pub(crate) struct ConsentRow {
    pub id: ConsentId,
    pub patient: PatientId,
    pub kind: ConsentKind,
    pub edition: String,
    pub how: SignedHow,
    pub signed_at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub expires_on: Option<Day>,
    pub account: AccountId,
}
