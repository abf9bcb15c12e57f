//! `cargo xtask crash` and `cargo xtask bench`: the program tried hard, from outside.

use std::process::Command;

use crate::run::{cargo, root, run, target};

/// Kills the program during work, `--rounds 100` times on each database unless told otherwise, and looks for what is lost.
pub fn crash(words: &[&str]) -> Result<(), String> {
    only(words, &["--rounds", "--seed", "--database"])?;
    run(&mut cargo(&["build", "--workspace", "--bins"]))?;
    let built = target().join("debug");
    let mut rounds = Command::new(built.join("crash_rounds"));
    run(rounds.arg("--moa").arg(built.join("moa")).args(words).current_dir(root()))
}

/// Measures the practice of a scale (`--scale small` or `full`) on both databases and writes docs/benchmarks.md.
pub fn bench(words: &[&str]) -> Result<(), String> {
    only(words, &["--scale", "--database", "--keep", "--server"])?;
    run(&mut cargo(&["build", "--release", "--workspace", "--bins"]))?;
    let built = target().join("release");
    let mut bench = Command::new(built.join("bench"));
    bench.arg("--moa").arg(built.join("moa")).arg("--out").arg("docs/benchmarks.md");
    run(bench.args(words).current_dir(root()))
}

/// Refuses what the task does not know before anything is built: each word is one of these names or the value after it.
fn only(words: &[&str], names: &[&str]) -> Result<(), String> {
    let wrong = words.chunks(2).find(|pair| pair.len() < 2 || !names.contains(&pair[0]));
    wrong.map_or(Ok(()), |pair| {
        Err(format!("{} is not understood here. Known are {}, each with a value.", pair[0], names.join(", ")))
    })
}
