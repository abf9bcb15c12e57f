//! The tables of referrals out, their packets and deliveries, and the directory.

use super::{
    Awaited, Channel, DeliveryId, DeliveryState, EitherId, EntryId, EntryKind, Evidence, ImportedId, PacketId,
    PartKind, ReferralId, ReferralState, ReferralUrgency, SourceId,
};
use crate::documents::DocumentId;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId, SiteId};
use registry::practice::StaffId;

diesel::table! {
    directory_entry (id) {
        id -> Binary,
        kind -> Text,
        name -> Text,
        specialty -> Text,
        organisation -> Text,
        npi -> Text,
        phone -> Text,
        fax -> Text,
        email -> Text,
        street -> Text,
        city -> Text,
        state -> Text,
        postal_code -> Text,
        prefers -> Text,
        note -> Text,
        active -> Bool,
        imported_from -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    directory_word (word, entry) {
        word -> Text,
        entry -> Binary,
    }
}

diesel::table! {
    referral (id) {
        id -> Binary,
        patient -> Binary,
        site -> Binary,
        entry -> Binary,
        provider -> Binary,
        urgency -> Text,
        reason -> Text,
        questions -> Text,
        authorisation -> Text,
        visits_allowed -> Nullable<BigInt>,
        authorised_until -> Nullable<BigInt>,
        with_coverage -> Bool,
        state -> Text,
        state_since -> BigInt,
        due_at -> Nullable<BigInt>,
        sent_at -> Nullable<BigInt>,
        appointment_on -> Nullable<BigInt>,
        attended_on -> Nullable<BigInt>,
        report -> Nullable<Binary>,
        owner -> Binary,
        made_by -> Binary,
        made_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    referral_diagnosis (referral, position) {
        referral -> Binary,
        position -> BigInt,
        code -> Text,
        label -> Text,
    }
}

diesel::table! {
    referral_part (referral, position) {
        referral -> Binary,
        position -> BigInt,
        kind -> Text,
        source -> Nullable<Binary>,
        label -> Text,
    }
}

diesel::table! {
    referral_step (referral, position) {
        referral -> Binary,
        position -> BigInt,
        state -> Text,
        evidence -> Text,
        words -> Text,
        happened_on -> Nullable<BigInt>,
        document -> Nullable<Binary>,
        at -> BigInt,
        account -> Binary,
    }
}

diesel::table! {
    referral_packet (id) {
        id -> Binary,
        referral -> Binary,
        pages -> BigInt,
        pdf_sha256 -> Binary,
        pdf -> Binary,
        fhir_sha256 -> Binary,
        fhir -> Binary,
        made_by -> Binary,
        made_at -> BigInt,
    }
}

diesel::table! {
    referral_delivery (id) {
        id -> Binary,
        packet -> Binary,
        referral -> Binary,
        channel -> Text,
        address -> Text,
        state -> Text,
        evidence -> Text,
        queued_at -> BigInt,
        queued_by -> Binary,
        handed_over_at -> Nullable<BigInt>,
        delivered_at -> Nullable<BigInt>,
        noted_by -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    referral_clock (urgency, awaited) {
        urgency -> Text,
        awaited -> Text,
        days -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(directory_entry, directory_word, referral, referral_packet);

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = directory_entry, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct EntryRow {
    pub id: EntryId,
    pub kind: EntryKind,
    pub name: String,
    pub specialty: String,
    pub organisation: String,
    pub npi: String,
    pub phone: String,
    pub fax: String,
    pub email: String,
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub prefers: Channel,
    pub note: String,
    pub active: bool,
    pub imported_from: Option<ImportedId>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = referral, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct ReferralRow {
    pub id: ReferralId,
    pub patient: PatientId,
    pub site: SiteId,
    pub entry: EntryId,
    pub provider: StaffId,
    pub urgency: ReferralUrgency,
    pub reason: Phi<String>,
    pub questions: Phi<String>,
    pub authorisation: Phi<String>,
    pub visits_allowed: Option<i64>,
    pub authorised_until: Option<Day>,
    pub with_coverage: bool,
    pub state: ReferralState,
    pub state_since: Moment,
    pub due_at: Option<Moment>,
    pub sent_at: Option<Moment>,
    pub appointment_on: Option<Day>,
    pub attended_on: Option<Day>,
    pub report: Option<DocumentId>,
    pub owner: AccountId,
    pub made_by: AccountId,
    pub made_at: Moment,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = referral_diagnosis)]
pub(crate) struct DiagnosisRow {
    pub referral: ReferralId,
    pub position: i64,
    pub code: Phi<String>,
    pub label: Phi<String>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = referral_part, treat_none_as_default_value = false)]
pub(crate) struct PartRow {
    pub referral: ReferralId,
    pub position: i64,
    pub kind: PartKind,
    pub source: Option<SourceId>,
    pub label: Phi<String>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = referral_step, treat_none_as_default_value = false)]
pub(crate) struct StepRow {
    pub referral: EitherId,
    pub position: i64,
    pub state: String,
    pub evidence: Evidence,
    pub words: Phi<String>,
    pub happened_on: Option<Day>,
    pub document: Option<DocumentId>,
    pub at: Moment,
    pub account: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = referral_packet)]
pub(crate) struct PacketRow {
    pub id: PacketId,
    pub referral: EitherId,
    pub pages: i64,
    pub pdf_sha256: Vec<u8>,
    pub pdf: Vec<u8>,
    pub fhir_sha256: Vec<u8>,
    pub fhir: Vec<u8>,
    pub made_by: AccountId,
    pub made_at: Moment,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = referral_delivery, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct DeliveryRow {
    pub id: DeliveryId,
    pub packet: PacketId,
    pub referral: EitherId,
    pub channel: Channel,
    pub address: String,
    pub state: DeliveryState,
    pub evidence: Phi<String>,
    pub queued_at: Moment,
    pub queued_by: AccountId,
    pub handed_over_at: Option<Moment>,
    pub delivered_at: Option<Moment>,
    pub noted_by: Option<AccountId>,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = referral_clock)]
pub(crate) struct ClockRow {
    pub urgency: ReferralUrgency,
    pub awaited: Awaited,
    pub days: i64,
}
