//! `cargo xtask test`: everything that must hold before a change is done.

use std::process::Command;
use std::time::{Duration, Instant};

use postgres_server::{ADDRESS_VARIABLE, Durability, Server, find_or_install};

use crate::run::{cargo, count, is_there, output, root};
use crate::tally::Tally;
use crate::{browser, layers, say, source, tidy};

/// A part of the test run that can also be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Format,
    Layers,
    Tidy,
    Lints,
    Tests,
    Docs,
    Scripts,
    Journeys,
}

impl Stage {
    /// All of them, the quick ones first.
    const ALL: [Self; 8] =
        [Self::Format, Self::Layers, Self::Tidy, Self::Lints, Self::Tests, Self::Docs, Self::Scripts, Self::Journeys];

    /// The name it is asked for by.
    fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Layers => "layers",
            Self::Tidy => "tidy",
            Self::Lints => "clippy",
            Self::Tests => "tests",
            Self::Docs => "docs",
            Self::Scripts => "js",
            Self::Journeys => "journeys",
        }
    }

    fn named(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|stage| stage.name() == name).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|stage| stage.name()).collect();
            format!("There is no stage {name}; there are {}.", known.join(", "))
        })
    }

    /// Whether its tests tell stories on both databases.
    fn needs_postgres(self) -> bool {
        matches!(self, Self::Tests | Self::Docs | Self::Journeys)
    }

    fn run(self, postgres: Option<&str>) -> Tally {
        let with_postgres = |mut command: Command| {
            command.envs(postgres.map(|address| (ADDRESS_VARIABLE, address)));
            count(&mut command)
        };
        match self {
            Self::Format => count(&mut cargo(&["fmt", "--all", "--check"])),
            Self::Layers => report(layer_faults()),
            Self::Tidy => report(tidy_faults()),
            Self::Lints => {
                count(&mut cargo(&locked(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])))
            }
            Self::Tests if is_there("cargo-nextest", &["--version"]) => with_postgres(cargo(&locked(&[
                "nextest",
                "run",
                "--workspace",
                "--no-fail-fast",
                "--hide-progress-bar",
            ]))),
            Self::Tests => {
                with_postgres(cargo(&locked(&["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"])))
            }
            Self::Docs => with_postgres(cargo(&locked(&["test", "--workspace", "--no-fail-fast", "--doc"]))),
            Self::Scripts => scripts(),
            Self::Journeys => match browser::journeys(&[], browser::Pictures::Kept, postgres) {
                Ok(tally) => tally,
                Err(sentence) => report(Ok(vec![sentence])),
            },
        }
    }
}

/// Runs the named stages, or all of them, and closes with one line of counts.
pub fn test(names: &[&str]) -> Result<(), String> {
    let mut stages = names.iter().map(|name| Stage::named(name)).collect::<Result<Vec<_>, _>>()?;
    if stages.is_empty() {
        stages = Stage::ALL.to_vec();
    }
    let needs_server = stages.iter().any(|stage| stage.needs_postgres());
    let given = std::env::var(ADDRESS_VARIABLE).ok().filter(|address| !address.is_empty());
    let own = if needs_server && given.is_none() { Some(start_postgres()?) } else { None };
    let postgres = given.or_else(|| own.as_ref().map(|server| server.address("postgres")));

    let mut rows = Vec::new();
    let mut total = Tally::default();
    for stage in stages {
        say(&format!("── {} ──", stage.name()));
        let begun = Instant::now();
        let tally = stage.run(postgres.as_deref());
        total += tally;
        rows.push(row(stage, tally, begun.elapsed()));
    }
    drop(own);
    say("");
    rows.iter().for_each(|row| say(row));
    say(&format!("{} passed, {} failed", total.passed, total.failed));
    if total.failed == 0 { Ok(()) } else { Err("Not everything holds.".into()) }
}

fn row(stage: Stage, tally: Tally, took: Duration) -> String {
    let mark = if tally.failed == 0 { "ok" } else { "FAILED" };
    format!(
        "{:10} {mark:7} {:>6} held {:>4} did not  {:>5} s",
        stage.name(),
        tally.passed,
        tally.failed,
        took.as_secs()
    )
}

fn start_postgres() -> Result<Server, String> {
    let programs = find_or_install().map_err(|absent| absent.0)?;
    Server::start(&programs, Durability::Fast, &[]).map_err(|absent| absent.0)
}

/// On a build machine the lock file is law.
fn locked<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut words = words.to_vec();
    if std::env::var_os("CI").is_some() {
        let before_options_of_others = words.iter().position(|word| *word == "--").unwrap_or(words.len());
        words.insert(before_options_of_others, "--locked");
    }
    words
}

fn layer_faults() -> Result<Vec<String>, String> {
    let metadata = output(&mut cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    Ok(layers::faults(&layers::rooms(&metadata)?))
}

fn tidy_faults() -> Result<Vec<String>, String> {
    let list = root().join("xtask/reveal_callers.txt");
    let list = std::fs::read_to_string(&list).map_err(|fault| format!("{} cannot be read: {fault}", list.display()))?;
    let sources = source::all(&root())?;
    Ok(tidy::faults(&sources, &list).iter().map(ToString::to_string).collect())
}

/// Says every fault; none is one check that passed.
fn report(faults: Result<Vec<String>, String>) -> Tally {
    let faults = faults.unwrap_or_else(|sentence| vec![sentence]);
    faults.iter().for_each(|fault| say(fault));
    if faults.is_empty() { Tally::PASSED } else { Tally { passed: 0, failed: faults.len() as u64 } }
}

/// The tests of our own browser modules, where a crate has them, under node's runner.
fn scripts() -> Tally {
    let folder = root().join("interfaces/web_assets");
    let has_tests = |name: &str| folder.join(name).is_dir();
    let Some(tests) = ["tests/js", "test", "js/tests"].into_iter().find(|name| has_tests(name)) else {
        say("No browser module has tests of its own; the journeys try them.");
        return Tally::default();
    };
    count(Command::new("node").args(["--test", "--test-reporter=spec"]).arg(format!("{tests}/")).current_dir(folder))
}

#[cfg(test)]
mod tests {
    use super::{Stage, report};
    use crate::tally::Tally;

    #[test]
    fn every_stage_is_found_by_its_name_and_no_other() {
        for stage in Stage::ALL {
            assert_eq!(Stage::named(stage.name()), Ok(stage));
        }
        assert!(Stage::named("lint").is_err_and(|say| say.contains("fmt, layers, tidy")));
    }

    #[test]
    fn each_fault_counts_and_a_broken_check_is_a_fault() {
        assert_eq!(report(Ok(Vec::new())), Tally::PASSED);
        assert_eq!(report(Ok(vec!["one".into(), "two".into()])), Tally { passed: 0, failed: 2 });
        assert_eq!(report(Err("unreadable".into())), Tally::FAILED);
    }
}
