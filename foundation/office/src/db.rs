//! The connection: SQLite or PostgreSQL behind one type, so that there is one set of queries.

#![expect(clippy::disallowed_methods, reason = "this is where the office opens the record")]

use diesel::connection::SimpleConnection;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{Connection, PgConnection, SqliteConnection};
use kernel::Problem;
use std::path::PathBuf;

/// Either database. Only the office opens one.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// A server.
    Postgres(PgConnection),
}

/// Where the record is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In a file of this machine.
    Sqlite(PathBuf),
    /// On a PostgreSQL server, by its address `postgres://user@host/name`.
    Postgres(String),
}

/// The 32 bytes that open an encrypted embedded database.
#[derive(Clone)]
pub struct DatabaseKey(pub(crate) [u8; 32]);

/// What a connection will be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

const SQLITE_SETUP: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA mmap_size = 0;
    PRAGMA trusted_schema = OFF;
";

impl Database {
    pub(crate) fn open(&self, key: Option<&DatabaseKey>, purpose: Purpose) -> Result<Db, Problem> {
        match self {
            Self::Sqlite(path) => {
                let path = path.to_str().ok_or_else(|| cannot_open("the path of the database is not UTF-8"))?;
                let mut db = SqliteConnection::establish(path).map_err(cannot_open)?;
                if let Some(key) = key {
                    db.batch_execute(&key.pragma()).map_err(cannot_open)?;
                }
                db.batch_execute(SQLITE_SETUP).map_err(|_| {
                    cannot_open("the file is not a database of Moa, or the key (MOA_KEY, MOA_KEY_FILE) is not the one it was made with")
                })?;
                if purpose == Purpose::Read {
                    db.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -16384").map_err(cannot_open)?;
                }
                Ok(Db::Sqlite(db))
            }
            Self::Postgres(address) => {
                let mut db = PgConnection::establish(address)
                    .map_err(|_| cannot_open("the PostgreSQL server did not let us in; check MOA_DATABASE"))?;
                db.batch_execute("SET client_min_messages = warning; SET lock_timeout = '5s'; SET TIME ZONE 'UTC'")
                    .map_err(cannot_open)?;
                Ok(Db::Postgres(db))
            }
        }
    }
}

impl DatabaseKey {
    /// Raw key bytes as SQLCipher takes them, so that it need not stretch a passphrase at each opening. Pages are authenticated by
    /// HMAC-SHA-256, for which processors have instructions; SQLCipher's own choice, SHA-512, takes nearly three times as long.
    pub(crate) fn pragma(&self) -> String {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256; PRAGMA key = \"x'{hex}'\"")
    }
}

fn cannot_open(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
    let source = source.into();
    Problem::broken("database_closed", format!("The database cannot be opened: {source}.")).because(source)
}

/// What a failed statement means to the office. The database's own detail is dropped: it repeats values.
pub(crate) fn problem(error: Error) -> Problem {
    match error {
        Error::NotFound => Problem::not_found("not_found", "There is no such record, or you may not see it."),
        Error::DatabaseError(kind, info) => {
            let message = info.message();
            let constraint = info.constraint_name().unwrap_or_default().to_owned();
            match kind {
                DatabaseErrorKind::UniqueViolation => Problem::conflict(
                    "already_there",
                    "Somebody else has just entered the same. Look again before you repeat it.",
                )
                .because(format!("unique constraint {constraint}")),
                DatabaseErrorKind::SerializationFailure => again("serialization failure"),
                _ if message.contains("deadlock detected") => again("deadlock"),
                _ if message.contains("exclusion constraint") => {
                    Problem::conflict("slot_taken", "That time has just been taken. Choose another.")
                }
                _ if message.contains("database is locked") || message.contains("lock timeout") => {
                    Problem::busy("database_busy", "The record is busy. Try once more.")
                }
                DatabaseErrorKind::ForeignKeyViolation => {
                    Problem::conflict("gone", "Something this refers to does not exist any more. Load the page again.")
                        .because(format!("foreign key {constraint}"))
                }
                kind => broken(format!("{kind:?} {constraint}")),
            }
        }
        Error::DeserializationError(source) => broken(format!("a stored value cannot be read: {source}")),
        Error::SerializationError(source) => broken(format!("a value cannot be stored: {source}")),
        other => broken(format!("{:?}", std::mem::discriminant(&other))),
    }
}

fn again(why: &'static str) -> Problem {
    Problem::busy(RETRY, "Two people changed the same thing at once. Try once more.").because(why)
}

fn broken(why: String) -> Problem {
    Problem::broken("database_failed", "Moa could not do this because its database failed. Nothing was changed.")
        .because(why)
}

/// The code of a problem that goes away when the whole deed is done again.
pub(crate) const RETRY: &str = "do_again";
