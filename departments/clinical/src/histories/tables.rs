//! The tables of the histories: where entries came from, how they were changed, who went through them.

use super::said::Field;
use super::{EntryId, Origin, ReviewId, Says, Section, StatementId};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem, RawId};
use office::{AccountId, PatientId, Reader, Role};

diesel::table! {
    entry_standing (id) {
        id -> Binary,
        patient -> Binary,
        section -> Text,
        origin -> Text,
        version -> BigInt,
        in_error -> Text,
        entered_at -> BigInt,
        entered_by -> Binary,
        changed_at -> BigInt,
        changed_by -> Binary,
    }
}

diesel::table! {
    entry_change (entry, version) {
        entry -> Binary,
        version -> BigInt,
        patient -> Binary,
        deed -> Text,
        reason -> Text,
        changed_at -> BigInt,
        changed_by -> Binary,
    }
}

diesel::table! {
    entry_change_field (entry, version, field) {
        entry -> Binary,
        version -> BigInt,
        field -> Text,
        was -> Text,
        became -> Text,
    }
}

diesel::table! {
    section_statement (id) {
        id -> Binary,
        patient -> Binary,
        section -> Text,
        says -> Text,
        origin -> Text,
        stated_at -> BigInt,
        stated_by -> Binary,
    }
}

diesel::table! {
    section_review (id) {
        id -> Binary,
        patient -> Binary,
        section -> Text,
        as_of -> BigInt,
        reviewed_at -> BigInt,
        reviewed_by -> Binary,
        role -> Text,
    }
}

diesel::table! {
    section_joined (merge, section) {
        merge -> Binary,
        section -> Text,
        patient -> Binary,
        joined_at -> BigInt,
    }
}

kernel::code!(
    /// What was done to an entry.
    EntryDeed {
        /// It was entered.
        Entered = "entered",
        /// Fields of it were changed.
        Corrected = "corrected",
        /// It came to an end.
        Ended = "ended",
        /// It holds again.
        Again = "again",
        /// It was marked as entered in error.
        InError = "in_error",
    }
);

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = entry_standing)]
pub(super) struct StandingRow {
    pub id: EntryId,
    pub patient: PatientId,
    pub section: Section,
    pub origin: Origin,
    pub version: i64,
    pub in_error: Phi<String>,
    pub entered_at: Moment,
    pub entered_by: AccountId,
    pub changed_at: Moment,
    pub changed_by: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = entry_change)]
pub(super) struct ChangeRow {
    pub entry: EntryId,
    pub version: i64,
    pub patient: PatientId,
    pub deed: EntryDeed,
    pub reason: Phi<String>,
    pub changed_at: Moment,
    pub changed_by: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = entry_change_field)]
pub(super) struct FieldRow {
    pub entry: EntryId,
    pub version: i64,
    pub field: Field,
    pub was: Phi<String>,
    pub became: Phi<String>,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = section_statement)]
pub(super) struct StatementRow {
    pub id: StatementId,
    pub patient: PatientId,
    pub section: Section,
    pub says: Says,
    pub origin: Origin,
    pub stated_at: Moment,
    pub stated_by: AccountId,
}

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = section_review)]
pub(super) struct ReviewRow {
    pub id: ReviewId,
    pub patient: PatientId,
    pub section: Section,
    pub as_of: Moment,
    pub reviewed_at: Moment,
    pub reviewed_by: AccountId,
    pub role: Role,
}

/// Whether somebody here changed or entered this entry: what its sender says later does not undo that.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn corrected_here(read: &mut Reader<'_>, entry: RawId) -> Result<bool, Problem> {
    let here =
        entry_standing::table.filter(entry_standing::id.eq(EntryId::from(entry))).select(entry_standing::version);
    Ok(read.maybe::<_, i64>(here)?.is_some())
}
