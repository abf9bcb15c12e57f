//! Records of other offices come in: counted, once, whole, or not at all.

use clinical::chart::ChartOf;
use clinical::observations::TrendOf;
use clinical::outside::{OutsideParties, PartyKind};
use fhir_r4::{Limits, unpack};
use kernel::{Kind, Phi, Problem};
use registry::coverages::CoverageOf;
use registry::people::{FindPeople, PersonLine};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use testkit::Practice;
use workflows::import_fhir::{Report, Source, Tally, read_file};

fn synthea(beginning: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/synthea");
    let names = std::fs::read_dir(folder).expect("the Synthea patients").map(|entry| entry.expect("an entry").path());
    let mut found =
        names.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning)));
    found.next().expect("such a bundle")
}

fn text_of(path: &Path) -> String {
    unpack(std::fs::File::open(path).expect("a file"), &Limits::default()).expect("a text")
}

/// Imports as the command line does: by the office manager.
fn take_in(practice: &Practice, text: &str) -> Result<Report, Problem> {
    let source = Source::named("st-vincent").expect("a name");
    let batch = read_file(text.to_owned(), &source, &Limits::default())?;
    let mut report = batch.report;
    for deed in batch.deeds {
        report.add(&practice.perform(&practice.ines.actor, deed)?);
    }
    Ok(report)
}

fn found(practice: &Practice, typed: &str) -> Vec<PersonLine> {
    let typed = Phi::<String>::from(typed);
    practice.ask(&practice.rosa.actor, FindPeople { typed, at_most: 10 }).expect("a search")
}

/// Resource types of a bundle, counted without our own reader.
fn counted(text: &str) -> BTreeMap<String, u32> {
    let bundle: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let mut counts = BTreeMap::new();
    for entry in bundle["entry"].as_array().expect("entries") {
        let kind = entry["resource"]["resourceType"].as_str().expect("a type");
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn a_patient_comes_in_whole_and_a_second_time_changes_nothing() {
    Practice::each(|practice| {
        for bundle in ["0-hospital", "0-practitioner"] {
            let report = take_in(practice, &text_of(&synthea(bundle))).expect("the practices come in");
            assert_eq!(report.total().refused, 0, "{report}");
        }
        let text = text_of(&synthea("085e81c0"));
        let report = take_in(practice, &text).expect("the patient comes in");
        let read: BTreeMap<String, u32> = report.kinds.iter().map(|(kind, tally)| (kind.clone(), tally.read)).collect();
        assert_eq!(read, counted(&text));
        let total = report.total();
        assert_eq!(
            (total.whole + total.source_only, total.refused, total.added),
            (total.read, 0, total.read),
            "{report}"
        );

        let again = take_in(practice, &text).expect("the patient comes in again").total();
        let unchanged = Tally { added: 0, unchanged: total.read, ..total };
        assert_eq!(again, unchanged);

        let people = found(practice, "1952");
        assert!(people.len() <= 1, "one chart per person");
        let places =
            practice.ask(&practice.rosa.actor, OutsideParties { kind: PartyKind::Provider, from: String::new() });
        let places = places.expect("the outside").0;
        assert!(places.iter().all(|provider| !provider.name.is_empty() && !provider.specialty.is_empty()));
    });
}

#[test]
fn the_chart_shows_what_came_in() {
    Practice::each(|practice| {
        take_in(practice, &text_of(&synthea("057aa36e"))).expect("the patient comes in");
        let people = found(practice, "cormier");
        let [person] = people.as_slice() else { panic!("one patient: {people:?}") };
        let chart = practice.ask(&practice.tom.actor, ChartOf { patient: person.id }).expect("the chart");
        assert!(!chart.problems.is_empty() && chart.problems.iter().all(|problem| problem.clinical_status == "active"));
        assert!(!chart.past_problems.is_empty() && !chart.immunizations.is_empty() && !chart.medications.is_empty());
        assert!(!chart.laboratory.is_empty() && !chart.procedures.is_empty() && !chart.documents.is_empty());
        let newest: Vec<i64> = chart.encounters.iter().map(|encounter| encounter.at_key).collect();
        assert!(newest.is_sorted_by(|a, b| a >= b));
        let systolic = chart.vitals.iter().find(|line| line.name == "Systolic").expect("blood pressures");
        assert!(systolic.seen[0].amount().is_some_and(|pressure| (60.0..260.0).contains(&pressure)));
        let trend = practice.ask(&practice.tom.actor, TrendOf { patient: person.id, code: "8480-6".to_owned() });
        assert!(trend.expect("a trend").seen.len() >= systolic.seen.len());
        let policies = practice.ask(&practice.mei.actor, CoverageOf { patient: person.id }).expect("the policies");
        assert!(policies.iter().any(|policy| policy.card.payer == "Medicare"), "{policies:?}");

        let document = &chart.documents[0];
        let owner = kernel::RawId::from(document.id).into();
        let read = clinical::documents::ReadDocument { patient: person.id, owner, position: 1 };
        let content = practice.ask(&practice.tom.actor, read).expect("the note");
        assert!(content.media_type.starts_with("text/plain"));
        assert!(String::from_utf8_lossy(content.bytes.reveal()).contains("# Chief Complaint"));
        let piece = clinical::received::SourceOf { patient: person.id, piece: kernel::RawId::from(document.id).into() };
        assert_eq!(practice.ask(&practice.tom.actor, piece).expect("the source").kind, "DocumentReference");
    });
}

const PATIENT: &str = r#"{"fullUrl":"urn:uuid:p","request":{"method":"POST","url":"Patient"},"resource":
    {"resourceType":"Patient","id":"p","name":[{"family":"Tuck","given":["Ada"]}],"gender":"female","birthDate":"1950-02-03"}}"#;

fn observation(value: &str) -> String {
    format!(
        r#"{{"fullUrl":"urn:uuid:o","request":{{"method":"POST","url":"Observation"}},"resource":{{"resourceType":"Observation",
        "id":"o","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6"}}]}},
        "subject":{{"reference":"urn:uuid:p"}},"effectiveDateTime":"2020-01-01","valueQuantity":{{"value":{value},"unit":"mmHg"}}}}}}"#
    )
}

