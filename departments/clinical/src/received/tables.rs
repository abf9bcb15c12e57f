//! The tables of what was received.

use super::{Extent, PieceId};
use diesel::prelude::*;
use kernel::Moment;
use office::PatientId;

diesel::table! {
    received (id) {
        id -> Binary,
        source -> Text,
        kind -> Text,
        source_id -> Text,
        patient -> Nullable<Binary>,
        version -> BigInt,
        kept -> Text,
        digest -> Binary,
        content -> Binary,
        received_at -> BigInt,
    }
}

diesel::table! {
    received_before (id, version) {
        id -> Binary,
        version -> BigInt,
        digest -> Binary,
        content -> Binary,
        received_at -> BigInt,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = received, treat_none_as_default_value = false)]
pub(crate) struct ReceivedRow {
    pub id: PieceId,
    pub source: String,
    pub kind: String,
    pub source_id: String,
    pub patient: Option<PatientId>,
    pub version: i64,
    pub kept: Extent,
    pub digest: Vec<u8>,
    pub content: Vec<u8>,
    pub received_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = received_before)]
pub(crate) struct BeforeRow {
    pub id: PieceId,
    pub version: i64,
    pub digest: Vec<u8>,
    pub content: Vec<u8>,
    pub received_at: Moment,
}
