//! Seeds, measures, writes the page: `bench --scale small --moa PATH --out docs/benchmarks.md`. With `--keep FILE` the seeded
//! SQLite record is kept, and the next run of the same day begins from it; `--server ADDRESS` measures on a PostgreSQL server
//! that is there already.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measures")]

use std::path::PathBuf;
use std::process::ExitCode;

use bench::report::page;
use bench::run::{Kind, Run};
use bench::scale::Scale;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match measure(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn measure(words: &[String]) -> Result<(), String> {
    let said = |name: &str| words.windows(2).find(|pair| pair[0] == name).map(|pair| pair[1].as_str());
    let scale = Scale::named(said("--scale").unwrap_or("small")).ok_or("The scales are small and full.")?;
    let program = PathBuf::from(said("--moa").ok_or("Name the program with --moa.")?);
    let kinds = match said("--database").unwrap_or("both") {
        "sqlite" => vec![Kind::File],
        "postgres" => vec![Kind::Server],
        "both" => vec![Kind::File, Kind::Server],
        _ => return Err("The databases are sqlite and postgres.".to_owned()),
    };
    let mut tables = Vec::new();
    for kind in kinds {
        let say = |line: &str| println!("{}: {line}", kind.name());
        let kept = said("--keep").map(PathBuf::from);
        let run = match said("--server").filter(|_| kind == Kind::Server) {
            Some(address) => Run::at(address, scale, program.clone())?,
            None => Run::new(kind, scale, program.clone())?,
        };
        tables.extend(run.keeping(kept).measure(&say)?);
    }
    let opening = format!(
        "Made by `cargo xtask bench --scale {}`: {} patients, {} appointments, {} journal entries, on {}. Read ratios \
         before absolutes. Both databases are on the same disk as the program; the file is encrypted.",
        scale.name,
        scale.patients,
        scale.appointments,
        scale.entries,
        machine()
    );
    let text = page(&opening, &tables);
    println!("{text}");
    match said("--out") {
        Some(path) => std::fs::write(path, text).map_err(|fault| format!("{path}: {fault}")),
        None => Ok(()),
    }
}

/// The machine in words.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let list = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = list.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!(
        "{cores} cores of {} (load average {load} at the end)",
        model.map_or("an unnamed processor", |(_, name)| name)
    )
}
