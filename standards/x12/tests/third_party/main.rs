//! Everything the builders print passes third-party checkers: pyx12 (837P, 835, 277CA, 999) and linuxforhealth-x12
//! (270, 271, 276, 277).
//!
//! The checkers come from their ordinary package index into a virtual environment. `MOA_X12_VENV` names one that is
//! there already (with `requirements.txt` installed); else the test makes one below the build folder. It never passes
//! without having run them.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "../samples/mod.rs"]
#[expect(dead_code, reason = "no third-party checker for the 278 could be had, so its samples are not printed here")]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use samples::{envelope, money, questions};
use serde_json::Value;
use x12::{Document, Severity};

/// Objections of the checkers that are faults of theirs: file, words of the objection, why it is theirs.
const KNOWN_FAULTS: [(&str, &str, &str); 4] = [
    (
        "835",
        "Cannot create AK2: err_st.vriic was not set",
        "pyx12 cannot make its own 999 of an 835, because the guide gives the 835's ST no ST03; its report is complete",
    ),
    (
        "270_two_people",
        "Invalid subscriber parent id 2",
        "linuxforhealth-x12 wants each subscriber to hang below the one before instead of below the receiver",
    ),
    (
        "271_limit",
        "KeyError: 'eb_segment'",
        "linuxforhealth-x12 declares EB09, a code such as VS, to be a number, and so refuses every EB with a quantity",
    ),
    (
        "271_not_found",
        "reject_reason_code value is not a valid enumeration member",
        "linuxforhealth-x12 allows a subscriber only the AAA03 reasons of a provider, so not even 75, person not found",
    ),
];

/// Where the checkers are; makes the environment when nobody has.
fn environment() -> PathBuf {
    if let Some(given) = std::env::var_os("MOA_X12_VENV") {
        return PathBuf::from(given);
    }
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("x12-venv");
    if !venv.join("ready").exists() {
        let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/third_party/requirements.txt");
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        run(Command::new(venv.join("bin/pip")).args(["install", "--quiet", "--requirement"]).arg(requirements));
        fs::write(venv.join("ready"), "").unwrap();
    }
    venv
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    assert!(output.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Prints documents into files of a fresh folder.
struct Files {
    folder: PathBuf,
    list: Vec<PathBuf>,
}

impl Files {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("x12-{name}"));
        fs::remove_dir_all(&folder).or_else(|e| if folder.exists() { Err(e) } else { Ok(()) }).unwrap();
        fs::create_dir_all(&folder).unwrap();
        Self { folder, list: Vec::new() }
    }

    fn add<D: Document>(&mut self, name: &str, documents: &[D]) {
        self.write(name, &envelope().print(documents));
    }

    fn write(&mut self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(format!("{name}.edi"));
        fs::write(&path, bytes).unwrap();
        self.list.push(path);
    }
}

fn is_known(file: &Path, objection: &str) -> bool {
    let name = file.file_stem().and_then(|n| n.to_str()).unwrap_or_default();
    KNOWN_FAULTS.iter().any(|(of, words, _)| *of == name && objection.contains(words))
}

/// What pyx12 objects to in one file, out of its JSON report.
///
/// Its exit status says nothing: 4.0.0 ends with 1 even for a file it calls OK.
fn pyx12(venv: &Path, file: &Path) -> Vec<String> {
    let output = Command::new(venv.join("bin/x12valid")).arg("-J").arg(file).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let report = fs::read_to_string(format!("{}.json", file.display())).unwrap_or_default();
    let report: Value =
        serde_json::from_str(&report).unwrap_or_else(|_| panic!("no report of {}: {said}", file.display()));
    let mut objections = Vec::new();
    collect(&report, &mut objections);
    let ok = said.lines().any(|line| line.ends_with(".edi: OK"));
    if objections.is_empty() && !ok && !is_known(file, &said) {
        objections.push(said);
    }
    objections
}

