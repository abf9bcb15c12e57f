//! The program `moa-payer`: see `moa-payer --help`.

use clap::Parser;
use kernel::Day;
use payer_sim::run::{Arguments, perform};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    #[expect(clippy::disallowed_methods, reason = "the edge of the program: everything inside is given its day")]
    let today = Day::from(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
    match perform(&arguments.deed, today, say) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    // A reader who closed the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{line}");
}
