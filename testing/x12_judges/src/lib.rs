//! Checkers that others wrote, asked about files that we made: pyx12 (837P, 835, 277CA, 999) and linuxforhealth-x12
//! (270, 271, 276, 277).
//!
//! They come from their ordinary package index into a Python environment below the build folder, made once, whoever
//! asks first. `MOA_X12_VENV` names one that is there already (with `requirements.txt` installed). What is asked is
//! really asked: a checker that does not start, or that says nothing of a file, stops the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use python_room::{PythonRoom, output, said};
use serde_json::Value;

/// Files given to pyx12 at once: it takes a second to start.
const AT_ONCE: usize = 50;

/// What a checker has against a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The file.
    pub file: PathBuf,
    /// The checker's own words.
    pub words: String,
}

/// The checkers, ready to be asked.
#[derive(Debug, Clone)]
pub struct Judges {
    room: PythonRoom,
}

impl Judges {
    /// Finds the checkers, or installs them into a folder below `build_folder` (`CARGO_TARGET_TMPDIR` of the caller).
    ///
    /// Tests run in processes of their own and meet here: one installs, the others wait for it.
    ///
    /// # Panics
    /// With the command and what it said, when Python 3 with `venv` is missing or the package index is out of reach.
    pub fn summon(build_folder: &Path) -> Self {
        if let Some(given) = std::env::var_os("MOA_X12_VENV") {
            return Self { room: PythonRoom::given(PathBuf::from(given)) };
        }
        let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("requirements.txt");
        Self { room: PythonRoom::summon(build_folder, "x12-venv", &requirements) }
    }

    /// A program of the environment, such as `x12valid`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.room.program(name)
    }

    /// What pyx12 objects to, out of its JSON reports; a file without a report is one more objection.
    ///
    /// Its exit status says nothing: 4.0.0 ends with 1 even for files it calls OK.
    pub fn pyx12(&self, files: &[PathBuf]) -> Vec<Objection> {
        let mut objections = Vec::new();
        for some in files.chunks(AT_ONCE) {
            let told = output(Command::new(self.program("x12valid")).arg("-q").arg("-J").args(some));
            for file in some {
                let report = fs::read_to_string(format!("{}.json", file.display())).unwrap_or_default();
                let mut words = Vec::new();
                match serde_json::from_str(&report) {
                    Ok(report) => collect(&report, &mut words),
                    Err(_) => words.push(format!("no report: {}", said(&told))),
                }
                objections.extend(words.into_iter().map(|words| Objection { file: file.clone(), words }));
            }
        }
        objections
    }

    /// What linuxforhealth-x12 objects to: its first objection to each file.
    ///
    /// # Panics
    /// When it does not speak of each file.
    pub fn linuxforhealth(&self, files: &[PathBuf]) -> Vec<Objection> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("lfh_check.py");
        let told = output(Command::new(self.program("python")).arg(script).args(files));
        let text = String::from_utf8_lossy(&told.stdout);
        let lines: Vec<_> = text.lines().filter_map(|line| line.split_once('\t')).collect();
        assert_eq!(lines.len(), files.len(), "a line for each file: {}", said(&told));
        let objecting = lines.into_iter().filter(|(_, words)| !words.is_empty());
        objecting.map(|(file, words)| Objection { file: PathBuf::from(file), words: words.to_owned() }).collect()
    }
}

/// Every entry of a list called `errors` in a report, and every acknowledgement code that does not accept.
fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, into)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::Array(errors) if name == "errors" => into.extend(errors.iter().map(Value::to_string)),
                    Value::String(code) if name == "ack_code" && code != "A" => {
                        into.push(format!("acknowledged with {code}"));
                    }
                    field => collect(field, into),
                }
            }
        }
        _ => {}
    }
}
