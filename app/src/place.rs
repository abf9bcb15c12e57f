//! The place: where this office keeps its record and its key, from the command line and the environment.

use clap::Args;
use kernel::Problem;
use office::{Database, Encryption, Keys, Migrated, Office, Opening};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Where the record and its key are.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// The folder of this office: its record, its key, its backups.
    #[arg(long, env = "MOA_DATA", default_value = "var", value_name = "FOLDER", global = true)]
    pub data: PathBuf,
    /// The record: a file, or postgres://user@host/name. Without it, moa.db in the folder.
    #[arg(long, env = "MOA_DATABASE", value_name = "PLACE", hide_env_values = true, global = true)]
    pub database: Option<String>,
    /// The file with the office key (64 hexadecimal digits). Without it, MOA_KEY, or office.key in the folder.
    #[arg(long, env = "MOA_KEY_FILE", value_name = "FILE", global = true)]
    pub key_file: Option<PathBuf>,
}

/// An office that was opened.
pub struct Opened {
    /// The office.
    pub office: Office,
    /// What was done to its schema.
    pub migrated: Migrated,
    /// The key file, if it was made just now.
    pub fresh_key: Option<PathBuf>,
}

/// Where the office key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The environment variable `MOA_KEY`.
    Environment,
    /// A file.
    File(PathBuf),
}

impl Place {
    /// The folder alone, everything else as usual: for tests.
    #[must_use]
    pub fn in_folder(data: &Path) -> Self {
        Self { data: data.to_owned(), database: None, key_file: None }
    }

    /// Where the record is.
    #[must_use]
    pub fn database(&self) -> Database {
        match self.database.as_deref() {
            Some(place) if is_address(place) => Database::Postgres(place.to_owned()),
            Some(place) => Database::Sqlite(place.into()),
            None => Database::Sqlite(self.data.join("moa.db")),
        }
    }

    /// Where the key is looked for.
    #[must_use]
    pub fn key_source(&self) -> KeySource {
        match (&self.key_file, std::env::var_os("MOA_KEY")) {
            (Some(file), _) => KeySource::File(file.clone()),
            (None, Some(_)) => KeySource::Environment,
            (None, None) => KeySource::File(self.data.join("office.key")),
        }
    }

    /// Reads the key.
    ///
    /// # Errors
    /// Not found, when there is none; invalid, when it is not a key.
    pub fn keys(&self) -> Result<Keys, Problem> {
        let text = match self.key_source() {
            KeySource::Environment => {
                std::env::var("MOA_KEY").map_err(|_| Problem::invalid("bad_key", "MOA_KEY is not text."))?
            }
            KeySource::File(file) => fs::read_to_string(&file).map_err(|why| {
                let say = format!(
                    "The office key cannot be read from {}. Put it back, or name another place with MOA_KEY_FILE.",
                    file.display()
                );
                Problem::not_found("no_key", say).because(why)
            })?,
        };
        Ok(Keys::new(Keys::read_master(&text)?, Encryption::where_possible()))
    }

    /// Whether there is a record already. A server's is taken to be there.
    #[must_use]
    pub fn has_record(&self) -> bool {
        match self.database() {
            Database::Sqlite(file) => file.exists(),
            Database::Postgres(_) => true,
        }
    }

    /// Makes the folder, and at the very first start a fresh key. Says where, when it made one.
    ///
    /// # Errors
    /// Broken, when the folder or the file cannot be written; not found, when there is a record but no key for it.
    pub fn prepare(&self) -> Result<Option<PathBuf>, Problem> {
        fs::create_dir_all(&self.data).map_err(|why| {
            let say = format!("The folder {} cannot be made.", self.data.display());
            Problem::broken("no_folder", say).because(why)
        })?;
        let KeySource::File(file) = self.key_source() else {
            return Ok(None);
        };
        if file.exists() || self.holds_something()? {
            return Ok(None);
        }
        write_key(&file).map_err(|why| {
            let say = format!("The office key cannot be written to {}.", file.display());
            Problem::broken("no_key_file", say).because(why)
        })?;
        Ok(Some(file))
    }

    /// Whether there is a record that some key was used for: then no fresh one may take its place.
    fn holds_something(&self) -> Result<bool, Problem> {
        match self.database() {
            Database::Sqlite(file) => Ok(file.exists()),
            Database::Postgres(_) => {
                // No key is needed to see whether a server's record holds anything.
                let keys = Keys::new([0; 32], Encryption::None);
                let opening = Opening::new(self.database(), keys, workflows::house::migrations());
                Ok(!opening.inspect()?.fresh)
            }
        }
    }

    /// What the office needs to open here.
    ///
    /// # Errors
    /// As for [`Place::keys`].
    pub fn opening(&self) -> Result<Opening, Problem> {
        let migrations = workflows::house::migrations();
        let mut opening = Opening::new(self.database(), self.keys()?, migrations);
        // A server's record has nothing beside it: the journal's head is noted in this office's folder.
        opening.head_file.get_or_insert_with(|| self.data.join("journal.head"));
        Ok(opening)
    }

    /// Opens the office here, bringing the schema up to date.
    ///
    /// # Errors
    /// In a sentence that says what to do.
    pub fn open(&self) -> Result<Opened, Problem> {
        let fresh_key = self.prepare()?;
        let (office, migrated) = Office::open(self.opening()?)?;
        Ok(Opened { office, migrated, fresh_key })
    }

    /// The record in words, without the password of a server's address.
    #[must_use]
    pub fn record_in_words(&self) -> String {
        match self.database() {
            Database::Sqlite(file) => file.display().to_string(),
            Database::Postgres(address) => without_password(&address),
        }
    }
}

fn write_key(file: &Path) -> std::io::Result<()> {
    let mut open = OpenOptions::new();
    let mut to = open.write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(to, "{}", Keys::fresh_master())?;
    to.sync_all()
}

/// Whether it names a PostgreSQL server, in either form that its own programs take: a URI, or `host=… dbname=…`
/// (PostgreSQL 18, libpq, "Connection Strings").
fn is_address(place: &str) -> bool {
    let named = |word: &str| word.starts_with("host=") || word.starts_with("dbname=");
    place.starts_with("postgres://") || place.starts_with("postgresql://") || place.split_whitespace().any(named)
}

fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        let words = address.split_whitespace().filter(|word| !word.starts_with("password="));
        return words.collect::<Vec<_>>().join(" ");
    };
    match rest.split_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, without_password};
    use office::Database;
    use std::path::Path;

    #[test]
    fn an_address_is_told_from_a_file() {
        let mut place = Place::in_folder(Path::new("/srv/moa"));
        assert_eq!(place.database(), Database::Sqlite("/srv/moa/moa.db".into()));
        place.database = Some("postgres://moa@localhost/moa".to_owned());
        assert!(matches!(place.database(), Database::Postgres(_)));
        place.database = Some("host=localhost dbname=moa".to_owned());
        assert!(matches!(place.database(), Database::Postgres(_)), "never a file of that name");
        place.database = Some("other.db".to_owned());
        assert_eq!(place.database(), Database::Sqlite("other.db".into()));
    }

    #[test]
    fn a_password_is_not_said() {
        assert_eq!(without_password("postgres://moa:secret@host:5432/moa"), "postgres://moa@host:5432/moa");
        assert_eq!(without_password("postgres://host/moa"), "postgres://host/moa");
        assert_eq!(without_password("host=h password=secret dbname=moa"), "host=h dbname=moa");
    }
}
