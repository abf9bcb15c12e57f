//! The browser journeys: the real program, headless Chromium, the keyboard, and axe.

use std::path::{Path, PathBuf};
use std::process::Command;

use postgres_server::ADDRESS_VARIABLE;

use crate::run::{cargo, count, is_there, root, run, target};
use crate::tally::Tally;

/// What to do with the pictures that the journeys take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// Leave those in docs/screenshots as they are.
    Kept,
    /// Put new ones in docs/screenshots.
    Updated,
}

/// `cargo xtask journeys`.
pub fn journeys_alone(words: &[&str]) -> Result<(), String> {
    let (options, names): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
    let pictures = match options.as_slice() {
        [] => Pictures::Kept,
        ["--update-screenshots"] => Pictures::Updated,
        _ => return Err("The journeys know one option: --update-screenshots.".into()),
    };
    let given = std::env::var(ADDRESS_VARIABLE).ok();
    let tally = journeys(&names, pictures, given.as_deref())?;
    crate::say(&format!("{} passed, {} failed", tally.passed, tally.failed));
    if tally.failed == 0 { Ok(()) } else { Err("A journey did not arrive.".into()) }
}

/// Builds the program and runs the journeys whose file name contains one of `names`, or all.
pub fn journeys(names: &[&str], pictures: Pictures, postgres: Option<&str>) -> Result<Tally, String> {
    let folder = root().join("testing/browser");
    let chromium = chromium()?;
    install_packages(&folder)?;
    // Together, and of the whole workspace, so that nothing is built again that the other stages have built.
    run(&mut cargo(&["build", "--workspace", "--bin", "moa", "--example", "specimens"]))?;
    let practice = practice()?;
    let files = files(&folder.join("journeys"), names)?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=300000"]);
    node.args(files).current_dir(&folder);
    node.env("MOA_PROGRAM", target().join("debug/moa"))
        .env("MOA_SPECIMENS", target().join("debug/examples/specimens"))
        .env("MOA_CHROMIUM", chromium)
        .env("MOA_JOURNEY_PRACTICE", practice);
    if pictures == Pictures::Updated {
        node.env("MOA_UPDATE_SCREENSHOTS", "1");
    }
    node.envs(postgres.map(|address| (ADDRESS_VARIABLE, address)));
    Ok(count(&mut node))
}

/// Days of history of the practice that the journeys go through.
const DAYS: &str = "10";

/// A fresh practice of the demo's, of which every file of journeys gets a copy.
fn practice() -> Result<PathBuf, String> {
    let place = target().join("journeys");
    if place.exists() {
        std::fs::remove_dir_all(&place).map_err(|fault| format!("{}: {fault}", place.display()))?;
    }
    let mut make = Command::new(target().join("debug/moa"));
    // Without the big folder of imported records: what the journeys need is made up.
    make.args(["demo", "--make-only", "--days", DAYS, "--records"]).arg(place.join("none"));
    run(make.arg("--data").arg(&place).env("MOA_LOG", "text").env("RUST_LOG", "error").current_dir(root()))?;
    Ok(place.join("demo"))
}

fn files(folder: &Path, names: &[&str]) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|fault| format!("{} cannot be read: {fault}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| picked(&path.file_name().unwrap_or_default().to_string_lossy(), names));
    files.sort();
    if files.is_empty() { Err("No journey has such a name.".into()) } else { Ok(files) }
}

fn picked(file: &str, names: &[&str]) -> bool {
    file.ends_with(".test.js") && (names.is_empty() || names.iter().any(|name| file.contains(name)))
}

/// Fetches what the lock file names, unless it is there already.
fn install_packages(folder: &Path) -> Result<(), String> {
    if !is_there("node", &["--version"]) || !is_there("npm", &["--version"]) {
        return Err("The journeys need Node 20 or newer, with npm.".into());
    }
    let taken = |path: &str| std::fs::metadata(folder.join(path)).and_then(|file| file.modified()).ok();
    if taken("node_modules/.package-lock.json") >= taken("package-lock.json") {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// Finds Chromium, or installs it where we may.
fn chromium() -> Result<PathBuf, String> {
    let named = std::env::var_os("MOA_CHROMIUM").map(PathBuf::from);
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    if let Some(found) = named.into_iter().chain(known.clone()).find(|path| path.exists()) {
        return Ok(found);
    }
    let absent =
        "The journeys need Chromium. Install it (on Debian: apt-get install chromium) or name it in MOA_CHROMIUM.";
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err(absent.into());
    }
    let apt = |words: &[&str]| {
        run(Command::new("apt-get")
            .args(["-o", "DPkg::Lock::Timeout=300", "-qq"])
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])
        .and_then(|()| apt(&["install", "-y", "--no-install-recommends", "chromium"]))
        .map_err(|_| absent.to_owned())?;
    known.into_iter().find(|path| path.exists()).ok_or_else(|| absent.to_owned())
}

#[cfg(test)]
mod tests {
    use super::picked;

    #[test]
    fn journeys_are_picked_by_part_of_their_name() {
        assert!(picked("check_in.test.js", &[]));
        assert!(picked("check_in.test.js", &["board", "check"]));
        assert!(!picked("check_in.test.js", &["board"]));
        assert!(!picked("office.js", &[]), "only journeys, not what they use");
    }
}