/// Every entry of a list called `errors`, and every acknowledgement code that does not accept.
fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| collect(v, into)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::Array(errors) if key == "errors" => into.extend(errors.iter().map(Value::to_string)),
                    Value::String(code) if key == "ack_code" && code != "A" => into.push(format!("ack_code {code}")),
                    _ => collect(value, into),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn pyx12_accepts_what_is_printed() {
    let venv = environment();
    let mut files = Files::new("pyx12");
    files.add("837P_visit", &[money::batch(vec![money::visit()])]);
    files.add("837P_family", &[money::batch(vec![money::visit(), money::replacement(), money::dependent()])]);
    files.add("837P_secondary", &[money::batch(vec![money::secondary()])]);
    files.add("835", &money::remittances());
    files.add("277CA", &[questions::taken_in()]);
    files.add("999", &questions::acknowledgements());
    let broken = envelope().print(&[money::batch(vec![money::visit()])]);
    let broken = String::from_utf8(broken).unwrap().replace("CLM*PCN-0001*185*", "CLM*PCN-0001**");
    let report = x12::check(broken.as_bytes()).unwrap();
    assert!(report.findings.iter().any(|f| f.severity == Severity::Error));
    for answer in x12::acknowledge(&report, samples::now(), 2) {
        files.add("999_of_findings", &answer.groups);
    }
    for file in &files.list {
        assert_eq!(pyx12(&venv, file), Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn pyx12_is_really_asked() {
    let venv = environment();
    let mut files = Files::new("pyx12-broken");
    let printed = String::from_utf8(envelope().print(&[money::batch(vec![money::visit()])])).unwrap();
    files.write("broken", printed.replace("DTP*472*D8*20261102", "DTP*472*D8*20261332").as_bytes());
    assert_ne!(pyx12(&venv, &files.list[0]), Vec::<String>::new());
}

/// What linuxforhealth-x12 says of files: each with its objection, empty when it has none.
fn linuxforhealth(venv: &Path, files: &[PathBuf]) -> Vec<(String, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/third_party/lfh_check.py");
    let said = run(Command::new(venv.join("bin/python")).arg(script).args(files));
    let lines: Vec<_> =
        said.lines().filter_map(|l| l.split_once('\t')).map(|(f, o)| (f.to_owned(), o.to_owned())).collect();
    assert_eq!(lines.len(), files.len(), "{said}");
    lines
}

#[test]
fn linuxforhealth_accepts_what_is_printed() {
    let venv = environment();
    let mut files = Files::new("linuxforhealth");
    for (number, one) in questions::inquiry().inquiries.into_iter().enumerate() {
        let inquiries = vec![one];
        files.add(
            &format!("270_{number}"),
            &[x12::eligibility::EligibilityInquiry { inquiries, ..questions::inquiry() }],
        );
    }
    files.add("270_two_people", &[questions::inquiry()]);
    files.add("271", &[questions::covered()]);
    files.add("271_limit", &[questions::limited()]);
    files.add("271_not_found", &[questions::not_found()]);
    files.add("276", &[questions::status_inquiry()]);
    files.add("277", &[questions::status_answer()]);
    for (file, objection) in linuxforhealth(&venv, &files.list) {
        assert!(objection.is_empty() || is_known(Path::new(&file), &objection), "{file}: {objection}");
    }
}

#[test]
fn linuxforhealth_is_really_asked() {
    let venv = environment();
    let mut files = Files::new("linuxforhealth-broken");
    let printed = String::from_utf8(envelope().print(&[questions::inquiry()])).unwrap();
    files.write("broken", printed.replace("HL*1**20*1", "HL*1**20*7").as_bytes());
    assert_ne!(linuxforhealth(&venv, &files.list)[0].1, "");
}

/// A fault that is not met any more must be taken off the list.
#[test]
fn known_faults_have_reasons() {
    assert!(KNOWN_FAULTS.iter().all(|(_, words, why)| !words.is_empty() && why.len() > 20));
}
