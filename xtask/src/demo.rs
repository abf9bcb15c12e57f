//! `cargo xtask demo`: one command from a clean clone to a practice in the browser.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::run::{cargo, root, run, target};
use crate::say;

/// The build profile of the demo: fast enough to feel like the real thing, quick enough to build while someone waits.
const PROFILE: &str = "demo";

/// Builds the program and hands over to `moa demo`, which makes the practice if there is none and serves it.
pub fn demo(words: &[&str]) -> Result<(), String> {
    let begun = Instant::now();
    say("Building Moa. The first time takes some minutes; later, seconds.");
    let mut build = cargo(&["build", "--package", "moa", "--bin", "moa", "--profile", PROFILE]);
    if has_openssl() {
        build.env("OPENSSL_NO_VENDOR", "1");
    }
    run(&mut build)?;
    say(&format!("Built in {} s.", begun.elapsed().as_secs()));
    let fault = Command::new(target().join(PROFILE).join("moa")).arg("demo").args(words).current_dir(root()).exec();
    Err(format!("moa did not start: {fault}."))
}

/// Whether the machine has an OpenSSL to build with; making our own, as every other build does, takes minutes.
fn has_openssl() -> bool {
    let mut ask = Command::new("pkg-config");
    ask.args(["--atleast-version=3", "openssl"]).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok_and(|found| found.success())
}
