//! `moa people match`, `moa schedule no-show`, `moa flow evaluate`: what the office would make of a table. They touch no
//! record.

use crate::say;
use clap::Subcommand;
use fhir_r4::{Limits, unpack};
use kernel::Problem;
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use workflows::trial::match_people;

/// Trials over tables of patients.
#[derive(Subcommand)]
pub enum People {
    /// Print the pairs of rows that may be of one person, as CSV: id_a,id_b,score (in bits, the surest first).
    Match {
        /// The table: record_id, first, middle, last, dob, sex, ssn4, phone, street, city, state, zip, member_id; plain, .gz or
        /// .bz2.
        file: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// In a sentence that says what to do.
pub fn people(deed: &People) -> Result<ExitCode, Problem> {
    let People::Match { file } = deed;
    let mut out = String::from("id_a,id_b,score");
    for pair in match_people(&table(file)?)? {
        write!(out, "\n{},{},{:.2}", pair.a, pair.b, pair.score).expect("a string grows");
    }
    say(out);
    Ok(ExitCode::SUCCESS)
}

fn table(file: &Path) -> Result<String, Problem> {
    let opened = File::open(file);
    let opened = opened.map_err(|why| Problem::not_found("no_file", "This file cannot be opened.").because(why))?;
    unpack(opened, &Limits::default())
}
