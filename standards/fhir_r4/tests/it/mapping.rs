//! What records hold, compared with the resource they came from.

use crate::{data, open, single};
use fhir_r4::records::{Deceased, Record, Value};
use fhir_r4::{Content, Target};
use std::path::Path;

fn record(json: &str) -> Record {
    match single(json).content {
        Content::Record(record) => record,
        content => panic!("no record: {content:?}"),
    }
}

#[test]
fn a_patient_is_taken_over_with_all_that_identifies_them() {
    let path = "../../data/synthea/057aa36e-b892-9964-75b9-ffb46b097e34.json.bz2";
    let file = open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a bundle");
    let received = file.resources().next().expect("a patient");
    let Content::Record(Record::Patient(patient)) = received.content else { panic!("a patient") };
    let kinds: Vec<&str> = patient.identifiers.iter().filter_map(|identifier| identifier.kind.as_deref()).collect();
    assert_eq!(kinds, ["MR", "SS", "DL", "PPN"]);
    assert_eq!(patient.identifiers[2].value.as_ref().map(|ssn| ssn.reveal().as_str()), Some("999-82-5655"));
    assert_eq!(patient.names.len(), 2);
    assert_eq!(patient.names[0].family.as_ref().map(|name| name.reveal().as_str()), Some("Cormier289"));
    assert_eq!(patient.race.categories[0].code.as_deref(), Some("2106-3"));
    assert_eq!(patient.ethnicity.text.as_deref(), Some("Non Hispanic or Latino"));
    assert_eq!(patient.birth_sex.as_deref(), Some("F"));
    assert!(patient.birth_place.is_some() && patient.mothers_maiden_name.is_some());
    let Deceased::At(died) = &patient.deceased else { panic!("a date of death") };
    assert_eq!(died.text(), "2020-03-25T17:39:15+01:00");
}

#[test]
fn a_year_of_birth_stays_a_year() {
    let file = open(&data("own/pat_birthdate_partial.json")).expect("a file");
    let Some(Content::Record(Record::Patient(patient))) = file.resources().next().map(|received| received.content)
    else {
        panic!("a patient")
    };
    let birth = patient.birth_date.expect("a date").into_revealed();
    assert_eq!((birth.month(), birth.day()), (None, None));
}

#[test]
fn a_blood_pressure_has_its_two_parts() {
    let file = open(&data("own/obs_ok.json")).expect("a file");
    let received = file.resources().next().expect("an observation");
    let patient = Target::Resource { kind: "Patient".to_owned(), id: "example".to_owned() };
    assert_eq!(received.subject.and_then(|subject| subject.target), Some(patient));
    let Content::Record(Record::Observation(observation)) = received.content else { panic!("an observation") };
    let parts: Vec<(&str, String)> = observation
        .components
        .iter()
        .map(|part| {
            let Some(Value::Quantity(quantity)) = &part.value else { panic!("a quantity") };
            (part.code.code_in("http://loinc.org").expect("LOINC"), quantity.line())
        })
        .collect();
    assert_eq!(parts, [("8480-6", "109 mmHg".to_owned()), ("8462-4", "44 mmHg".to_owned())]);
}

#[test]
fn a_value_may_be_of_any_kind_and_keeps_its_digits() {
    let observation = |value: &str| {
        let json = format!(r#"{{"resourceType":"Observation","status":"final","code":{{"text":"x"}},{value}}}"#);
        let Record::Observation(observation) = record(&json) else { panic!("an observation") };
        observation.value
    };
    let quantity = observation(r#""valueQuantity":{"value":1.50,"comparator":"<","code":"mg"}"#);
    assert!(matches!(quantity, Some(Value::Quantity(quantity)) if quantity.line() == "< 1.50 mg"));
    assert!(matches!(observation(r#""valueString":"clear""#), Some(Value::Text(text)) if text.reveal() == "clear"));
    assert!(matches!(observation(r#""valueBoolean":false"#), Some(Value::Truth(false))));
    assert!(matches!(observation(r#""valueInteger":-3"#), Some(Value::Whole(-3))));
    let range = observation(r#""valueRange":{"low":{"value":1},"high":{"value":2,"unit":"d"}}"#);
    assert!(matches!(range, Some(Value::Range(line)) if line == "1 to 2 d"));
    let ratio = observation(r#""valueRatio":{"numerator":{"value":1},"denominator":{"value":128}}"#);
    assert!(matches!(ratio, Some(Value::Ratio(_, below)) if below.line() == "128"));
    assert!(matches!(observation(r#""valueTime":"10:11:12""#), Some(Value::Time(_))));
    assert!(matches!(observation(r#""valueDateTime":"2020-02""#), Some(Value::When(when)) if when.day().is_none()));
    assert!(matches!(observation(r#""valuePeriod":{"start":"2020"}"#), Some(Value::Period(_))));
    assert!(
        matches!(observation(r#""valueCodeableConcept":{"text":"yes"}"#), Some(Value::Concept(yes)) if yes.label() == "yes")
    );
    assert!(observation(r#""dataAbsentReason":{"text":"unknown"}"#).is_none());
}

#[test]
fn a_claim_tells_who_insured_the_patient_then() {
    let path = "../../data/synthea/9fa1e332-a3eb-52e2-d79a-62042a485967.json.bz2";
    let file = open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a bundle");
    let insured: Vec<_> = file
        .resources()
        .filter_map(|received| match received.content {
            Content::Record(Record::Insured(insured)) => Some((received.kind, insured)),
            _ => None,
        })
        .collect();
    assert!(insured.iter().any(|(kind, insured)| kind == "Claim" && insured.contained.is_empty()));
    let (_, benefit) = insured.iter().find(|(kind, _)| kind == "ExplanationOfBenefit").expect("a benefit");
    assert_eq!(benefit.payer, "NO_INSURANCE");
    assert_eq!(benefit.contained.len(), 1);
    assert!(benefit.period.start.is_some());
}

#[test]
fn a_contained_medicine_is_found() {
    let Record::MedicationOrder(order) = record(
        r##"{"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"},
        "contained":[{"resourceType":"Medication","id":"m","code":{"text":"Aspirin"}}],
        "medicationReference":{"reference":"#m"},"doNotPerform":true}"##,
    ) else {
        panic!("an order")
    };
    assert!(matches!(&order.medicine, fhir_r4::records::Medicine::Coded(code) if code.label() == "Aspirin"));
    assert!(order.do_not_perform);
}

#[test]
fn debug_output_shows_no_patient() {
    let file = open(&data("own/pat_ok.json")).expect("a file");
    let shown = format!("{:?}", file.resources().next().expect("a patient"));
    for secret in ["Shaw", "1987-02-20", "Mounds", "555-555"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}
