//! Keeping the record from the command line: migrate, verify, backup, restore.

use crate::place::Place;
use crate::say;
use kernel::Problem;
use office::{Database, Encryption, Verification, restore};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In sentences.
    Words,
    /// As JSON.
    Json,
}

/// Brings the schema up to date and says what was done.
///
/// # Errors
/// In a sentence that says what to do.
pub fn migrate(place: &Place) -> Result<ExitCode, Problem> {
    let opened = place.open()?;
    match opened.migrated.applied.as_slice() {
        [] => say("The record is up to date."),
        steps => {
            for step in steps {
                say(format!("Took the step {step}."));
            }
            say("The record is up to date now.");
        }
    }
    opened.office.close();
    Ok(ExitCode::SUCCESS)
}

/// Verifies the whole record. Exit status 1 when anything is wrong.
///
/// # Errors
/// Not found, when there is no record; broken, when it cannot even be read.
pub fn verify(place: &Place, manner: Manner) -> Result<ExitCode, Problem> {
    there_is_a_record(place)?;
    let opened = place.open()?;
    let found = opened.office.verify(&workflows::house::checks());
    opened.office.close();
    let found = found?;
    match manner {
        Manner::Words => say_found(&found),
        Manner::Json => say(json_of(&found).to_string()),
    }
    Ok(if found.passes() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn say_found(found: &Verification) {
    let journal = &found.journal;
    say(format!("Journal: {} entries, {} seals.", journal.entries, journal.seals));
    say_faults("the journal's chain", &journal.faults);
    for (name, faults) in &found.checks {
        say_faults(name, faults);
    }
    say(if found.passes() {
        "All is well."
    } else {
        "Something is wrong. Do not go on with this record: restore the last backup that verifies, and keep this one aside."
    });
}

fn say_faults(name: &str, faults: &[String]) {
    if faults.is_empty() {
        say(format!("  well   {name}"));
    }
    for fault in faults {
        say(format!("  WRONG  {name}: {fault}"));
    }
}

fn json_of(found: &Verification) -> serde_json::Value {
    let checks: Vec<_> = found.checks.iter().map(|(name, faults)| json!({ "check": name, "faults": faults })).collect();
    json!({
        "passes": found.passes(),
        "journal": {
            "entries": found.journal.entries,
            "seals": found.journal.seals,
            "faults": found.journal.faults,
        },
        "checks": checks,
    })
}

/// Copies the record into a folder and reads the copy back.
///
/// # Errors
/// In a sentence that says what to do.
pub fn backup(place: &Place, folder: &Path) -> Result<ExitCode, Problem> {
    there_is_a_record(place)?;
    let opened = place.open()?;
    let made = opened.office.backup(folder);
    opened.office.close();
    let made = made?;
    say(format!("Backed up to {} ({} bytes), and read back.", made.file.display(), made.bytes));
    let is_sealed =
        matches!(place.database(), Database::Sqlite(_)) && Encryption::where_possible() == Encryption::AtRest;
    say(if is_sealed {
        "It opens with the office key only: keep the key in another place than the backups."
    } else {
        "It is not encrypted: keep it where nobody else can read it."
    });
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup in place of a record that is not there, and verifies it.
///
/// # Errors
/// In a sentence that says what to do.
pub fn put_back(place: &Place, file: &Path) -> Result<ExitCode, Problem> {
    restore(file, &place.opening()?)?;
    say(format!("Restored {} to {}.", file.display(), place.record_in_words()));
    verify(place, Manner::Words)
}

fn there_is_a_record(place: &Place) -> Result<(), Problem> {
    if place.has_record() {
        return Ok(());
    }
    let say = format!("There is no record at {}. Name its folder with --data or MOA_DATA.", place.record_in_words());
    Err(Problem::not_found("no_record", say))
}
