//! The journal's tables.

use crate::actor::AccountId;
use crate::journal::Outcome;
use crate::subject::{PatientId, SiteId};
use diesel::prelude::*;
use kernel::Moment;

diesel::table! {
    journal (seq) {
        seq -> BigInt,
        txn -> BigInt,
        at -> BigInt,
        outcome -> Text,
        act -> Text,
        fact -> Text,
        actor -> Binary,
        site -> Nullable<Binary>,
        patient -> Nullable<Binary>,
        request -> Nullable<Binary>,
        list -> Nullable<Binary>,
        body -> Text,
    }
}

diesel::table! {
    journal_patient (patient, seq) {
        patient -> Binary,
        seq -> BigInt,
    }
}

diesel::table! {
    journal_list (list, patient) {
        list -> Binary,
        patient -> Binary,
    }
}

diesel::table! {
    journal_seal (seal) {
        seal -> BigInt,
        at -> BigInt,
        last_txn -> BigInt,
        last_seq -> BigInt,
        entries -> BigInt,
        entries_in_all -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    follower (name) {
        name -> Text,
        txn -> BigInt,
        seq -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(journal, journal_list, journal_patient, journal_seal);

#[derive(Insertable)]
#[diesel(table_name = journal)]
pub(crate) struct NewEntry<'a> {
    pub at: Moment,
    pub outcome: Outcome,
    pub act: &'a str,
    pub fact: &'a str,
    pub actor: AccountId,
    #[diesel(treat_none_as_default_value = false)]
    pub site: Option<SiteId>,
    #[diesel(treat_none_as_default_value = false)]
    pub patient: Option<PatientId>,
    #[diesel(treat_none_as_default_value = false)]
    pub request: Option<&'a [u8]>,
    #[diesel(treat_none_as_default_value = false)]
    pub list: Option<&'a [u8]>,
    pub body: &'a str,
}

#[derive(Queryable, Selectable, Clone)]
#[diesel(table_name = journal)]
pub(crate) struct EntryRow {
    pub seq: i64,
    pub txn: i64,
    pub at: Moment,
    pub outcome: Outcome,
    pub act: String,
    pub fact: String,
    pub actor: AccountId,
    pub site: Option<SiteId>,
    pub patient: Option<PatientId>,
    pub request: Option<Vec<u8>>,
    pub list: Option<Vec<u8>>,
    pub body: String,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = journal_seal)]
pub(crate) struct SealRow {
    pub seal: i64,
    pub at: Moment,
    pub last_txn: i64,
    pub last_seq: i64,
    pub entries: i64,
    pub entries_in_all: i64,
    pub hash: Vec<u8>,
}
