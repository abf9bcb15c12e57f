//! `cargo xtask demo`: one command from a clean clone to a practice in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

use crate::run::{cargo, root, run, target};
use crate::say;

/// The build profile of the demo: fast enough to feel like the real thing, quick enough to build while someone waits.
const PROFILE: &str = "demo";

/// Builds the program and hands over to `moa demo`, which makes the practice if there is none and serves it.
pub fn demo(words: &[&str]) -> Result<(), String> {
    let begun = Instant::now();
    say("Building Moa. The first time takes some minutes; later, seconds.");
    run(&mut cargo(&["build", "--package", "moa", "--bin", "moa", "--profile", PROFILE]))?;
    say(&format!("Built in {} s.", begun.elapsed().as_secs()));
    let fault = Command::new(target().join(PROFILE).join("moa")).arg("demo").args(words).current_dir(root()).exec();
    Err(format!("moa did not start: {fault}."))
}
