//! The tables of the schedule.

use super::{
    AppointmentId, CancelReason, ClosureId, ClosureKind, EquipmentId, EquipmentKind, ForWhom, HoldId, HoursId,
    Standing, TypeTone, VisitTypeId, facts::PlaceNoted, history::HistoryDeed,
};
use crate::follow_up::tables::recall_attempt;
use crate::intake::tables::check_in_tick;
use crate::patient_flow::tables::{visit, visit_change};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, RawId};
use office::{AccountId, PatientId, SiteId};
use registry::practice::{RoomId, StaffId};

diesel::table! {
    visit_type (id) {
        id -> Binary,
        name -> Text,
        minutes -> BigInt,
        for_whom -> Text,
        tone -> Text,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    provider_hours (id) {
        id -> Binary,
        provider -> Binary,
        site -> Binary,
        weekday -> BigInt,
        from_minute -> BigInt,
        to_minute -> BigInt,
        valid_from -> BigInt,
        valid_until -> Nullable<BigInt>,
        every_weeks -> BigInt,
        at_once -> BigInt,
    }
}

diesel::table! {
    closure (id) {
        id -> Binary,
        site -> Nullable<Binary>,
        provider -> Nullable<Binary>,
        day -> BigInt,
        from_minute -> BigInt,
        to_minute -> BigInt,
        kind -> Text,
        note -> Text,
    }
}

diesel::table! {
    appointment (id) {
        id -> Binary,
        site -> Binary,
        provider -> Binary,
        room -> Nullable<Binary>,
        patient -> Binary,
        visit_type -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        day -> BigInt,
        standing -> Text,
        reason -> Text,
        cancel_reason -> Nullable<Text>,
        double_reason -> Nullable<Text>,
        booked_by -> Binary,
        booked_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    held_time (appointment, resource) {
        appointment -> Binary,
        resource -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        on_purpose -> Bool,
    }
}

diesel::table! {
    appointment_history (appointment, version) {
        appointment -> Binary,
        version -> BigInt,
        at -> BigInt,
        account -> Binary,
        deed -> Text,
        site -> Binary,
        provider -> Binary,
        room -> Nullable<Binary>,
        starts_at -> BigInt,
        ends_at -> BigInt,
        standing -> Text,
        cancel_reason -> Nullable<Text>,
    }
}

diesel::table! {
    equipment (id) {
        id -> Binary,
        site -> Binary,
        name -> Text,
        kind -> Text,
        closed_on -> Nullable<BigInt>,
    }
}

diesel::table! {
    visit_type_room (visit_type, purpose) {
        visit_type -> Binary,
        purpose -> Text,
    }
}

diesel::table! {
    visit_type_equipment (visit_type, kind) {
        visit_type -> Binary,
        kind -> Text,
    }
}

diesel::table! {
    visit_type_provider (visit_type, provider) {
        visit_type -> Binary,
        provider -> Binary,
    }
}

diesel::table! {
    seen_before (patient) {
        patient -> Binary,
        day -> BigInt,
        account -> Binary,
        noted_at -> BigInt,
    }
}

diesel::table! {
    slot_hold (id) {
        id -> Binary,
        account -> Binary,
        site -> Binary,
        provider -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    carried (appointment) {
        appointment -> Binary,
        account -> Binary,
        lifted_at -> BigInt,
    }
}

diesel::joinable!(appointment -> visit_type (visit_type));

diesel::allow_tables_to_appear_in_same_query!(
    visit_type,
    provider_hours,
    closure,
    appointment,
    held_time,
    appointment_history,
    visit,
    visit_change,
    check_in_tick,
    recall_attempt,
);

kernel::id!(
    /// Anything that time can be held of: a provider, a room or a piece of equipment.
    ResourceId
);

impl From<EquipmentId> for ResourceId {
    fn from(piece: EquipmentId) -> Self {
        RawId::from(piece).into()
    }
}

impl From<StaffId> for ResourceId {
    fn from(provider: StaffId) -> Self {
        RawId::from(provider).into()
    }
}

impl From<RoomId> for ResourceId {
    fn from(room: RoomId) -> Self {
        RawId::from(room).into()
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = visit_type)]
pub(crate) struct VisitTypeRow {
    pub id: VisitTypeId,
    pub name: String,
    pub minutes: i64,
    pub for_whom: ForWhom,
    pub tone: TypeTone,
    pub active: bool,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = provider_hours)]
pub(crate) struct HoursRow {
    pub id: HoursId,
    pub provider: StaffId,
    pub site: SiteId,
    pub weekday: i64,
    pub from_minute: i64,
    pub to_minute: i64,
    pub valid_from: Day,
    #[diesel(treat_none_as_default_value = false)]
    pub valid_until: Option<Day>,
    pub every_weeks: i64,
    pub at_once: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = closure)]
pub(crate) struct ClosureRow {
    pub id: ClosureId,
    #[diesel(treat_none_as_default_value = false)]
    pub site: Option<SiteId>,
    #[diesel(treat_none_as_default_value = false)]
    pub provider: Option<StaffId>,
    pub day: Day,
    pub from_minute: i64,
    pub to_minute: i64,
    pub kind: ClosureKind,
    pub note: String,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = appointment)]
pub(crate) struct AppointmentRow {
    pub id: AppointmentId,
    pub site: SiteId,
    pub provider: StaffId,
    #[diesel(treat_none_as_default_value = false)]
    pub room: Option<RoomId>,
    pub patient: PatientId,
    pub visit_type: VisitTypeId,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub day: Day,
    pub standing: Standing,
    pub reason: Phi<String>,
    #[diesel(treat_none_as_default_value = false)]
    pub cancel_reason: Option<CancelReason>,
    #[diesel(treat_none_as_default_value = false)]
    pub double_reason: Option<Phi<String>>,
    pub booked_by: AccountId,
    pub booked_at: Moment,
    pub version: i64,
}

impl AppointmentRow {
    /// Where it is, for the journal.
    pub(crate) const fn noted(&self) -> PlaceNoted {
        PlaceNoted {
            site: self.site,
            provider: self.provider,
            room: self.room,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = held_time)]
pub(crate) struct HeldRow {
    pub appointment: AppointmentId,
    pub resource: ResourceId,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub on_purpose: bool,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = appointment_history)]
pub(crate) struct HistoryRow {
    pub appointment: AppointmentId,
    pub version: i64,
    pub at: Moment,
    pub account: AccountId,
    pub deed: HistoryDeed,
    pub site: SiteId,
    pub provider: StaffId,
    #[diesel(treat_none_as_default_value = false)]
    pub room: Option<RoomId>,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub standing: Standing,
    #[diesel(treat_none_as_default_value = false)]
    pub cancel_reason: Option<CancelReason>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = equipment)]
pub(crate) struct EquipmentRow {
    pub id: EquipmentId,
    pub site: SiteId,
    pub name: String,
    pub kind: EquipmentKind,
    #[diesel(treat_none_as_default_value = false)]
    pub closed_on: Option<Day>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = slot_hold)]
pub(crate) struct SlotHoldRow {
    pub id: HoldId,
    pub account: AccountId,
    pub site: SiteId,
    pub provider: StaffId,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub expires_at: Moment,
}

#[derive(Insertable, Clone, Copy, Debug)]
#[diesel(table_name = carried)]
pub(crate) struct CarriedRow {
    pub appointment: AppointmentId,
    pub account: AccountId,
    pub lifted_at: Moment,
}
