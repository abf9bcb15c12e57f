//! A place for a trial: a folder, and a PostgreSQL server if one is tried; all of it is gone when it is dropped.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crash::record_in_hand::Record;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use office::Database;
use postgres_server::{Durability, Server, find_or_install};

use crate::inside::Inside;

pub(crate) const OFFICE_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// Which database is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// SQLite, encrypted.
    File,
    /// PostgreSQL, waiting for the disk at every commit.
    Server,
}

impl Kind {
    /// As it is called in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "SQLite",
            Self::Server => "PostgreSQL",
        }
    }
}

/// Where an office of a trial keeps its record.
pub(crate) struct Place {
    folder: PathBuf,
    server: Option<Server>,
    /// A server that somebody else started.
    given: Option<String>,
}

impl Place {
    /// Makes a folder, and starts a server if one is tried.
    pub(crate) fn new(kind: Kind, trial: &str) -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("moa-{trial}-{}-{}", std::process::id(), kind.name()));
        std::fs::create_dir_all(&folder).map_err(|fault| fault.to_string())?;
        let server = match kind {
            Kind::File => None,
            Kind::Server => {
                let programs = find_or_install().map_err(|absent| absent.0)?;
                let settings = [("shared_buffers", "2GB"), ("max_wal_size", "8GB"), ("maintenance_work_mem", "512MB")];
                Some(Server::start(&programs, Durability::Durable, &settings).map_err(|absent| absent.0)?)
            }
        };
        Ok(Self { folder, server, given: None })
    }

    /// A record on a server that is there already.
    pub(crate) fn at(address: &str, trial: &str) -> Result<Self, String> {
        let mut place = Self::new(Kind::File, trial)?;
        place.given = Some(address.to_owned());
        Ok(place)
    }

    /// Makes the empty record.
    pub(crate) fn migrate(&self) -> Result<(), String> {
        Inside::open(self.database(), OFFICE_KEY).map(|office| office.close())
    }

    pub(crate) fn address(&self) -> Option<String> {
        self.given.clone().or_else(|| self.server.as_ref().map(|server| server.address("postgres")))
    }

    pub(crate) fn database(&self) -> Database {
        self.address().map_or_else(|| Database::Sqlite(self.file()), Database::Postgres)
    }

    /// Where SQLite keeps the record.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join("moa.db")
    }

    /// The record past the office.
    pub(crate) fn record(&self) -> Result<Record, String> {
        match self.address() {
            Some(address) => Record::server(&address),
            None => Record::file(&self.file(), Some(OFFICE_KEY)),
        }
    }

    /// The program, told where its record is and to keep quiet.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("MOA_DATA", &self.folder).env("MOA_KEY", OFFICE_KEY).env("RUST_LOG", "error").stderr(Stdio::null());
        if let Some(address) = self.address() {
            command.env("MOA_DATABASE", address);
        }
        command
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // The folder is in the temporary folder; what stays behind there is nobody's loss.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// The present moment, in microseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "a trial has no office to ask for the time")]
pub(crate) fn now_micros() -> Result<i64, String> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_err(|fault| fault.to_string())?;
    i64::try_from(now.as_micros()).map_err(|fault| fault.to_string())
}

/// Noon of the same day in New York.
pub(crate) fn noon_of(now_micros: i64) -> i64 {
    let zone = TimeZone::get("America/New_York").expect("the zone is built in");
    let now = Timestamp::from_microsecond(now_micros).expect("now is a moment").to_zoned(zone.clone());
    let noon = now.date().at(12, 0, 0, 0).to_zoned(zone).expect("noon is never skipped");
    noon.timestamp().as_microsecond()
}
