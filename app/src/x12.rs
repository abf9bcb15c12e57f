//! `moa x12`: check, show, turn into JSON, acknowledge and post X12 files, without touching the record.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::x12::commands::{self, Format, Outcome};
use ::x12::texts::Texts;
use clap::Subcommand;
use kernel::Problem;

use crate::say;

/// Largest file read whole; `check` reads any size.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// What to do with X12 files. Exit status 0 clean, 1 findings, 2 unreadable.
#[derive(Subcommand)]
pub enum Deed {
    /// Check files against their guides, and the sums and rules between values.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// As JSON, one object a file.
        #[arg(long)]
        json: bool,
    },
    /// Show a file as a page: who, what, how much, why.
    Show {
        /// The file.
        file: PathBuf,
        /// The practice's own licensed texts of codes, a file of `code,text` lines.
        #[arg(long)]
        texts: Option<PathBuf>,
    },
    /// Print a file as a tree in JSON.
    Json {
        /// The file.
        file: PathBuf,
    },
    /// Print the TA1 and 999 that answer a file.
    Ack {
        /// The file.
        file: PathBuf,
        /// Control number of the answer.
        #[arg(long, default_value_t = 1)]
        control: u32,
    },
    /// Print what an 835 says to post, as JSON, and whether it balances.
    Posting {
        /// The file.
        file: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// When a file cannot be opened or read.
pub fn run(deed: &Deed) -> Result<ExitCode, Problem> {
    let outcome = match deed {
        Deed::Check { files, json } => return check(files, if *json { Format::Json } else { Format::Text }),
        Deed::Show { file, texts } => commands::show(&whole(file)?, &own_texts(texts.as_deref())?),
        Deed::Json { file } => commands::json(&whole(file)?),
        Deed::Ack { file, control } => {
            let now = office::Clock::now(&office::SystemClock).civil(&jiff::tz::TimeZone::UTC);
            commands::ack(&whole(file)?, now, *control)
        }
        Deed::Posting { file } => commands::posting(&whole(file)?),
    };
    Ok(end(&outcome))
}

fn end(outcome: &Outcome) -> ExitCode {
    say(outcome.text.trim_end());
    ExitCode::from(outcome.exit)
}

fn check(files: &[PathBuf], format: Format) -> Result<ExitCode, Problem> {
    let mut exit = 0;
    for file in files {
        if files.len() > 1 && format == Format::Text {
            say(file.display().to_string());
        }
        let outcome = commands::check(open(file)?, format);
        say(outcome.text.trim_end());
        exit = exit.max(outcome.exit);
    }
    Ok(ExitCode::from(exit))
}

fn open(file: &Path) -> Result<File, Problem> {
    let why = |why| Problem::not_found("x12_file", "The file cannot be opened.").because(why);
    File::open(file).map_err(why)
}

fn whole(file: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let why = |why| Problem::broken("x12_file", "The file cannot be read.").because(why);
    open(file)?.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(why)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Problem::invalid("x12_file", "The file is larger than this command takes; check it instead."));
    }
    Ok(bytes)
}

fn own_texts(file: Option<&Path>) -> Result<Texts, Problem> {
    let Some(file) = file else { return Ok(Texts::default()) };
    let csv = String::from_utf8_lossy(&whole(file)?).into_owned();
    let why = |why| Problem::invalid("x12_texts", "The file of code texts cannot be understood.").because(why);
    Texts::from_csv(&csv).map_err(why)
}
