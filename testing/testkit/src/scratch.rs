//! Scratch databases: a fresh one for each story, gone when it is over.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use office::Database;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// Which database a story is told on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

/// A database of its own for one story.
pub struct Scratch {
    /// Where it is.
    pub database: Database,
    folder: TempDir,
    name: Option<String>,
}

impl Scratch {
    /// A fresh, empty database.
    ///
    /// # Panics
    /// When there is none to be had: a story that cannot be told is not passed over.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "makes the databases that the office will open")]
    pub fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match kind {
            Kind::Sqlite => Self { database: Database::Sqlite(folder.path().join("moa.db")), folder, name: None },
            Kind::Postgres => {
                static COUNT: AtomicU64 = AtomicU64::new(0);
                let count = COUNT.fetch_add(1, Ordering::Relaxed);
                let name = format!("story_{}_{count}", std::process::id());
                let server = postgres_server::for_tests().unwrap_or_else(|absent| panic!("{absent}"));
                let mut db = PgConnection::establish(&server).expect("the PostgreSQL server for tests answers");
                db.batch_execute(&format!("DROP DATABASE IF EXISTS {name}; ")).expect("an old one goes");
                db.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database is made");
                let (address, _) = server.rsplit_once('/').expect("the address names a database");
                Self { database: Database::Postgres(format!("{address}/{name}")), folder, name: Some(name) }
            }
        }
    }

    /// The folder beside the database, for files of the story.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Runs a statement beside the office, as somebody with the database in hand would; says what the database said.
    ///
    /// # Errors
    /// When the database refuses.
    ///
    /// # Panics
    /// When the database cannot be reached.
    #[expect(clippy::disallowed_methods, reason = "looks at the database from outside the office")]
    pub fn run(&self, statement: &str) -> Result<usize, String> {
        let said = match &self.database {
            Database::Sqlite(file) => {
                let mut db = SqliteConnection::establish(&file.to_string_lossy()).expect("the file opens again");
                db.batch_execute("PRAGMA busy_timeout = 5000").expect("SQLite waits");
                diesel::sql_query(statement).execute(&mut db)
            }
            Database::Postgres(address) => {
                let mut db = PgConnection::establish(address).expect("the server answers");
                diesel::sql_query(statement).execute(&mut db)
            }
        };
        said.map_err(|why| why.to_string())
    }
}

impl Drop for Scratch {
    #[expect(clippy::disallowed_methods, reason = "removes the databases it made")]
    fn drop(&mut self) {
        let Some(name) = &self.name else { return };
        if let Ok(server) = postgres_server::for_tests()
            && let Ok(mut db) = PgConnection::establish(&server)
        {
            // A database that stays behind goes with its server.
            drop(db.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}
