//! Following: hearing of every entry in order, at least once, from where one left off.

use crate::db::{Db, problem};
use crate::journal::read::{Entry, settled_after};
use crate::journal::tables::{follower, journal};
use diesel::prelude::*;
use kernel::Problem;

/// A place in the journal. Entries behind it are still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// PostgreSQL's transaction; always 0 on SQLite.
    pub txn: i64,
    /// The entry.
    pub seq: i64,
}

impl Cursor {
    /// Before the first entry.
    pub const START: Self = Self { txn: 0, seq: 0 };
}

/// Somebody who acts on what happened, after it was committed: idempotent, because after a crash it hears the last
/// entries again.
pub trait Follower: Send {
    /// The name its cursor is kept under.
    fn name(&self) -> &'static str;

    /// Takes up to 500 entries, oldest first.
    ///
    /// # Errors
    /// Any; the same entries come again after a pause.
    fn hear(&mut self, entries: &[Entry]) -> Result<(), Problem>;
}

const BATCH: u32 = 500;

/// The next batch for the follower of this name.
pub(crate) fn next_batch(db: &mut Db, name: &str) -> Result<Vec<Entry>, Problem> {
    let kept = follower::table.filter(follower::name.eq(name)).select((follower::txn, follower::seq));
    let kept: Option<(i64, i64)> = kept.first(db).optional().map_err(problem)?;
    let from = kept.map_or(Cursor::START, |(txn, seq)| Cursor { txn, seq });
    Ok(settled_after(db, from, BATCH)?.into_iter().map(Entry::from).collect())
}

/// Notes that the follower has heard everything up to here.
pub(crate) fn move_cursor(db: &mut Db, name: &str, to: Cursor) -> Result<(), Problem> {
    let moved = (follower::txn.eq(to.txn), follower::seq.eq(to.seq));
    let kept = diesel::update(follower::table.filter(follower::name.eq(name))).set(moved);
    if kept.execute(db).map_err(problem)? == 0 {
        let row = (follower::name.eq(name), follower::txn.eq(to.txn), follower::seq.eq(to.seq));
        diesel::insert_into(follower::table).values(row).execute(db).map_err(problem)?;
    }
    Ok(())
}

/// The place behind the latest entry.
pub(crate) fn head(db: &mut Db) -> Result<Cursor, Problem> {
    let newest = journal::table.select((journal::txn, journal::seq)).limit(1);
    let newest: Option<(i64, i64)> = match db {
        Db::Sqlite(_) => newest.order(journal::seq.desc()).first(db),
        Db::Postgres(_) => newest.order((journal::txn.desc(), journal::seq.desc())).first(db),
    }
    .optional()
    .map_err(problem)?;
    Ok(newest.map_or(Cursor::START, |(txn, seq)| Cursor { txn, seq }))
}
