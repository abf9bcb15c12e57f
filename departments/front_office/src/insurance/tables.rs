//! The tables of insurance on file.

use super::CardSide;
use diesel::prelude::*;
use kernel::Moment;
use office::{AccountId, PatientId};
use registry::coverages::CoverageId;

diesel::table! {
    insurance_card_picture (coverage, side, taken_at) {
        coverage -> Binary,
        side -> Text,
        taken_at -> BigInt,
        patient -> Binary,
        sha256 -> Binary,
        account -> Binary,
    }
}

diesel::table! {
    injury_case (id) {
        id -> Binary,
        patient -> Binary,
        cause -> Text,
        injured_on -> BigInt,
        state -> Text,
        insurer -> Text,
        claim_number -> Text,
        adjuster -> Text,
        adjuster_phone -> Text,
        employer -> Text,
        employer_phone -> Text,
        body_parts -> Text,
        closed_on -> Nullable<BigInt>,
        opened_at -> BigInt,
        opened_by -> Binary,
        version -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = insurance_card_picture)]
pub(crate) struct CardPictureRow {
    pub coverage: CoverageId,
    pub side: CardSide,
    pub taken_at: Moment,
    pub patient: PatientId,
    pub sha256: Vec<u8>,
    pub account: AccountId,
}
