//! The tables of urgent care.

use super::{Clock, Level};
use crate::patient_flow::VisitId;
use diesel::prelude::*;
use kernel::{Moment, Phi};
use office::{AccountId, SiteId};

diesel::table! {
    visit_triage (visit, seq) {
        visit -> Binary,
        seq -> BigInt,
        level -> Text,
        reason -> Text,
        at -> BigInt,
        account -> Binary,
    }
}

diesel::table! {
    urgent_care (site) {
        site -> Binary,
        is_on -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    urgent_care_limit (site, clock) {
        site -> Binary,
        clock -> Text,
        warn_minutes -> BigInt,
        alarm_minutes -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = visit_triage)]
pub(crate) struct TriageRow {
    pub visit: VisitId,
    pub seq: i64,
    pub level: Level,
    pub reason: Phi<String>,
    pub at: Moment,
    pub account: AccountId,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Copy, Debug)]
#[diesel(table_name = urgent_care)]
pub(super) struct UrgentCareRow {
    pub site: SiteId,
    pub is_on: bool,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable, Clone, Copy, Debug)]
#[diesel(table_name = urgent_care_limit)]
pub(super) struct LimitRow {
    pub site: SiteId,
    pub clock: Clock,
    pub warn_minutes: i64,
    pub alarm_minutes: i64,
}
