//! The table of drafts.

use diesel::prelude::*;
use kernel::{Moment, Phi};
use office::AccountId;

diesel::table! {
    draft (account, form) {
        account -> Binary,
        form -> Text,
        page -> Text,
        title -> Text,
        fields -> Text,
        cursor_field -> Text,
        cursor_at -> BigInt,
        parked -> Bool,
        kept_at -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = draft)]
pub(super) struct DraftRow {
    pub account: AccountId,
    pub form: String,
    pub page: String,
    pub title: String,
    pub fields: Phi<String>,
    pub cursor_field: String,
    pub cursor_at: i64,
    pub parked: bool,
    pub kept_at: Moment,
}
