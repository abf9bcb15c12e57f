//! `moa`: the program.

use app::keep::Manner;
use app::logs::{self, LogStyle};
use app::{Place, demo, doctor, import, keep, payer, say, serve, trial, x12};
use clap::{Parser, Subcommand};
use kernel::Problem;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Moa runs a medical office.
#[derive(Parser)]
#[command(name = "moa", version, about, disable_help_subcommand = true)]
struct Line {
    #[command(flatten)]
    place: Place,
    /// How the log on the standard error stream is written.
    #[arg(long, env = "MOA_LOG", value_enum, default_value = "text", global = true)]
    log: LogStyle,
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// Open the office: serve its pages.
    Serve(serve::Manner),
    /// Bring the record up to date with this version, and stop.
    Migrate,
    /// Verify the whole record: journal, derived numbers, references, database. Exit status 1 when anything is wrong.
    Verify {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Copy the whole record into a folder, and read the copy back. Work goes on meanwhile.
    Backup {
        /// Where to.
        folder: PathBuf,
    },
    /// Put a backup in place, where there is no record, and verify it.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Serve a practice with a year behind it, made up, to try everything on.
    Demo(demo::Manner),
    /// Look whether this machine is fit for the office, and say what to do where it is not.
    Doctor(doctor::Manner),
    /// Take in records of other offices, tables and code sets.
    #[command(subcommand)]
    Import(import::Deed),
    /// Find rows of a table of patients that may be of one person.
    #[command(subcommand)]
    People(trial::People),
    /// Judge how well no-shows would have been known.
    #[command(subcommand)]
    Schedule(trial::Schedule),
    /// Judge how well waits would have been estimated.
    #[command(subcommand)]
    Flow(trial::Flow),
    /// Check, show, acknowledge and post X12 files. Touches no record.
    #[command(subcommand)]
    X12(x12::Deed),
    /// Start the payer that answers: a clearinghouse and several payers for training and tests. Knows no record.
    #[command(disable_help_flag = true)]
    Payer {
        /// What it is told: `moa payer --help` says more.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },
}

const WHAT_TO_DO: &str = "\
Moa runs a medical office.

  moa serve           open the office, then go to http://127.0.0.1:7070 in a browser;
                      at the very first start you found the practice there
  moa doctor          look whether this machine is fit, and what to do where it is not
  moa backup FOLDER   copy the record; moa restore FILE puts a copy back
  moa verify          prove that nothing in the record was changed behind its back
  moa import          take in records of other offices, tables and code sets
  moa people match    find the rows of a table that may be of one person
  moa x12             check, show, acknowledge and post X12 files
  moa payer           start a clearinghouse and payers that answer, for training and tests
  moa help-all        every command and every setting

The record is kept in ./var; choose another folder with --data FOLDER or MOA_DATA.";

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|word| word == "help-all") {
        return help_all();
    }
    let line = Line::parse();
    logs::start(line.log);
    match run(line) {
        Ok(code) => code,
        Err(why) => {
            complain(&why);
            ExitCode::from(2)
        }
    }
}

fn run(line: Line) -> Result<ExitCode, Problem> {
    let place = &line.place;
    match line.deed {
        None => {
            say(WHAT_TO_DO);
            Ok(ExitCode::SUCCESS)
        }
        Some(Deed::Serve(manner)) => {
            runtime()?.block_on(serve::serve(place, &manner))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Deed::Demo(manner)) => {
            let place = Place { data: place.data.join("demo"), ..place.clone() };
            runtime()?.block_on(demo::run(&place, &manner))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Deed::Migrate) => keep::migrate(place),
        Some(Deed::Verify { json }) => keep::verify(place, if json { Manner::Json } else { Manner::Words }),
        Some(Deed::Backup { folder }) => keep::backup(place, &folder),
        Some(Deed::Restore { file }) => keep::put_back(place, &file),
        Some(Deed::Doctor(manner)) => Ok(doctor::doctor(place, &manner)),
        Some(Deed::Import(deed)) => runtime()?.block_on(import::run(place, &deed)),
        Some(Deed::People(deed)) => trial::people(&deed),
        Some(Deed::Schedule(deed)) => trial::schedule(&deed),
        Some(Deed::Flow(deed)) => trial::flow(&deed),
        Some(Deed::X12(deed)) => x12::run(&deed),
        Some(Deed::Payer { words }) => Err(payer::become_payer(&words)),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Problem> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|why| Problem::broken("no_threads", "This machine starts no more threads.").because(why))
}

fn help_all() -> ExitCode {
    let mut command = <Line as clap::CommandFactory>::command();
    say(command.render_long_help().to_string());
    for deed in command.get_subcommands_mut() {
        say(deed.render_long_help().to_string());
    }
    ExitCode::SUCCESS
}

/// Says on the standard error stream what went wrong, with what lies beneath it.
fn complain(why: &Problem) {
    use std::io::Write;
    let mut text = why.to_string();
    let mut beneath = std::error::Error::source(why);
    while let Some(cause) = beneath {
        text.push_str("\n  because: ");
        text.push_str(&cause.to_string());
        beneath = cause.source();
    }
    // If nobody reads the complaint, the exit status still says it.
    drop(writeln!(std::io::stderr(), "{text}"));
}
