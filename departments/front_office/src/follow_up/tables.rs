//! The tables of what is followed up.

use super::{
    AttemptOutcome, Because, EntryStanding, FeeKind, FeeStanding, OfferId, OfferStanding, RebookingStanding,
    RecallAttemptId, RecallId, RecallRuleId, Urgency, WaitlistEntryId,
};
use crate::patient_flow::VisitId;
use crate::scheduling::{AppointmentId, PartOfDay, VisitTypeId};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId, SiteId};
use registry::practice::StaffId;

diesel::table! {
    waitlist_entry (id) {
        id -> Binary,
        patient -> Binary,
        visit_type -> Binary,
        minutes -> BigInt,
        site -> Nullable<Binary>,
        provider -> Nullable<Binary>,
        part -> Text,
        weekdays -> BigInt,
        from_day -> BigInt,
        until_day -> BigInt,
        urgency -> Text,
        appointment -> Nullable<Binary>,
        note -> Text,
        standing -> Text,
        added_by -> Binary,
        added_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    slot_offer (id) {
        id -> Binary,
        entry -> Binary,
        patient -> Binary,
        site -> Binary,
        provider -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        rank -> BigInt,
        standing -> Text,
        made_at -> BigInt,
        expires_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    missed_fee_rule (kind) {
        kind -> Text,
        within_hours -> BigInt,
        cents -> BigInt,
    }
}

diesel::table! {
    missed_fee (appointment) {
        appointment -> Binary,
        patient -> Binary,
        kind -> Text,
        cents -> BigInt,
        standing -> Text,
        waived_because -> Nullable<Text>,
        made_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    rebooking (appointment) {
        appointment -> Binary,
        patient -> Binary,
        site -> Binary,
        visit_type -> Binary,
        provider -> Binary,
        because -> Text,
        standing -> Text,
        made_at -> BigInt,
        hidden_until -> Nullable<BigInt>,
        attempts -> BigInt,
        rebooked_as -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    recall_rule (id) {
        id -> Binary,
        name -> Text,
        after_type -> Binary,
        months -> BigInt,
        book_type -> Binary,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    recall_attempt (id) {
        id -> Binary,
        rule -> Binary,
        patient -> Binary,
        outcome -> Text,
        at -> BigInt,
        account -> Binary,
        hidden_until -> BigInt,
    }
}

diesel::table! {
    recall_told (id) {
        id -> Binary,
        rule -> Binary,
        visit -> Binary,
        patient -> Binary,
        site -> Binary,
        last_day -> BigInt,
        due_day -> BigInt,
        opened_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(waitlist_entry, slot_offer);

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = waitlist_entry)]
pub(crate) struct EntryRow {
    pub id: WaitlistEntryId,
    pub patient: PatientId,
    pub visit_type: VisitTypeId,
    pub minutes: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub site: Option<SiteId>,
    #[diesel(treat_none_as_default_value = false)]
    pub provider: Option<StaffId>,
    pub part: PartOfDay,
    pub weekdays: i64,
    pub from_day: Day,
    pub until_day: Day,
    pub urgency: Urgency,
    #[diesel(treat_none_as_default_value = false)]
    pub appointment: Option<AppointmentId>,
    pub note: Phi<String>,
    pub standing: EntryStanding,
    pub added_by: AccountId,
    pub added_at: Moment,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = slot_offer)]
pub(crate) struct OfferRow {
    pub id: OfferId,
    pub entry: WaitlistEntryId,
    pub patient: PatientId,
    pub site: SiteId,
    pub provider: StaffId,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub rank: i64,
    pub standing: OfferStanding,
    pub made_at: Moment,
    pub expires_at: Moment,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = missed_fee_rule)]
pub(crate) struct FeeRuleRow {
    pub kind: FeeKind,
    pub within_hours: i64,
    pub cents: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = missed_fee)]
pub(crate) struct FeeRow {
    pub appointment: AppointmentId,
    pub patient: PatientId,
    pub kind: FeeKind,
    pub cents: i64,
    pub standing: FeeStanding,
    #[diesel(treat_none_as_default_value = false)]
    pub waived_because: Option<Phi<String>>,
    pub made_at: Moment,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = rebooking)]
pub(crate) struct RebookingRow {
    pub appointment: AppointmentId,
    pub patient: PatientId,
    pub site: SiteId,
    pub visit_type: VisitTypeId,
    pub provider: StaffId,
    pub because: Because,
    pub standing: RebookingStanding,
    pub made_at: Moment,
    #[diesel(treat_none_as_default_value = false)]
    pub hidden_until: Option<Day>,
    pub attempts: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub rebooked_as: Option<AppointmentId>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = recall_rule)]
pub(crate) struct RecallRuleRow {
    pub id: RecallRuleId,
    pub name: String,
    pub after_type: VisitTypeId,
    pub months: i64,
    pub book_type: VisitTypeId,
    pub active: bool,
    pub version: i64,
}

#[derive(Insertable, Clone, Copy, Debug)]
#[diesel(table_name = recall_attempt)]
pub(crate) struct RecallAttemptRow {
    pub id: RecallAttemptId,
    pub rule: RecallRuleId,
    pub patient: PatientId,
    pub outcome: AttemptOutcome,
    pub at: Moment,
    pub account: AccountId,
    pub hidden_until: Day,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = recall_told)]
pub(crate) struct RecallToldRow {
    pub id: RecallId,
    pub rule: RecallRuleId,
    pub visit: VisitId,
    pub patient: PatientId,
    pub site: SiteId,
    pub last_day: Day,
    pub due_day: Day,
    pub opened_at: Moment,
}
