//! The tables of payers and coverages.

use crate::coverages::{CoverageId, PayerId, Relationship};
use diesel::prelude::*;
use kernel::{Day, Money, Phi};
use office::PatientId;

diesel::table! {
    payer (id) {
        id -> Binary,
        name -> Text,
        payer_number -> Text,
    }
}

diesel::table! {
    coverage (id) {
        id -> Binary,
        patient -> Binary,
        payer -> Binary,
        priority -> BigInt,
        plan -> Text,
        member_number -> Text,
        group_number -> Text,
        relationship -> Text,
        subscriber_name -> Text,
        subscriber_birth_day -> Nullable<BigInt>,
        starts_on -> Nullable<BigInt>,
        ends_on -> Nullable<BigInt>,
        copay -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(payer, coverage);

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = coverage, treat_none_as_null = true)]
pub(super) struct CoverageRow {
    pub id: CoverageId,
    pub patient: PatientId,
    pub payer: PayerId,
    pub priority: i64,
    pub plan: String,
    pub member_number: Phi<String>,
    pub group_number: Phi<String>,
    pub relationship: Relationship,
    pub subscriber_name: Phi<String>,
    #[diesel(treat_none_as_default_value = false)]
    pub subscriber_birth_day: Option<Phi<Day>>,
    #[diesel(treat_none_as_default_value = false)]
    pub starts_on: Option<Day>,
    #[diesel(treat_none_as_default_value = false)]
    pub ends_on: Option<Day>,
    #[diesel(treat_none_as_default_value = false)]
    pub copay: Option<Money>,
    pub version: i64,
}
