//! `moa`: the program.

use app::keep::Manner;
use app::logs::{self, LogStyle};
use app::{Place, doctor, keep, say, serve};
use clap::{Parser, Subcommand};
use kernel::Problem;
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
    /// Look whether this machine is fit for the office, and say what to do where it is not.
    Doctor(doctor::Manner),
}

const WHAT_TO_DO: &str = "\
Moa runs a medical office.

  moa serve           open the office, then go to http://127.0.0.1:7070 in a browser;
                      at the very first start you found the practice there
  moa doctor          look whether this machine is fit, and what to do where it is not
  moa backup FOLDER   copy the record; moa restore FILE puts a copy back
  moa verify          prove that nothing in the record was changed behind its back
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
        Some(Deed::Migrate) => keep::migrate(place),
        Some(Deed::Verify { json }) => {
            keep::verify(place, if json { Manner::Json } else { Manner::Words })
        }
        Some(Deed::Backup { folder }) => keep::backup(place, &folder),
        Some(Deed::Restore { file }) => keep::put_back(place, &file),
        Some(Deed::Doctor(manner)) => Ok(doctor::doctor(place, &manner)),
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
