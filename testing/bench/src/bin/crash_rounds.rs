//! Kills the program during work, again and again: `crash_rounds --moa PATH --rounds 100 --database sqlite`.
#![expect(clippy::print_stdout, reason = "a trial says what it found")]

use std::path::PathBuf;
use std::process::ExitCode;

use bench::rounds::Rounds;
use bench::run::Kind;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match try_rounds(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn try_rounds(words: &[String]) -> Result<(), String> {
    let said = |name: &str| words.windows(2).find(|pair| pair[0] == name).map(|pair| pair[1].as_str());
    let number = |name: &str, otherwise: u64| {
        said(name).map_or(Ok(otherwise), |text| text.parse().map_err(|_| format!("{name} takes a number.")))
    };
    let program = PathBuf::from(said("--moa").ok_or("Name the program with --moa.")?);
    let (rounds, seed) = (number("--rounds", 100)?, number("--seed", 20_261_121)?);
    let kinds = match said("--database").unwrap_or("both") {
        "sqlite" => vec![Kind::File],
        "postgres" => vec![Kind::Server],
        _ => vec![Kind::File, Kind::Server],
    };
    for kind in kinds {
        let say = |line: &str| println!("{}: {line}", kind.name());
        let held = Rounds::new(kind, program.clone(), seed)?.run(rounds, &say)?;
        say(&format!("{rounds} kills, {held} acknowledged deeds, none lost; every verification passed (seed {seed})"));
    }
    Ok(())
}
