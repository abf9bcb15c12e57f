//! The practice's tables.

use crate::practice::{PracticeId, RoomId, RoomPurpose, StaffId};
use diesel::prelude::*;
use kernel::Day;
use office::{AccountId, SiteId};

diesel::table! {
    practice (id) {
        id -> Binary,
        name -> Text,
        npi -> Nullable<Text>,
        tax_id -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    site (id) {
        id -> Binary,
        name -> Text,
        zone -> Text,
        street -> Text,
        city -> Text,
        state -> Text,
        postal_code -> Text,
        phone -> Text,
        closed_on -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    room (id) {
        id -> Binary,
        site -> Binary,
        name -> Text,
        purpose -> Text,
        position -> BigInt,
        closed_on -> Nullable<BigInt>,
    }
}

diesel::table! {
    staff (id) {
        id -> Binary,
        account -> Nullable<Binary>,
        given -> Text,
        family -> Text,
        credential -> Text,
        npi -> Nullable<Text>,
        scheduled -> Bool,
        ended_on -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    staff_site (staff, site) {
        staff -> Binary,
        site -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(practice, site, room, staff, staff_site);

#[derive(Insertable)]
#[diesel(table_name = practice)]
pub(crate) struct PracticeRow {
    pub id: PracticeId,
    pub name: String,
    #[diesel(treat_none_as_default_value = false)]
    pub npi: Option<String>,
    #[diesel(treat_none_as_default_value = false)]
    pub tax_id: Option<String>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = site)]
pub(crate) struct SiteRow {
    pub id: SiteId,
    pub name: String,
    pub zone: String,
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub phone: String,
    #[diesel(treat_none_as_default_value = false)]
    pub closed_on: Option<Day>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = room)]
pub(crate) struct RoomRow {
    pub id: RoomId,
    pub site: SiteId,
    pub name: String,
    pub purpose: RoomPurpose,
    pub position: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub closed_on: Option<Day>,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = staff)]
pub(crate) struct StaffRow {
    pub id: StaffId,
    #[diesel(treat_none_as_default_value = false)]
    pub account: Option<AccountId>,
    pub given: String,
    pub family: String,
    pub credential: String,
    #[diesel(treat_none_as_default_value = false)]
    pub npi: Option<String>,
    pub scheduled: bool,
    #[diesel(treat_none_as_default_value = false)]
    pub ended_on: Option<Day>,
    pub version: i64,
}
