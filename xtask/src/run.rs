//! Running other programs, with their output shown as it comes and their tests counted.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::tally::Tally;

/// The root folder of the project.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("xtask is in a folder of the project").to_owned()
}

/// `cargo` with these words, in the project's root.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root());
    command
}

/// The folder that builds go to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Whether a program can be started.
pub fn is_there(program: &str, words: &[&str]) -> bool {
    let quiet =
        Command::new(program).args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|ended| ended.success())
}

/// Runs a command to its end and says in a sentence what went wrong, if anything.
pub fn run(command: &mut Command) -> Result<(), String> {
    let ended =
        command.stdin(Stdio::null()).status().map_err(|fault| format!("{} did not start: {fault}.", name(command)))?;
    if ended.success() { Ok(()) } else { Err(format!("{} failed ({ended}).", name(command))) }
}

/// Runs a command to its end and answers with what it printed.
pub fn output(command: &mut Command) -> Result<String, String> {
    let ended = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let ended = ended.map_err(|fault| format!("{} did not start: {fault}.", name(command)))?;
    if !ended.status.success() {
        return Err(format!("{} failed ({}).", name(command), ended.status));
    }
    String::from_utf8(ended.stdout).map_err(|_| format!("{} printed something that is not text.", name(command)))
}

/// Runs a test runner, shows what it prints, and counts the tests it reports.
///
/// A command that reports no tests counts as one check. One that fails without naming a failed test counts as one failure.
pub fn count(command: &mut Command) -> Tally {
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(fault) => {
            eprintln!("{} did not start: {fault}.", name(command));
            return Tally::FAILED;
        }
    };
    let complaints = child.stderr.take().map(|pipe| thread::spawn(move || pass_on(pipe, |line| eprintln!("{line}"))));
    let mut tally = child.stdout.take().map(|pipe| pass_on(pipe, crate::say)).unwrap_or_default();
    if let Some(counted) = complaints.and_then(|reader| reader.join().ok()) {
        tally += counted;
    }
    let went_well = child.wait().is_ok_and(|ended| ended.success());
    if !went_well && tally.failed == 0 {
        tally += Tally::FAILED;
    } else if went_well && tally == Tally::default() {
        tally += Tally::PASSED;
    }
    tally
}

/// Shows every line of a pipe and adds up the counts in it.
fn pass_on(pipe: impl Read, show: impl Fn(&str)) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(&line);
        tally += Tally::of_line(&line);
    }
    tally
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args()).take(3);
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{count, output, run};
    use crate::tally::Tally;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn counts_come_from_both_streams() {
        let script =
            "echo 'test result: ok. 2 passed; 0 failed'; echo '  Summary [ 1s] 3 tests run: 3 passed, 0 skipped' >&2";
        assert_eq!(count(&mut shell(script)), Tally { passed: 5, failed: 0 });
    }

    #[test]
    fn a_failure_without_a_count_is_still_a_failure() {
        assert_eq!(count(&mut shell("exit 3")), Tally::FAILED);
        assert_eq!(count(&mut shell("echo 'ℹ pass 4'; exit 1")), Tally { passed: 4, failed: 1 });
        assert_eq!(count(&mut Command::new("no-such-program-here")), Tally::FAILED);
    }

    #[test]
    fn a_quiet_success_is_one_check() {
        assert_eq!(count(&mut shell("true")), Tally::PASSED);
    }

    #[test]
    fn a_failed_command_says_so() {
        assert_eq!(output(&mut shell("echo yes")), Ok("yes\n".into()));
        assert!(run(&mut shell("exit 2")).is_err_and(|say| say.starts_with("sh -c exit 2 failed")));
    }
}
