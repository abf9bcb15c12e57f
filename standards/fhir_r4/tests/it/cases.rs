//! The collected cases: what must be refused is refused, what must be read is read.

use crate::{data, open};
use fhir_r4::{Content, SourceOnly};
use serde_json::Value;
use std::collections::BTreeMap;

/// How the only resource of a file fared: `record`, `source only`, `refused`.
fn outcome(path: &str) -> String {
    let file = match open(&data(path)) {
        Ok(file) => file,
        Err(problem) => return format!("refused: {}", problem.say()),
    };
    let refusals: Vec<String> = file
        .resources()
        .filter_map(|received| match received.content {
            Content::Refused(problem) => Some(problem.say().to_owned()),
            _ => None,
        })
        .collect();
    if refusals.is_empty() { "read".to_owned() } else { format!("refused: {}", refusals.join(" ")) }
}

fn expected(folder: &str) -> Value {
    let text = std::fs::read_to_string(data(&format!("{folder}/expected.json"))).expect("the list");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_validator_cases_of_hl7_fare_as_they_should() {
    let expected = expected("hl7-validator-cases");
    let cases = expected.as_array().expect("a list");
    assert_eq!(cases.len(), 36);
    for case in cases {
        let name = case["file"].as_str().expect("a name");
        let outcome = outcome(&format!("hl7-validator-cases/{name}"));
        let refused = outcome.starts_with("refused");
        assert_eq!(refused, case["expect"] == "reject", "{name}: {outcome}");
    }
}

#[test]
fn our_own_cases_are_refused_with_the_place_and_the_reason() {
    let expected = expected("own");
    let mut found = BTreeMap::new();
    for name in expected.as_object().expect("an object").keys() {
        found.insert(name.clone(), outcome(&format!("own/{name}")));
    }
    let read = "read";
    let wanted = [
        ("appt_booked_no_start.json", "refused: Appointment.start is missing."),
        ("appt_ok.json", read),
        ("bundle_tx_ok.json", read),
        ("enc_ok.json", read),
        ("obs_no_status.json", "refused: Observation.status is missing."),
        ("obs_ok.json", read),
        ("obs_two_values.json", "refused: Observation.valueInteger is a second value where R4 allows one."),
        ("pat_birthdate_partial.json", read),
        ("pat_empty_array.json", "refused: Patient.address is an empty list."),
        ("pat_modifier_extension_unknown.json", read),
        ("pat_no_name.json", read),
        ("pat_ok.json", read),
        ("pat_truncated.json", "refused: This file ends too early: it was cut short, or is still being written."),
    ];
    let wanted: BTreeMap<String, String> = wanted.map(|(name, how)| (name.to_owned(), how.to_owned())).into();
    assert_eq!(found, wanted);
}

#[test]
fn an_unknown_modifier_is_kept_and_never_taken_for_plain() {
    let file = open(&data("own/pat_modifier_extension_unknown.json")).expect("a file");
    let received = file.resources().next().expect("a patient");
    assert!(matches!(received.content, Content::SourceOnly(SourceOnly::Modified)));
    assert!(received.source.reveal().contains("modifierExtension"));
}

#[test]
fn every_official_example_is_read() {
    let file = open(&data("r4-examples.ndjson.gz")).expect("one resource a line, packed");
    assert_eq!(file.len(), 305);
    let mut kept = 0;
    for received in file.resources() {
        match received.content {
            Content::Refused(problem) => panic!("line {} ({}): {}", received.place, received.kind, problem.say()),
            Content::Record(_) => kept += 1,
            Content::SourceOnly(_) => {}
        }
    }
    assert!(kept >= 145, "{kept}");
}
