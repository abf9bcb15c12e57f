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
use workflows::trial::{judge_no_shows, judge_waits, match_people};

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

/// Trials over tables of appointments.
#[derive(Subcommand)]
pub enum Schedule {
    /// Learn the risk of no-shows from one table, judge another, and print `AUC 0.xxx Brier 0.xxxx`.
    NoShow {
        /// The table to learn from: date, time, visit_type, lead_days, prior_visits, prior_noshows, status and more; plain, .gz
        /// or .bz2.
        #[arg(long, value_name = "FILE")]
        train: PathBuf,
        /// The table to judge, with the same columns.
        #[arg(long, value_name = "FILE")]
        test: PathBuf,
    },
}

/// Trials over tables of visits.
#[derive(Subcommand)]
pub enum Flow {
    /// Learn how long things take from the earlier visits of a table, estimate the waits of the later ones, and print how far
    /// off the estimates were, beside the plain average by status.
    Evaluate {
        /// The table: provider, arrived, checked_in, roomed, ready, provider_in, provider_out; plain, .gz or .bz2.
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

/// Does it.
///
/// # Errors
/// In a sentence that says what to do.
pub fn schedule(deed: &Schedule) -> Result<ExitCode, Problem> {
    let Schedule::NoShow { train, test } = deed;
    let figures = judge_no_shows(&table(train)?, &table(test)?)?;
    say(format!("AUC {:.3} Brier {:.4}", figures.auc, figures.brier));
    Ok(ExitCode::SUCCESS)
}

/// Does it.
///
/// # Errors
/// In a sentence that says what to do.
pub fn flow(deed: &Flow) -> Result<ExitCode, Problem> {
    let Flow::Evaluate { file } = deed;
    let mut out = String::from("Mean absolute error in minutes, on visits that were not learned from:");
    for line in judge_waits(&table(file)?)? {
        let name = line.stage.map_or("all", |stage| stage.word());
        let ratio = line.estimate / line.plain;
        write!(
            out,
            "\n{name:<12} estimate {:.2}  plain average {:.2}  ratio {ratio:.3}  of {}",
            line.estimate, line.plain, line.count
        )
        .expect("a string grows");
    }
    say(out);
    Ok(ExitCode::SUCCESS)
}

fn table(file: &Path) -> Result<String, Problem> {
    let opened = File::open(file);
    let opened = opened.map_err(|why| Problem::not_found("no_file", "This file cannot be opened.").because(why))?;
    unpack(opened, &Limits::default())
}
