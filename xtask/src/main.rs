//! All automation of Moa: `cargo xtask`.
#![expect(clippy::print_stdout, reason = "automation talks to the person at the terminal")]

mod browser;
mod demo;
mod layers;
mod run;
mod source;
mod tally;
mod test;
mod tidy;
mod trials;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask demo                    build Moa, make a practice with a year behind it, serve it, say where
cargo xtask test [STAGE…]           everything that must hold; stages: fmt layers tidy clippy tests docs js journeys
cargo xtask journeys [--update-screenshots] [NAME…]
                                    the browser journeys alone; NAME picks files by part of their name
cargo xtask crash [--rounds 100] [--seed N] [--database sqlite|postgres]
                                    kill the program during work; nothing acknowledged may be lost
cargo xtask bench [--scale small|full] [--database sqlite|postgres] [--keep FILE] [--server ADDRESS]
                                    measure, and write docs/benchmarks.md";

/// Prints a line for the person at the terminal.
pub(crate) fn say(line: &str) {
    println!("{line}");
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help"] | [.., "--help" | "-h"] => {
            say(USAGE);
            Ok(())
        }
        ["demo", rest @ ..] => demo::demo(rest),
        ["test", stages @ ..] => test::test(stages),
        ["journeys", rest @ ..] => browser::journeys_alone(rest),
        ["crash", rest @ ..] => trials::crash(rest),
        ["bench", rest @ ..] => trials::bench(rest),
        _ => Err(format!("There is no such task.\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
