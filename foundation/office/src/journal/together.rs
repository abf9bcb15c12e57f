//! People shown together: the list that a board or a schedule shows, kept once however often it is shown.
//!
//! *Invariant:* a list is never changed. Its name is the SHA-256 of its members, and the sealed entry names it, so that one
//! more or one fewer in it is found out as a changed entry is.

use crate::db::{Db, problem};
use crate::journal::tables::journal_list;
use crate::subject::PatientId;
use diesel::prelude::*;
use kernel::{Problem, RawId};
use sha2::{Digest, Sha256};

/// Fewer than this are named in the entry itself.
const TOGETHER_MIN: usize = 9;

/// The patients of a list, in order, and its name.
pub(super) struct Together {
    /// SHA-256 of the members.
    pub name: Vec<u8>,
    members: Vec<PatientId>,
}

impl Together {
    /// The list of these patients; none when they are so few that their entry names them.
    pub(super) fn of(shown: &[PatientId]) -> Option<Self> {
        let mut members = shown.to_vec();
        members.sort_unstable();
        members.dedup();
        if members.len() < TOGETHER_MIN {
            return None;
        }
        let raw: Vec<RawId> = members.iter().copied().map(RawId::from).collect();
        Some(Self { name: name_of(raw.iter().map(|id| id.as_bytes().as_slice())), members })
    }

    /// Writes the list down, unless it is there already.
    pub(super) fn keep(&self, db: &mut Db) -> Result<(), Problem> {
        let one = journal_list::table.filter(journal_list::list.eq(&self.name)).select(journal_list::list);
        let there: Option<Vec<u8>> = one.first(db).optional().map_err(problem)?;
        if there.is_some() {
            return Ok(());
        }
        let row = |patient: &PatientId| (journal_list::list.eq(&self.name), journal_list::patient.eq(*patient));
        let rows: Vec<_> = self.members.iter().map(row).collect();
        // On a server somebody else may be writing the same list down at this moment.
        match db {
            Db::Sqlite(db) => diesel::insert_into(journal_list::table).values(rows).execute(db),
            Db::Postgres(db) => {
                diesel::insert_into(journal_list::table).values(rows).on_conflict_do_nothing().execute(db)
            }
        }
        .map_err(problem)?;
        Ok(())
    }
}

/// The name of a list of these members, 16 bytes each, who are in order.
fn name_of<'a>(members: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut hash = Sha256::new();
    members.for_each(|member| hash.update(member));
    hash.finalize().to_vec()
}

/// Whether the list of that name still has the members it was named after.
pub(super) fn is_whole(db: &mut Db, name: &[u8]) -> Result<bool, Problem> {
    let members = journal_list::table.filter(journal_list::list.eq(name)).order(journal_list::patient);
    // As bytes: what an intruder put there need not be an id.
    let members: Vec<Vec<u8>> = members.select(journal_list::patient).load(db).map_err(problem)?;
    Ok(members.iter().all(|member| member.len() == 16) && name_of(members.iter().map(Vec::as_slice)) == name)
}
