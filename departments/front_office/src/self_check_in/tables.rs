//! The tables of self check-in.

use super::{EntryStanding, KioskId, KioskPurpose, SelfCheckInId, SelfField};
use crate::scheduling::AppointmentId;
use diesel::prelude::*;
use kernel::{Moment, Phi};
use office::{AccountId, PatientId, SiteId};
use registry::people::Language;

diesel::table! {
    kiosk (id) {
        id -> Binary,
        site -> Binary,
        name -> Text,
        purpose -> Text,
        code_hash -> Nullable<Binary>,
        code_until -> Nullable<BigInt>,
        secret_hash -> Nullable<Binary>,
        wrong_in_a_row -> BigInt,
        wrong_at -> Nullable<BigInt>,
        registered_at -> BigInt,
        registered_by -> Binary,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    self_check_in (id) {
        id -> Binary,
        patient -> Binary,
        appointment -> Binary,
        site -> Binary,
        kiosk -> Nullable<Binary>,
        secret_hash -> Binary,
        opened_at -> BigInt,
        expires_at -> BigInt,
        confirmed_at -> Nullable<BigInt>,
        wrong_tries -> BigInt,
        sent_at -> Nullable<BigInt>,
        reviewed_at -> Nullable<BigInt>,
        language -> Text,
    }
}

diesel::table! {
    self_entry (check_in, field) {
        check_in -> Binary,
        field -> Text,
        said -> Text,
        entered_at -> BigInt,
        standing -> Text,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Binary>,
    }
}

diesel::table! {
    self_card_picture (check_in, side) {
        check_in -> Binary,
        side -> Text,
        sha256 -> Binary,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = kiosk)]
pub(crate) struct KioskRow {
    pub id: KioskId,
    pub site: SiteId,
    pub name: String,
    pub purpose: KioskPurpose,
    #[diesel(treat_none_as_default_value = false)]
    pub code_hash: Option<Vec<u8>>,
    #[diesel(treat_none_as_default_value = false)]
    pub code_until: Option<Moment>,
    #[diesel(treat_none_as_default_value = false)]
    pub secret_hash: Option<Vec<u8>>,
    pub wrong_in_a_row: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub wrong_at: Option<Moment>,
    pub registered_at: Moment,
    pub registered_by: AccountId,
    #[diesel(treat_none_as_default_value = false)]
    pub ended_at: Option<Moment>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = self_check_in)]
pub(crate) struct SelfRow {
    pub id: SelfCheckInId,
    pub patient: PatientId,
    pub appointment: AppointmentId,
    pub site: SiteId,
    #[diesel(treat_none_as_default_value = false)]
    pub kiosk: Option<KioskId>,
    pub secret_hash: Vec<u8>,
    pub opened_at: Moment,
    pub expires_at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub confirmed_at: Option<Moment>,
    pub wrong_tries: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub sent_at: Option<Moment>,
    #[diesel(treat_none_as_default_value = false)]
    pub reviewed_at: Option<Moment>,
    pub language: Language,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = self_entry)]
pub(crate) struct EntryRow {
    pub check_in: SelfCheckInId,
    pub field: SelfField,
    pub said: Phi<String>,
    pub entered_at: Moment,
    pub standing: EntryStanding,
    #[diesel(treat_none_as_default_value = false)]
    pub decided_at: Option<Moment>,
    #[diesel(treat_none_as_default_value = false)]
    pub decided_by: Option<AccountId>,
}
