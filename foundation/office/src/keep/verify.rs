//! Verification: the journal's chain, the database's own integrity, references, and the derived numbers.

use crate::db::{Database, Db, Purpose, problem};
use crate::journal::{self, JournalReport};
use crate::keep::head_file::read_head;
use crate::office::Office;
use crate::reader::Reader;
use diesel::prelude::*;
use kernel::Problem;

/// A department's own check: it computes a derived number again and names what differs.
#[derive(Clone, Copy)]
pub struct Check {
    /// What is checked: `visits and appointments agree`.
    pub name: &'static str,
    /// Finds what is wrong, a sentence each; empty when all is well.
    pub find_faults: fn(&mut Reader<'_>) -> Result<Vec<String>, Problem>,
}

/// What a verification found.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The journal.
    pub journal: JournalReport,
    /// What was checked, and what was wrong with it.
    pub checks: Vec<(String, Vec<String>)>,
}

impl Verification {
    /// Whether nothing at all is wrong.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.journal.faults.is_empty() && self.checks.iter().all(|(_, faults)| faults.is_empty())
    }
}

impl Office {
    /// Verifies the whole record on a connection of its own, while work goes on. Blocks; not for async threads.
    ///
    /// # Errors
    /// Broken, when the record cannot even be read; what is wrong in it is in the answer.
    pub fn verify(&self, checks: &[Check]) -> Result<Verification, Problem> {
        let opening = self.opening();
        let mut db = opening.database.open(self.database_key().as_ref(), Purpose::Read)?;
        let mut found = Vec::new();
        if matches!(opening.database, Database::Sqlite(_)) {
            found.push(("database pages and indexes".to_owned(), pragma(&mut db, "integrity_check", &["ok"])?));
            found.push(("references between records".to_owned(), foreign_keys(&mut db)?));
            if self.database_key().is_some() {
                found.push(("encrypted pages".to_owned(), encrypted_pages(&mut db)?));
            }
        }
        let who = self.machine("verify");
        for check in checks {
            let mut read = Reader { db: &mut db, who: &who, now: self.now() };
            found.push((check.name.to_owned(), (check.find_faults)(&mut read)?));
        }
        let kept = opening.head_file.as_deref().and_then(read_head);
        let journal = journal::verify(&mut db, &self.journal_key(), kept.as_ref())?;
        Ok(Verification { journal, checks: found })
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

#[derive(QueryableByName)]
struct EncryptedPage {
    #[diesel(sql_type = diesel::sql_types::Text)]
    cipher_integrity_check: String,
}

/// Pages whose HMAC does not fit. SQLCipher's pragmas, unlike SQLite's own, cannot be selected from.
fn encrypted_pages(db: &mut Db) -> Result<Vec<String>, Problem> {
    let lines: Vec<EncryptedPage> = diesel::sql_query("PRAGMA cipher_integrity_check").load(db).map_err(problem)?;
    Ok(lines.into_iter().take(20).map(|line| line.cipher_integrity_check).collect())
}

/// The lines a pragma prints, but for those that mean that all is well.
fn pragma(db: &mut Db, name: &str, well: &[&str]) -> Result<Vec<String>, Problem> {
    // Without an argument: a number given to the selectable form is taken for the name of a table.
    let query = format!("SELECT {name} AS line FROM pragma_{name} LIMIT 20");
    let lines: Vec<Line> = diesel::sql_query(query).load(db).map_err(problem)?;
    Ok(lines.into_iter().map(|line| line.line).filter(|line| !well.contains(&line.as_str())).collect())
}

fn foreign_keys(db: &mut Db) -> Result<Vec<String>, Problem> {
    let query = "SELECT \"table\" || ' refers to a missing ' || parent AS line FROM pragma_foreign_key_check LIMIT 20";
    let lines: Vec<Line> = diesel::sql_query(query).load(db).map_err(problem)?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}
