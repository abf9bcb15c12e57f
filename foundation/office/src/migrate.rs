//! Migrations: embedded, forward only, all or nothing, and loud when something is wrong.
//!
//! Each is written once. Lines between `--@sqlite` or `--@postgres` and the next `--@` are for that database only; on
//! SQLite `BIGINT` becomes `INTEGER`, `BYTEA` becomes `BLOB` and `BOOLEAN` becomes `INTEGER`; on PostgreSQL ` STRICT` and
//! `WITHOUT ROWID` fall away.

use crate::db::{Db, problem};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Moment, Problem};
use sha2::{Digest, Sha256};

/// One step of the schema, in the order they are handed to the office.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `department/0001_what_it_brings`; stable.
    pub name: &'static str,
    /// The statements, for both databases.
    pub sql: &'static str,
}

/// The office's own tables; always first.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "office/0001_office", sql: include_str!("../migrations/0001_office.sql") }];

diesel::table! {
    migration (name) {
        name -> Text,
        applied_at -> BigInt,
        digest -> Text,
    }
}

/// What migrating found to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The steps taken now.
    pub applied: Vec<&'static str>,
    /// Whether there was a record before.
    pub fresh: bool,
}

/// The names of the steps not yet taken.
pub(crate) fn pending(db: &mut Db, steps: &[Migration]) -> Result<Migrated, Problem> {
    db.batch_execute(&translate(
        db,
        "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL, digest TEXT NOT NULL) STRICT;",
    ))
    .map_err(problem)?;
    let taken: Vec<(String, String)> =
        migration::table.select((migration::name, migration::digest)).limit(10_000).load(db).map_err(problem)?;
    for (name, digest_then) in &taken {
        match steps.iter().find(|step| step.name == name) {
            Some(step) if digest(step.sql) == *digest_then => {}
            Some(_) => {
                return Err(refuse(format!(
                    "The step {name} was applied with another text than this version of Moa has."
                )));
            }
            None => {
                return Err(refuse(format!(
                    "The record was last opened by a newer Moa (it has the step {name}). Install that version again."
                )));
            }
        }
    }
    let applied =
        steps.iter().map(|step| step.name).filter(|name| taken.iter().all(|(done, _)| done != name)).collect();
    Ok(Migrated { applied, fresh: taken.is_empty() })
}

/// Takes every step not yet taken, in one transaction.
pub(crate) fn apply(db: &mut Db, steps: &[Migration], now: Moment) -> Result<Migrated, Problem> {
    let outcome = pending(db, steps)?;
    let mut wanted = steps.iter().filter(|step| outcome.applied.contains(&step.name));
    // SQLite makes a table anew that others refer to only while it does not check; all is checked before the commit.
    let anew = wanted.clone().find(|step| translate(db, step.sql).contains("DROP TABLE"));
    let begin = match db {
        Db::Sqlite(_) if anew.is_some() => "PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE",
        Db::Sqlite(_) => "BEGIN EXCLUSIVE",
        Db::Postgres(_) => "BEGIN; LOCK TABLE migration IN ACCESS EXCLUSIVE MODE",
    };
    db.batch_execute(begin).map_err(problem)?;
    let done = wanted.try_for_each(|step| {
        let sql = translate(db, step.sql);
        // Nothing is left of a step for the other database, and nothing is what PostgreSQL does not take for a statement.
        let run = if sql.trim().is_empty() { Ok(()) } else { db.batch_execute(&sql) };
        run.map_err(|error| failed(step.name).because(error.to_string()))?;
        let row = (
            migration::name.eq(step.name),
            migration::applied_at.eq(now.micros()),
            migration::digest.eq(digest(step.sql)),
        );
        diesel::insert_into(migration::table).values(row).execute(db).map_err(problem).map(|_| ())
    });
    let done = match (done, anew) {
        (Ok(()), Some(step)) => check_references(db, step.name),
        (done, _) => done,
    };
    db.batch_execute(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).map_err(problem)?;
    if let Db::Sqlite(_) = db {
        db.batch_execute("PRAGMA foreign_keys = ON").map_err(problem)?;
    }
    done.map(|()| outcome)
}

fn failed(step: &str) -> Problem {
    refuse(format!("The step {step} failed; the record is as it was before."))
}

/// A row of `PRAGMA foreign_key_check`.
#[derive(QueryableByName)]
struct Dangling {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    parent: String,
}

/// Whether everything that a row refers to is still there. PostgreSQL has looked at each statement already.
fn check_references(db: &mut Db, step: &str) -> Result<(), Problem> {
    if let Db::Postgres(_) = db {
        return Ok(());
    }
    let dangling: Option<Dangling> =
        diesel::sql_query("PRAGMA foreign_key_check").load(db).map_err(problem)?.into_iter().next();
    match dangling {
        None => Ok(()),
        Some(row) => Err(failed(step).because(format!("{} refers to {} in vain", row.table, row.parent))),
    }
}

fn refuse(say: String) -> Problem {
    Problem::broken("migration", say)
}

fn digest(sql: &str) -> String {
    Sha256::digest(sql).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn translate(db: &Db, sql: &str) -> String {
    let (mine, other) = match db {
        Db::Sqlite(_) => ("--@sqlite", "--@postgres"),
        Db::Postgres(_) => ("--@postgres", "--@sqlite"),
    };
    let mut text = String::with_capacity(sql.len());
    let mut kept = true;
    for line in sql.lines() {
        match line.trim() {
            marker if marker == mine || marker == "--@both" => kept = true,
            marker if marker == other => kept = false,
            comment if comment.starts_with("--") => {}
            _ if kept => {
                text.push_str(line);
                text.push('\n');
            }
            _ => {}
        }
    }
    let words: &[(&str, &str)] = match db {
        Db::Sqlite(_) => &[("BIGINT", "INTEGER"), ("BYTEA", "BLOB"), ("BOOLEAN", "INTEGER")],
        Db::Postgres(_) => &[(" WITHOUT ROWID, STRICT", ""), (" WITHOUT ROWID", ""), (" STRICT", "")],
    };
    words.iter().fold(text, |text, (from, to)| text.replace(from, to))
}
