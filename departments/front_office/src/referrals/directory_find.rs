//! Looking into the directory: by a few letters of a name, a specialty, a place or an NPI.

use super::directory::{Entry, entry};
use super::tables::{EntryRow, directory_entry, directory_word};
use super::{EntryId, ImportedId, SEE_REFERRALS};
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Db, NoPatients, Query, Reader, Subject};
use registry::people::search_words;
use std::collections::HashSet;

/// Entries shown at most; a search that meets more is narrowed by typing on.
const SHOWN_MAX: u32 = 100;

/// The entries that these words find, by name; all of them, up to a hundred, where nothing is typed.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Each word is the beginning of a word of the entry.
    pub typed: String,
    /// Also those to whom nobody is referred any more.
    pub also_inactive: bool,
}

impl Query for Directory {
    const ACT: Act = SEE_REFERRALS;
    type Answer = NoPatients<Vec<Entry>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mut query = directory_entry::table
            .order((directory_entry::name, directory_entry::id))
            .select(EntryRow::as_select())
            .into_boxed::<<Db as Connection>::Backend>();
        if !self.also_inactive {
            query = query.filter(directory_entry::active.eq(true));
        }
        for word in search_words(&self.typed).into_iter().take(6) {
            let end = format!("{word}\u{10FFFF}");
            let matches = directory_word::table
                .filter(directory_word::entry.eq(directory_entry::id))
                .filter(directory_word::word.ge(word).and(directory_word::word.lt(end)));
            query = query.filter(exists(matches));
        }
        let rows: Vec<EntryRow> = read.list(query, SHOWN_MAX)?;
        Ok(NoPatients(rows.into_iter().map(Entry::from).collect()))
    }
}

/// One entry of the directory.
#[derive(Clone, Copy, Debug)]
pub struct DirectoryEntry {
    /// Which.
    pub entry: EntryId,
}

impl Query for DirectoryEntry {
    const ACT: Act = SEE_REFERRALS;
    type Answer = NoPatients<Entry>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        entry(read, self.entry).map(NoPatients)
    }
}

/// Which of these imported providers stand in the directory already.
///
/// # Errors
/// Broken, when the database fails.
pub fn taken_over(read: &mut Reader<'_>, imported: &[ImportedId]) -> Result<HashSet<ImportedId>, Problem> {
    let query = directory_entry::table
        .filter(directory_entry::imported_from.assume_not_null().eq_any(imported))
        .select(directory_entry::imported_from.assume_not_null());
    let bound = u32::try_from(imported.len()).unwrap_or(u32::MAX);
    Ok(read.list::<_, ImportedId>(query, bound)?.into_iter().collect())
}
