//! The program `moa-payer`: see `moa-payer --help`.

use clap::Parser;
use kernel::Day;
use payer_sim::run::{Arguments, Deed, serve};
use payer_sim::{print_members, print_sample, print_scenarios};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let today = Day::from(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
    let outcome = match &arguments.deed {
        Deed::Serve(asked) => run(async { serve(asked, today, |line| say(&line)).await }),
        Deed::Scenarios => Ok(say(&print_scenarios())),
        Deed::Sample { name, today: asked } => print_sample(name, asked.unwrap_or(today)).map(|text| say(&text)),
        Deed::Members { today: asked } => Ok(say(&print_members(asked.unwrap_or(today)))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|problem| format!("cannot start: {problem}"))?;
    runtime.block_on(work)
}

fn say(line: &str) {
    // A reader who closed the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{line}");
}
