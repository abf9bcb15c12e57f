//! The tables of documents.

use super::{Category, DocumentId, DocumentSource, DocumentState};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::{AccountId, PatientId};
use registry::practice::StaffId;

diesel::table! {
    stored_file (sha256) {
        sha256 -> Binary,
        media_type -> Text,
        size -> BigInt,
        active -> Bool,
        content -> Binary,
        kept_at -> BigInt,
    }
}

diesel::table! {
    office_document (id) {
        id -> Binary,
        patient -> Nullable<Binary>,
        category -> Text,
        title -> Text,
        file_name -> Text,
        source -> Text,
        state -> Text,
        pages -> BigInt,
        has_text -> Bool,
        active -> Bool,
        dated_on -> Nullable<BigInt>,
        received_at -> BigInt,
        taken_by -> Binary,
        reviewer -> Nullable<Binary>,
        closed_at -> Nullable<BigInt>,
        closed_by -> Nullable<Binary>,
        remark -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    office_document_page (document, position) {
        document -> Binary,
        position -> BigInt,
        sha256 -> Binary,
    }
}

diesel::table! {
    office_document_text (document) {
        document -> Binary,
        says -> Text,
    }
}

diesel::table! {
    office_document_word (word, document) {
        word -> Text,
        document -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    stored_file,
    office_document,
    office_document_page,
    office_document_text,
    office_document_word
);

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = office_document)]
pub(crate) struct DocumentRow {
    pub id: DocumentId,
    #[diesel(treat_none_as_default_value = false)]
    pub patient: Option<PatientId>,
    pub category: Category,
    pub title: Phi<String>,
    pub file_name: Phi<String>,
    pub source: DocumentSource,
    pub state: DocumentState,
    pub pages: i64,
    pub has_text: bool,
    pub active: bool,
    #[diesel(treat_none_as_default_value = false)]
    pub dated_on: Option<Day>,
    pub received_at: Moment,
    pub taken_by: AccountId,
    #[diesel(treat_none_as_default_value = false)]
    pub reviewer: Option<StaffId>,
    #[diesel(treat_none_as_default_value = false)]
    pub closed_at: Option<Moment>,
    #[diesel(treat_none_as_default_value = false)]
    pub closed_by: Option<AccountId>,
    pub remark: Phi<String>,
    pub version: i64,
}
