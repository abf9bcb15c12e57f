//! The tables of visits.

use super::urgent_care::OutOfTurn;
use super::{Status, VisitId};
use crate::scheduling::{AppointmentId, VisitTypeId};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId, SiteId};
use registry::practice::{RoomId, StaffId};

diesel::table! {
    visit (id) {
        id -> Binary,
        site -> Binary,
        day -> BigInt,
        patient -> Binary,
        appointment -> Nullable<Binary>,
        provider -> Nullable<Binary>,
        visit_type -> Binary,
        reason -> Text,
        status -> Text,
        room -> Nullable<Binary>,
        status_since -> BigInt,
        arrived_at -> BigInt,
        left_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    visit_change (visit, seq) {
        visit -> Binary,
        seq -> BigInt,
        at -> BigInt,
        from_status -> Nullable<Text>,
        to_status -> Text,
        since -> BigInt,
        room -> Nullable<Binary>,
        account -> Binary,
        undone_of -> Nullable<BigInt>,
        provider -> Nullable<Binary>,
        out_of_turn -> Nullable<Text>,
    }
}

diesel::table! {
    visit_code (visit) {
        visit -> Binary,
        site -> Binary,
        day -> BigInt,
        code -> Text,
    }
}

diesel::table! {
    flow_threshold (status) {
        status -> Text,
        warn_minutes -> BigInt,
        alarm_minutes -> BigInt,
    }
}

diesel::table! {
    stay_threshold (only_row) {
        only_row -> BigInt,
        warn_minutes -> BigInt,
        alarm_minutes -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = visit)]
pub(crate) struct VisitRow {
    pub id: VisitId,
    pub site: SiteId,
    pub day: Day,
    pub patient: PatientId,
    #[diesel(treat_none_as_default_value = false)]
    pub appointment: Option<AppointmentId>,
    #[diesel(treat_none_as_default_value = false)]
    pub provider: Option<StaffId>,
    pub visit_type: VisitTypeId,
    pub reason: Phi<String>,
    pub status: Status,
    #[diesel(treat_none_as_default_value = false)]
    pub room: Option<RoomId>,
    pub status_since: Moment,
    pub arrived_at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub left_at: Option<Moment>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = visit_change)]
pub(crate) struct ChangeRow {
    pub visit: VisitId,
    pub seq: i64,
    pub at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub from_status: Option<Status>,
    pub to_status: Status,
    pub since: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub room: Option<RoomId>,
    pub account: AccountId,
    #[diesel(treat_none_as_default_value = false)]
    pub undone_of: Option<i64>,
    /// Whom the patient sees from then on; none while they wait for the next provider.
    #[diesel(treat_none_as_default_value = false)]
    pub provider: Option<StaffId>,
    #[diesel(treat_none_as_default_value = false)]
    pub out_of_turn: Option<OutOfTurn>,
}
