//! The tables of referrals to us.

use super::{Came, InboundId};
use crate::documents::DocumentId;
use crate::referrals::{EntryId, InState, ReferralUrgency};
use crate::scheduling::{AppointmentId, VisitTypeId};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId, SiteId};

diesel::table! {
    referral_in (id) {
        id -> Binary,
        site -> Binary,
        patient -> Nullable<Binary>,
        entry -> Nullable<Binary>,
        from_name -> Text,
        from_contact -> Text,
        told_name -> Text,
        told_born -> Nullable<BigInt>,
        told_phone -> Text,
        urgency -> Text,
        reason -> Text,
        questions -> Text,
        diagnoses -> Text,
        came -> Text,
        document -> Nullable<Binary>,
        state -> Text,
        state_since -> BigInt,
        due_at -> Nullable<BigInt>,
        visit_type -> Nullable<Binary>,
        triaged_by -> Nullable<Binary>,
        triaged_at -> Nullable<BigInt>,
        appointment -> Nullable<Binary>,
        made_by -> Binary,
        made_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    referral_in_source (inbound) {
        inbound -> Binary,
        sha256 -> Binary,
        content -> Text,
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = referral_in, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct InboundRow {
    pub id: InboundId,
    pub site: SiteId,
    pub patient: Option<PatientId>,
    pub entry: Option<EntryId>,
    pub from_name: String,
    pub from_contact: String,
    pub told_name: Phi<String>,
    pub told_born: Option<Phi<Day>>,
    pub told_phone: Phi<String>,
    pub urgency: ReferralUrgency,
    pub reason: Phi<String>,
    pub questions: Phi<String>,
    pub diagnoses: Phi<String>,
    pub came: Came,
    pub document: Option<DocumentId>,
    pub state: InState,
    pub state_since: Moment,
    pub due_at: Option<Moment>,
    pub visit_type: Option<VisitTypeId>,
    pub triaged_by: Option<AccountId>,
    pub triaged_at: Option<Moment>,
    pub appointment: Option<AppointmentId>,
    pub made_by: AccountId,
    pub made_at: Moment,
    pub version: i64,
}
