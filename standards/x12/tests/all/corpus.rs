//! Every file of the collection: valid ones are accepted and print back, invalid ones are flagged, postings agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use x12::commands::{self, Format};
use x12::{Reader, Report, Writer};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut list: Vec<PathBuf> = fs::read_dir(data().join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    list.retain(|path| path.extension().is_some_and(|e| e == "edi"));
    list.sort();
    assert!(list.len() >= 10, "{folder} lost its files");
    list
}

/// Prints every segment again with the line ends of the source.
fn reprinted(bytes: &[u8]) -> Vec<u8> {
    let line_end = if bytes.get(106) == Some(&b'\n') { "\n" } else { "" };
    let mut reader = Reader::new(bytes);
    let mut writer: Option<Writer> = None;
    while let Some(segment) = reader.next_segment().unwrap() {
        writer.get_or_insert_with(|| Writer::new(segment.separators(), line_end)).copy(&segment);
    }
    writer.unwrap().into_bytes()
}

#[test]
fn valid_files_are_accepted_and_print_back_identically() {
    for path in files("public/valid").into_iter().chain(files("own/valid")) {
        let bytes = fs::read(&path).unwrap();
        let outcome = commands::check(&bytes[..], Format::Text);
        assert_eq!(outcome.exit, 0, "{}\n{}", path.display(), outcome.text);
        // A file may end with or without a last line end; nothing else may differ.
        let (printed, source) = (reprinted(&bytes), bytes.trim_ascii_end().to_vec());
        assert_eq!(printed.trim_ascii_end(), source, "{}", path.display());
    }
}

#[test]
fn invalid_files_are_refused() {
    for path in files("public/invalid").into_iter().chain(files("own/invalid")) {
        let outcome = commands::check(&fs::read(&path).unwrap()[..], Format::Text);
        assert_ne!(outcome.exit, 0, "{}", path.display());
    }
}

/// What is wrong with each of the project's own invalid files, as the acknowledgements would say it.
#[test]
fn own_invalid_files_are_flagged_with_their_class() {
    let expected: [(&str, &str, Report); 13] = [
        ("inv_01_iea02_mismatch", "interchange-control-mismatch", Report::Interchange("001")),
        ("inv_04_ge01_count", "transaction-count", Report::Group("5")),
        ("inv_05_se01_count", "segment-count", Report::Transaction("4")),
        ("inv_06_se02_mismatch", "transaction-control-mismatch", Report::Transaction("3")),
        ("inv_14_missing_clm", "segment-unexpected", Report::Segment("2")),
        ("inv_17_bad_date", "date", Report::Element("8")),
        ("inv_19_diag_pointer_to_nothing", "diagnosis-pointer", Report::Element("I12")),
        ("inv_20_line_total_mismatch", "balance-claim", Report::Element("I12")),
        ("inv_21_npi_check_digit", "npi", Report::Element("I12")),
        ("inv_26_unknown_segment", "segment-unknown", Report::Segment("1")),
        ("inv_28_hl_bad_parent", "level-parent", Report::Element("I12")),
        ("inv_41_835_bpr_not_balanced", "balance-payment", Report::Element("I12")),
        ("inv_46_835_missing_trn", "segment-missing", Report::Segment("3")),
    ];
    for (name, code, report) in expected {
        let bytes = fs::read(data().join(format!("own/invalid/{name}.edi"))).unwrap();
        let found = x12::check(&bytes[..]).unwrap();
        let first = found.errors().next().unwrap();
        assert_eq!((first.code, first.report), (code, report), "{name}");
    }
    let short = fs::read(data().join("own/invalid/inv_09_isa_too_short.edi")).unwrap();
    assert_eq!(commands::check(&short[..], Format::Text).exit, 2);
}

/// The segments pyx12 objects to are among those objected to here, file by file.
#[test]
fn what_another_checker_objects_to_is_objected_to() {
    let text = fs::read_to_string(data().join("public/manifest.csv")).unwrap();
    let mut compared = 0;
    for line in text.lines().filter(|l| l.starts_with("invalid,")) {
        let file = line.split(',').nth(1).unwrap();
        let why = line.rsplit(',').next().unwrap();
        let Some(first) = why.split(' ').find(|w| w.starts_with("IK3*")) else { continue };
        let segment = first.split('*').nth(1).unwrap();
        let report = x12::check(&fs::read(data().join("public/invalid").join(file)).unwrap()[..]).unwrap();
        assert!(report.findings.iter().any(|f| f.segment == segment), "{file}: nothing about {segment}");
        compared += 1;
    }
    assert!(compared >= 18, "only {compared} files were compared");
}

#[test]
fn postings_agree_to_the_cent() {
    let text = fs::read_to_string(data().join("835_expected_posting.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    for (file, expected) in &expected {
        let folders = ["own/valid", "public/valid"];
        let path = folders.iter().map(|f| data().join(f).join(file)).find(|p| p.exists()).unwrap();
        let outcome = commands::posting(&fs::read(path).unwrap());
        assert_eq!(outcome.exit, 0, "{file}");
        let found: Value = serde_json::from_str(&outcome.text).unwrap();
        assert_eq!(&found, expected, "{file}");
    }
    assert_eq!(expected.len(), 12);
}

#[test]
fn every_valid_file_is_shown_and_turned_into_json() {
    let texts = x12::texts::Texts::default();
    for path in files("public/valid").into_iter().chain(files("own/valid")) {
        let bytes = fs::read(&path).unwrap();
        let name = path.display().to_string();
        let shown = commands::show(&bytes, &texts);
        assert!(shown.exit == 0 || name.contains("837I"), "{name}\n{}", shown.text);
        let json: Value = serde_json::from_str(&commands::json(&bytes).text).unwrap();
        assert!(json[0]["control"].is_string(), "{name}");
    }
}

#[test]
fn a_large_remittance_file_is_checked_and_posted() {
    use std::io::Read;
    let packed = fs::File::open(data().join("own/835_865_payments_1MB.edi.gz")).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    let report = x12::check(&bytes[..]).unwrap();
    assert_eq!(report.interchanges[0].groups[0].transactions.len(), 865);
    assert_eq!(report.errors().next(), None);
    let checks: Vec<Value> = serde_json::from_str(&commands::posting(&bytes).text).unwrap();
    assert_eq!(checks.len(), 865);
    assert!(checks.iter().all(|c| c["bpr_balances"] == Value::Bool(true)));
}
