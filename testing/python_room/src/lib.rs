//! Python environments for tests: each is made once below the build folder, from a list of packages out of their ordinary index, by
//! whoever asks first.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An environment with its packages.
#[derive(Debug, Clone)]
pub struct PythonRoom {
    folder: PathBuf,
}

impl PythonRoom {
    /// One that is there already.
    #[must_use]
    pub const fn given(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The environment of this name in a folder below `build_folder` (`CARGO_TARGET_TMPDIR` of the caller), with what
    /// `requirements` lists.
    ///
    /// Tests run in processes of their own and meet here: one installs, the others wait for it.
    ///
    /// # Panics
    /// With the command and what it said, when Python 3 with `venv` is missing or the package index is out of reach.
    #[must_use]
    pub fn summon(build_folder: &Path, name: &str, requirements: &Path) -> Self {
        let folder = build_folder.join(name);
        let turn = File::create(build_folder.join(format!("{name}.lock"))).expect("the build folder can be written");
        turn.lock().expect("a file of ours can be locked");
        let ready = folder.join("ready");
        if !ready.exists() {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
            run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--requirement"]).arg(requirements));
            fs::write(ready, "").expect("the build folder can be written");
        }
        Self { folder }
    }

    /// A program of the environment, such as `python`.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }
}

fn run(command: &mut Command) {
    let told = output(command);
    assert!(told.status.success(), "{command:?} failed: {}", said(&told));
}

/// What a program said, once it has ended.
///
/// # Panics
/// When it does not start.
#[must_use]
pub fn output(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|why| panic!("{command:?} did not start: {why}"))
}

/// Everything it said.
#[must_use]
pub fn said(told: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr))
}
