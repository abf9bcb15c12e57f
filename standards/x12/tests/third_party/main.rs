//! Everything the builders print passes third-party checkers: pyx12 (837P, 835, 277CA, 999) and linuxforhealth-x12
//! (270, 271, 276, 277).
//!
//! The judges fetch them (`testing/x12_judges`); the test never passes without having run them.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "../samples/mod.rs"]
#[expect(dead_code, reason = "no third-party checker for the 278 could be had, so its samples are not printed here")]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};

use samples::{envelope, money, questions};
use x12::{Document, Severity};
use x12_judges::{Judges, Objection};

/// Objections of the checkers that are faults of theirs: file, words of the objection, why it is theirs.
const KNOWN_FAULTS: [(&str, &str, &str); 3] = [
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

fn judges() -> Judges {
    Judges::summon(Path::new(env!("CARGO_TARGET_TMPDIR")))
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

fn is_known(objection: &Objection) -> bool {
    let name = objection.file.file_stem().and_then(|n| n.to_str()).unwrap_or_default();
    KNOWN_FAULTS.iter().any(|(of, words, _)| *of == name && objection.words.contains(words))
}

#[test]
fn pyx12_accepts_what_is_printed() {
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
    assert_eq!(judges().pyx12(&files.list), []);
}

#[test]
fn pyx12_is_really_asked() {
    let mut files = Files::new("pyx12-broken");
    let printed = String::from_utf8(envelope().print(&[money::batch(vec![money::visit()])])).unwrap();
    files.write("broken", printed.replace("DTP*472*D8*20261102", "DTP*472*D8*20261332").as_bytes());
    assert_ne!(judges().pyx12(&files.list), []);
}

#[test]
fn linuxforhealth_accepts_what_is_printed() {
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
    let unknown: Vec<_> = judges().linuxforhealth(&files.list).into_iter().filter(|said| !is_known(said)).collect();
    assert_eq!(unknown, []);
}

#[test]
fn linuxforhealth_is_really_asked() {
    let mut files = Files::new("linuxforhealth-broken");
    let printed = String::from_utf8(envelope().print(&[questions::inquiry()])).unwrap();
    files.write("broken", printed.replace("HL*1**20*1", "HL*1**20*7").as_bytes());
    assert_ne!(judges().linuxforhealth(&files.list), []);
}

/// A fault that is not met any more must be taken off the list.
#[test]
fn known_faults_have_reasons() {
    assert!(KNOWN_FAULTS.iter().all(|(_, words, why)| !words.is_empty() && why.len() > 20));
}
