//! The tables of code sets.

use super::CodeSet;
use diesel::prelude::*;
use kernel::Day;

diesel::table! {
    code_release (code_set, starts_on) {
        code_set -> Text,
        starts_on -> BigInt,
        codes -> BigInt,
        digest -> Text,
        loaded_at -> BigInt,
    }
}

diesel::table! {
    code_entry (code_set, code, starts_on) {
        code_set -> Text,
        code -> Text,
        starts_on -> BigInt,
        ends_on -> Nullable<BigInt>,
        label -> Text,
        billable -> Bool,
        parent -> Text,
    }
}

#[derive(Clone, Insertable, Queryable, Selectable)]
#[diesel(table_name = code_entry)]
pub(super) struct EntryRow {
    pub code_set: CodeSet,
    pub code: String,
    pub starts_on: Day,
    #[diesel(treat_none_as_default_value = false)]
    pub ends_on: Option<Day>,
    pub label: String,
    pub billable: bool,
    pub parent: String,
}
