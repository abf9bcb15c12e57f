//! The FHIR document of a referral: sound by the rules of R4, and readable by our own reader.

use clinical::chart::ChartOf;
use fhir_r4::{File, Limits, Packing};
use front_office::referrals::{
    AddEntry, Channel, Evidence, MoveReferral, OneReferral, OpenPacket, PartKind, ReferralState, ReferralUrgency,
    WriteReferral,
};
use kernel::{Phi, RawId};
use office::PatientId;
use registry::people::FindPeople;
use serde_json::Value;
use std::collections::BTreeSet;
use testkit::referrals::{maya_chen, referral};
use testkit::{Practice, workflows as w};
use w::import_fhir::{Source, read_file};
use w::refer_out::{ChooseParts, ReferralPage, SendReferral};

const BUNDLE: &str = r#"{"resourceType":"Bundle","type":"collection","entry":[
{"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{"resourceType":"Patient",
"id":"11111111-1111-4111-8111-111111111111","name":[{"family":"Nguyễn","given":["Ana","My"]}],"gender":"female","birthDate":"1990-02-03"}},
{"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{"resourceType":"DocumentReference",
"id":"22222222-2222-4222-8222-222222222222","status":"current","type":{"text":"Progress note"},
"subject":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"},"date":"2026-01-05T10:00:00Z",
"content":[{"attachment":{"contentType":"text/plain","data":"U2VlbiBhbmQgd2VsbC4="}}]}},
{"fullUrl":"urn:uuid:33333333-3333-4333-8333-333333333333","resource":{"resourceType":"AllergyIntolerance",
"id":"33333333-3333-4333-8333-333333333333","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]},
"code":{"text":"Penicillin <injected>"},"patient":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"}}},
{"fullUrl":"urn:uuid:44444444-4444-4444-8444-444444444444","resource":{"resourceType":"Observation",
"id":"44444444-4444-4444-8444-444444444444","status":"final","category":[{"coding":[{"code":"laboratory"}]}],
"code":{"coding":[{"system":"http://loinc.org","code":"2093-3","display":"Cholesterol"}]},
"subject":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"},"effectiveDateTime":"2026-01-05",
"valueQuantity":{"value":212.50,"unit":"mg/dL"}}}]}"#;

fn ana(practice: &Practice) -> PatientId {
    let source = Source::named("elsewhere").expect("a name");
    for deed in read_file(BUNDLE.to_owned(), &source, &Limits::default()).expect("a bundle").deeds {
        practice.perform(&practice.ines, deed).expect("Ana comes in");
    }
    let find = FindPeople { typed: Phi::<String>::from("Nguyen"), at_most: 1 };
    practice.ask(&practice.rosa, find).expect("a search").remove(0).id
}

/// The PDF's words and the FHIR document of a referral of Ana with these sections and all her notes.
fn packet(practice: &Practice, sections: &[PartKind]) -> (String, Value, String) {
    let patient = ana(practice);
    let entry = practice.perform(&practice.rosa, AddEntry(maya_chen())).expect("an entry");
    let write = WriteReferral {
        urgency: ReferralUrgency::Urgent,
        reason: Phi::from("Chest pain & breathlessness <at night>"),
        diagnoses: vec!["I20.9".to_owned()],
        ..referral(practice, patient, entry)
    };
    let referral = practice.perform(&practice.okafor, write).expect("a draft");
    let offered = practice.ask(&practice.okafor, ReferralPage { referral }).expect("the page").choosable;
    let choose = ChooseParts {
        referral,
        version: 1,
        sections: sections.to_vec(),
        documents: offered.iter().filter_map(|one| one.part.source).collect(),
    };
    practice.perform(&practice.okafor, choose).expect("it is chosen");
    let (to, evidence, words) = (ReferralState::Ready, Evidence::Ours, Phi::default());
    let ready = MoveReferral { referral, version: 2, to, evidence, words, on: None };
    practice.perform(&practice.okafor, ready).expect("ready");
    let send = SendReferral { referral, version: 3, channel: Channel::Folder };
    practice.perform(&practice.rosa, send).expect("Rosa sends what was chosen");
    let packet = practice.ask(&practice.rosa, OneReferral { referral }).expect("it").packets.remove(0);
    let files = practice.ask(&practice.rosa, OpenPacket { packet: packet.id }).expect("the packet");
    let text = papers::read(files.pdf.into_revealed()).expect("a PDF").text().unwrap_or_default().to_owned();
    let fhir = String::from_utf8(files.fhir.into_revealed()).expect("UTF-8");
    (text, serde_json::from_str(&fhir).expect("JSON"), fhir)
}

