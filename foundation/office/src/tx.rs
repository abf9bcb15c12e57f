//! The transaction and its pen: the one place from which the record changes, and never without a fact.

use crate::db::{Db, problem};
use crate::fact::{Fact, Noted};
use crate::reader::Reader;
use diesel::RunQueryDsl;
use diesel::query_builder::InsertStatement;
use diesel::query_dsl::methods::ExecuteDsl;
use diesel::{Insertable, Table};
use kernel::{Problem, RawId};
use std::ops::{Deref, DerefMut};

/// A deed in progress. It reads like a [`Reader`]; to write it needs a fact.
pub struct Tx<'a> {
    pub(crate) read: Reader<'a>,
    pub(crate) dice: &'a dyn crate::clock::Dice,
    pub(crate) noted: Vec<Noted>,
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.read
    }
}

impl<'a> DerefMut for Tx<'a> {
    fn deref_mut(&mut self) -> &mut Reader<'a> {
        &mut self.read
    }
}

impl<'a> Tx<'a> {
    /// A new id, later than those before it.
    #[must_use]
    pub fn id<T: From<RawId>>(&self) -> T {
        RawId::from_parts(self.read.now.unix_millis(), self.dice.ten_bytes()).into()
    }

    /// So many random bytes, for numbers that must not be guessed.
    #[must_use]
    pub fn ten_random_bytes(&self) -> [u8; 10] {
        self.dice.ten_bytes()
    }

    /// States a fact and hands out the pen that makes it so. The fact is the journal entry and the domain event.
    pub fn write<F: Fact>(&mut self, fact: F) -> Pen<'_, 'a> {
        self.noted.push(Noted::of(&fact));
        Pen { tx: self }
    }

    /// Makes everybody else who wants to hold the same things wait until this deed is done.
    ///
    /// Things are held in one order whatever the order given, so that two deeds never wait for each other. On SQLite
    /// there is one writer and nobody to wait for.
    ///
    /// # Errors
    /// Busy, after five seconds.
    pub fn hold(&mut self, things: &[RawId]) -> Result<(), Problem> {
        let Db::Postgres(_) = self.read.db else {
            return Ok(());
        };
        let mut keys: Vec<i64> = things.iter().map(lock_key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let lock = diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<diesel::sql_types::BigInt, _>(key);
            lock.execute(self.read.db).map_err(problem)?;
        }
        Ok(())
    }
}

/// Eight of the sixteen bytes, the random ones; two things that share them only wait for each other needlessly.
fn lock_key(thing: &RawId) -> i64 {
    let mut last = [0; 8];
    last.copy_from_slice(&thing.as_bytes()[8..]);
    i64::from_be_bytes(last)
}

/// Writes what the fact says. Got from [`Tx::write`] only.
pub struct Pen<'t, 'a> {
    tx: &'t mut Tx<'a>,
}

impl<'a> Pen<'_, 'a> {
    /// Puts one row into a table.
    ///
    /// # Errors
    /// Conflict, when the row is there already or refers to nothing.
    pub fn insert<T, V>(&mut self, table: T, row: V) -> Result<&mut Self, Problem>
    where
        T: Table,
        V: Insertable<T>,
        InsertStatement<T, V::Values>: ExecuteDsl<Db>,
    {
        ExecuteDsl::execute(diesel::insert_into(table).values(row), self.tx.read.db).map_err(problem)?;
        Ok(self)
    }

    /// Runs an update that must meet exactly one row: a stale `version` in its filter meets none.
    ///
    /// # Errors
    /// Conflict, when it met no row.
    pub fn change<S>(&mut self, statement: S) -> Result<&mut Self, Problem>
    where
        S: ExecuteDsl<Db>,
    {
        match ExecuteDsl::execute(statement, self.tx.read.db).map_err(problem)? {
            1 => Ok(self),
            0 => Err(Problem::conflict(
                "stale",
                "Somebody else changed this while you had it open. Load it again to see what they did.",
            )),
            met => Err(Problem::broken("met_many", "A change of one record met several. Nothing was changed.")
                .because(format!("{met} rows"))),
        }
    }

    /// Runs a statement that may meet any number of rows, and says how many.
    ///
    /// # Errors
    /// Conflict, when a constraint stands against it.
    pub fn run<S>(&mut self, statement: S) -> Result<usize, Problem>
    where
        S: ExecuteDsl<Db>,
    {
        ExecuteDsl::execute(statement, self.tx.read.db).map_err(problem)
    }

    /// Reads what this deed has written so far.
    pub fn read(&mut self) -> &mut Tx<'a> {
        self.tx
    }
}