fn bundle(kind: &str, entries: &[&str]) -> String {
    format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":[{}]}}"#, entries.join(","))
}

fn systolic(practice: &Practice) -> Vec<String> {
    let person = &found(practice, "tuck")[0];
    let trend = practice.ask(&practice.tom.actor, TrendOf { patient: person.id, code: "8480-6".to_owned() });
    trend.expect("a trend").seen.iter().map(clinical::observations::Observation::value).collect()
}

#[test]
fn what_comes_in_changed_replaces_its_record() {
    Practice::each(|practice| {
        take_in(practice, &bundle("transaction", &[PATIENT, &observation("120")])).expect("it comes in");
        assert_eq!(systolic(practice), ["120 mmHg"]);
        let renamed = PATIENT.replace("Tuck", "Tuckman");
        let report =
            take_in(practice, &bundle("transaction", &[&renamed, &observation("118.50")])).expect("it comes in again");
        assert_eq!((report.total().added, report.total().changed), (0, 2));
        assert_eq!(systolic(practice), ["118.50 mmHg"]);
        assert_eq!(found(practice, "tuckman").len(), 1);
    });
}

#[test]
fn one_bad_resource_in_a_transaction_leaves_nothing_and_in_a_collection_is_left_out_alone() {
    Practice::each(|practice| {
        let bad = observation("120").replace("\"final\"", "\"fine\"");
        let why = take_in(practice, &bundle("transaction", &[PATIENT, &bad])).expect_err("a refusal");
        let say = "Nothing of this bundle was taken in, because of its entry 2: Observation.status is not one of the codes \
                   that R4 allows there.";
        assert_eq!((why.kind(), why.say()), (Kind::Invalid, say));
        assert!(found(practice, "tuck").is_empty());

        let report = take_in(practice, &bundle("collection", &[PATIENT, &bad])).expect("the rest comes in");
        assert_eq!((report.total().read, report.total().whole, report.total().refused), (2, 1, 1));
        assert_eq!(report.refusals[0].place, 2);
        assert_eq!(found(practice, "tuck").len(), 1);
    });
}

#[test]
fn what_has_no_patient_here_is_refused_and_half_a_birthday_is_not_filled_in() {
    Practice::each(|practice| {
        let line = r#"{"resourceType":"Observation","id":"x","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/nobody"}}"#;
        let batch = read_file(line.to_owned(), &Source::named("st-vincent").expect("a name"), &Limits::default());
        let report = practice.perform(&practice.ines.actor, batch.expect("sound").deeds.remove(0)).expect("a report");
        assert_eq!(report.refusals[0].why, "Its patient is not here. Take in the patient from the same source first.");

        let year = bundle("transaction", &[&PATIENT.replace("1950-02-03", "1950")]);
        let why = take_in(practice, &year).expect_err("a refusal");
        assert!(why.say().contains("is not a full date"), "{why}");
        assert!(found(practice, "tuck").is_empty());
    });
}

#[test]
fn only_who_may_import_imports() {
    Practice::each(|practice| {
        let source = Source::named("st-vincent").expect("a name");
        let mut batch = read_file(bundle("transaction", &[PATIENT]), &source, &Limits::default()).expect("sound");
        let why = practice.perform(&practice.rosa.actor, batch.deeds.remove(0)).expect_err("a refusal");
        assert_eq!(why.kind(), Kind::Refused);
    });
}