fn references<'v>(value: &'v Value, all: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == "reference" || (name == "url" && text.starts_with("urn:")) => all.push(text),
                    _ => references(member, all),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, all)),
        _ => {}
    }
}

fn nothing_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty() && members.values().all(nothing_empty),
        Value::Array(items) => !items.is_empty() && items.iter().all(nothing_empty),
        Value::String(text) => !text.is_empty(),
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
    }
}

#[test]
fn the_document_is_sound_r4_and_comes_in_again() {
    Practice::each(|practice| {
        let (text, bundle, fhir) = packet(practice, &[PartKind::Allergies, PartKind::Laboratory]);
        assert_eq!((bundle["resourceType"].as_str(), bundle["type"].as_str()), (Some("Bundle"), Some("document")));
        assert!(bundle["identifier"]["system"].is_string() && bundle["identifier"]["value"].is_string(), "bdl-9");
        assert!(bundle["timestamp"].is_string(), "bdl-10");
        let entries = bundle["entry"].as_array().expect("entries");
        assert_eq!(entries[0]["resource"]["resourceType"], "Composition", "bdl-11");
        let urls: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
        assert_eq!(urls.len(), entries.len(), "bdl-7: each has a full URL of its own");
        let mut all = Vec::new();
        references(&bundle, &mut all);
        assert!(all.len() > 12 && all.iter().all(|to| urls.contains(to)), "every reference stays inside");
        let reached: BTreeSet<&str> = all.into_iter().collect();
        let alone: Vec<&&str> = urls.iter().filter(|url| !reached.contains(**url)).collect();
        assert_eq!(alone.len(), 1, "only the composition is pointed at by nobody: {alone:?}");
        let sections = entries[0]["resource"]["section"].as_array().expect("sections");
        for section in sections {
            assert!(section["text"].is_object() || section["entry"].is_array(), "cmp-1");
        }
        assert!(nothing_empty(&bundle), "nothing is empty");
        let kinds: BTreeSet<&str> =
            entries.iter().filter_map(|entry| entry["resource"]["resourceType"].as_str()).collect();
        for kind in
            ["Patient", "Practitioner", "Organization", "ServiceRequest", "Condition", "DocumentReference", "Binary"]
        {
            assert!(kinds.contains(kind), "{kind}: {kinds:?}");
        }
        assert!(kinds.contains("AllergyIntolerance") && kinds.contains("Observation"), "what was chosen goes along");
        assert!(!kinds.contains("MedicationStatement"), "what was not chosen stays");
        assert!(fhir.contains("212.50"), "a number keeps its digits");
        for words in ["Nguyễn", "Seen and well.", "Penicillin", "Cholesterol", "Chest pain & breathlessness"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let limits = Limits::default();
        let file = File::cut(fhir.clone(), &limits).expect("our reader cuts it");
        assert_eq!((file.packing(), file.len()), (Packing::Whole, entries.len()));
        let other = Source::named("ourselves").expect("a name");
        let before = practice.ask(&practice.okafor, ChartOf { patient: ana_again(practice) }).expect("the chart");
        assert_eq!(before.allergies.len(), 1);
        let batch = read_file(fhir, &other, &limits).expect("every entry is sound");
        assert_eq!(batch.deeds.iter().map(w::import_fhir::TakeIn::len).sum::<usize>(), entries.len());
        assert!(batch.report.refusals.is_empty(), "nothing of it is refused");
    });
}

fn ana_again(practice: &Practice) -> PatientId {
    let find = FindPeople { typed: Phi::<String>::from("Nguyen"), at_most: 1 };
    practice.ask(&practice.rosa, find).expect("a search").remove(0).id
}

#[test]
fn ids_of_entries_are_uuids_as_the_urn_wants_them() {
    let practice = Practice::on(testkit::Kind::Sqlite);
    let (_, bundle, _) = packet(&practice, &[]);
    for entry in bundle["entry"].as_array().expect("entries") {
        let url = entry["fullUrl"].as_str().expect("a URL");
        let uuid = url.strip_prefix("urn:uuid:").expect("a URN");
        assert_eq!(uuid.len(), 36, "{uuid}");
        assert_eq!(uuid.matches('-').count(), 4);
        assert!(uuid.replace('-', "").parse::<RawId>().is_ok());
    }
}
