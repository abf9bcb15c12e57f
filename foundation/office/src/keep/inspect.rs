//! Inspection: how a record stands before it is opened, for `moa doctor`.

use crate::db::{Db, Purpose, problem};
use crate::migrate;
use crate::office::Opening;
use diesel::prelude::*;
use kernel::Problem;

/// How a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The database and its version: `SQLite 3.50.4`, `PostgreSQL 15.14`.
    pub engine: String,
    /// Steps of the schema that opening it would take.
    pub pending: Vec<&'static str>,
    /// Whether the record holds nothing yet.
    pub fresh: bool,
}

impl Opening {
    /// Looks at the record without taking any step. Blocks; not for async threads.
    ///
    /// # Errors
    /// Broken, in a sentence that says what to do: no such server, a wrong key, a newer or damaged record.
    pub fn inspect(&self) -> Result<Inspection, Problem> {
        let key = self.keys.database_key(&self.database);
        let mut db = self.database.open(key.as_ref(), Purpose::Write)?;
        let pending = migrate::pending(&mut db, &self.migrations)?;
        Ok(Inspection { engine: engine(&mut db)?, pending: pending.applied, fresh: pending.fresh })
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

fn engine(db: &mut Db) -> Result<String, Problem> {
    let (name, query) = match db {
        Db::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS version"),
        Db::Postgres(_) => ("PostgreSQL", "SELECT current_setting('server_version') AS version"),
    };
    let found: Version = diesel::sql_query(query).get_result(db).map_err(problem)?;
    Ok(format!("{name} {}", found.version))
}
