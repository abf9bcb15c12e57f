//! Ana Ruiz, of whose record something stands in every address: she came in from another office with a letter, and has a card,
//! an alert and a photo here.

use clinical::chart::ChartOf;
use fhir_r4::Limits;
use kernel::Phi;
use office::PatientId;
use registry::coverages::{KeepCoverage, NewCoverage, Relationship};
use registry::people::{FindPeople, KeepPhoto, RaiseAlert};
use testkit::Practice;
use workflows::import_fhir::{Source, read_file};

pub struct Ana {
    pub patient: PatientId,
    pub coverage: String,
    pub alert: String,
    pub document: String,
}

const BUNDLE: &str = r#"{"resourceType":"Bundle","type":"collection","entry":[
{"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{"resourceType":"Patient",
"id":"11111111-1111-4111-8111-111111111111","name":[{"family":"Ruiz","given":["Ana"]}],"gender":"female","birthDate":"1990-02-03"}},
{"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{"resourceType":"DocumentReference",
"id":"22222222-2222-4222-8222-222222222222","status":"current","type":{"text":"Letter"},
"subject":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"},"date":"2026-01-05T10:00:00Z",
"content":[{"attachment":{"contentType":"text/plain","data":"U2VlbiBhbmQgd2VsbC4="}}]}}]}"#;

impl Ana {
    pub fn of(practice: &Practice) -> Self {
        let source = Source::named("elsewhere").expect("a name");
        let batch = read_file(BUNDLE.to_owned(), &source, &Limits::default()).expect("a bundle");
        for deed in batch.deeds {
            practice.perform(&practice.ines, deed).expect("Ana comes in");
        }
        let find = FindPeople { typed: Phi::<String>::from("Ruiz Ana"), at_most: 1 };
        let patient = practice.ask(&practice.rosa, find).expect("a search").remove(0).id;
        let card = NewCoverage {
            payer: "Blue Cross".to_owned(),
            payer_number: String::new(),
            priority: 1,
            plan: String::new(),
            member_number: "XQ1".into(),
            group_number: "".into(),
            relationship: Relationship::Itself,
            subscriber_name: "".into(),
            subscriber_birth_day: None,
            starts_on: None,
            ends_on: None,
            copay: None,
        };
        let coverage = practice.perform(&practice.rosa, KeepCoverage { patient, corrects: None, card });
        let alert = practice.perform(&practice.rosa, RaiseAlert { patient, says: "Hard of hearing".into() });
        let photo = KeepPhoto { patient, image: vec![0xFF, 0xD8, 0xFF, 0xE0] };
        practice.perform(&practice.rosa, photo).expect("a photo");
        let chart = practice.ask(&practice.okafor, ChartOf { patient }).expect("the chart");
        Self {
            patient,
            coverage: coverage.expect("a card").to_string(),
            alert: alert.expect("an alert").to_string(),
            document: chart.documents[0].id.to_string(),
        }
    }
}
