//! One entry with everything that was ever done to it.

use super::said::Field;
use super::sheet::{Entry, section};
use super::tables::{ChangeRow, EntryDeed, FieldRow, entry_change, entry_change_field};
use super::{EntryId, SEE_HISTORIES, Section};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, Subject};

/// Changes of one entry that are shown, the latest first.
const CHANGES_MAX: u32 = 100;
/// Fields of those changes.
const FIELDS_MAX: u32 = 1_000;

/// A field that was changed.
#[derive(Clone, Debug)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What stood in it.
    pub was: Phi<String>,
    /// What stands in it since.
    pub became: Phi<String>,
}

/// A change of an entry.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// What was done.
    pub deed: EntryDeed,
    /// Why, where that was asked.
    pub reason: Phi<String>,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: AccountId,
    /// What was changed.
    pub fields: Vec<FieldChange>,
}

/// One entry, to be looked at or changed.
#[derive(Clone, Copy, Debug)]
pub struct OneEntry {
    /// Whose.
    pub patient: PatientId,
    /// In which section.
    pub section: Section,
    /// Which.
    pub entry: EntryId,
}

/// See [`OneEntry`].
#[derive(Clone, Debug)]
pub struct OneEntrySheet {
    /// Whose.
    pub patient: PatientId,
    /// The entry.
    pub entry: Entry,
    /// What was done to it here, the latest first.
    pub changes: Vec<EntryChange>,
}

impl Discloses for OneEntrySheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for OneEntry {
    const ACT: Act = SEE_HISTORIES;
    type Answer = OneEntrySheet;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<OneEntrySheet, Problem> {
        let there = section(read, self.patient, self.section)?;
        let entry = there.entries.into_iter().find(|entry| entry.id == self.entry);
        let Some(entry) = entry else {
            return Err(Problem::not_found("not_found", "There is no such entry, or you may not see it."));
        };
        let query = entry_change::table
            .filter(entry_change::entry.eq(self.entry).and(entry_change::patient.eq(self.patient)))
            .order(entry_change::version.desc())
            .select(ChangeRow::as_select());
        let rows: Vec<ChangeRow> = read.list(query, CHANGES_MAX)?;
        let fields = entry_change_field::table
            .filter(entry_change_field::entry.eq(self.entry))
            .order(entry_change_field::version.desc())
            .select(FieldRow::as_select());
        let fields: Vec<FieldRow> = read.list(fields, FIELDS_MAX)?;
        let change = |row: ChangeRow| EntryChange {
            deed: row.deed,
            reason: row.reason,
            at: row.changed_at,
            by: row.changed_by,
            fields: fields
                .iter()
                .filter(|field| field.version == row.version)
                .map(|field| FieldChange { field: field.field, was: field.was.clone(), became: field.became.clone() })
                .collect(),
        };
        let changes = rows.into_iter().map(change).collect();
        Ok(OneEntrySheet { patient: self.patient, entry, changes })
    }
}
