//! The record as somebody sees it who has the file, or the database's own password, and no business with it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::Path;

/// A connection past the office, to either database.
pub enum Record {
    /// The file, opened with its key if it is encrypted.
    File(rusqlite::Connection),
    /// The database, as its owner.
    Server(postgres::Client),
}

impl Record {
    /// Opens the file of the embedded database; `office_key` is the 64 digits of the office key, if the file is encrypted.
    ///
    /// # Errors
    /// A sentence, when it cannot be opened.
    pub fn file(path: &Path, office_key: Option<&str>) -> Result<Self, String> {
        let open = rusqlite::Connection::open(path).map_err(|fault| fault.to_string())?;
        if let Some(key) = office_key {
            let pragma = format!(
                "PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256; PRAGMA key = \"x'{}'\"",
                database_key(key)?
            );
            open.execute_batch(&pragma).map_err(|fault| fault.to_string())?;
        }
        Ok(Self::File(open))
    }

    /// Connects to a PostgreSQL database.
    ///
    /// # Errors
    /// A sentence, when the server does not let us in.
    pub fn server(address: &str) -> Result<Self, String> {
        postgres::Client::connect(address, postgres::NoTls).map(Self::Server).map_err(|fault| fault.to_string())
    }

    /// Runs statements, without parameters and without mercy.
    ///
    /// # Errors
    /// The database's own words.
    pub fn run(&mut self, statements: &str) -> Result<(), String> {
        match self {
            Self::File(file) => file.execute_batch(statements).map_err(|fault| fault.to_string()),
            Self::Server(server) => server.batch_execute(statements).map_err(|fault| fault.to_string()),
        }
    }

    /// The one number that a query answers with.
    ///
    /// # Errors
    /// The database's own words.
    pub fn number(&mut self, query: &str) -> Result<i64, String> {
        match self {
            Self::File(file) => file.query_row(query, [], |row| row.get(0)).map_err(|fault| fault.to_string()),
            Self::Server(server) => {
                server.query_one(query, &[]).map(|row| row.get(0)).map_err(|fault| fault.to_string())
            }
        }
    }

    /// The statements that take the guards off the journal.
    pub fn without_guards(&self) -> &'static str {
        match self {
            Self::File(_) => {
                "DROP TRIGGER journal_keeps; DROP TRIGGER journal_stays; DROP TRIGGER journal_patient_keeps;
                 DROP TRIGGER journal_patient_stays; DROP TRIGGER journal_seal_keeps; DROP TRIGGER journal_seal_stays;"
            }
            Self::Server(_) => {
                "DROP TRIGGER journal_keeps ON journal; DROP TRIGGER journal_patient_keeps ON journal_patient;
                 DROP TRIGGER journal_seal_keeps ON journal_seal;"
            }
        }
    }
}

/// The key of the database file, made from the office key as the office makes it, in hexadecimal.
fn database_key(office_key: &str) -> Result<String, String> {
    let digits = office_key.trim().as_bytes();
    let bytes: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let master = bytes.filter(|bytes| bytes.len() == 32).ok_or("The office key is not 64 hexadecimal digits.")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&master).expect("HMAC takes a key of any length");
    mac.update(b"moa database 1");
    Ok(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::{Record, database_key};

    #[test]
    fn an_office_key_is_64_digits() {
        assert!(database_key("00").is_err());
        assert_eq!(database_key(&"0".repeat(64)).expect("a key").len(), 64);
    }

    #[test]
    fn a_file_takes_statements_and_answers_numbers() {
        let folder = std::env::temp_dir().join(format!("moa-in-hand-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("record.db");
        let key = "1".repeat(64);
        let mut record = Record::file(&path, Some(&key)).expect("it opens");
        record.run("CREATE TABLE a (b BIGINT); INSERT INTO a VALUES (7)").expect("it runs");
        drop(record);
        let mut without_key = Record::file(&path, None).expect("it opens");
        assert!(without_key.number("SELECT b FROM a").is_err(), "the file is not encrypted");
        assert_eq!(Record::file(&path, Some(&key)).and_then(|mut record| record.number("SELECT b FROM a")), Ok(7));
        std::fs::remove_dir_all(&folder).expect("it goes away");
    }
}
