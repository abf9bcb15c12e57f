//! The Synthea patients: counts that match the bundles, counted another way, and sources that lost nothing.

use crate::open;
use fhir_r4::{Content, Limits, Packing, unpack};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn bundles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/synthea");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the Synthea patients")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "bz2"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_resource_is_read_and_its_source_is_whole() {
    let mut read: BTreeMap<String, usize> = BTreeMap::new();
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    // The whole set is a job for the import's own tests; a fifth of it shows every kind.
    for path in bundles().iter().step_by(5) {
        let limits = Limits::default();
        let text = unpack(std::fs::File::open(path).expect("a bundle"), &limits).expect("unpacked");
        let bundle: Value = serde_json::from_str(&text).expect("JSON");
        let entries = bundle["entry"].as_array().expect("entries");
        let file = open(path).expect("a sound bundle");
        assert_eq!(file.len(), entries.len());
        for (received, entry) in file.resources().zip(entries) {
            let kind = entry["resource"]["resourceType"].as_str().expect("a type");
            *counted.entry(kind.to_owned()).or_default() += 1;
            assert_eq!(received.id.as_deref(), entry["resource"]["id"].as_str());
            assert_eq!(received.full_url.as_deref(), entry["fullUrl"].as_str());
            let source: Value = serde_json::from_str(received.source.reveal()).expect("JSON");
            assert_eq!(source, entry["resource"]);
            match received.content {
                Content::Refused(problem) => {
                    panic!("{} {}: {}", received.kind, received.place, problem.say())
                }
                _ => *read.entry(received.kind).or_default() += 1,
            }
        }
    }
    assert_eq!(read, counted);
    assert!(read["Observation"] > 2_000, "{read:?}");
}

#[test]
fn patients_are_taken_whole_and_practices_piece_by_piece() {
    let bundles = bundles();
    assert_eq!(bundles.len(), 62);
    let packings: Vec<Packing> = bundles.iter().take(3).map(|path| open(path).expect("a bundle").packing()).collect();
    // By name: the hospitals and the practitioners (batches) come before the first patient.
    assert_eq!(packings, [Packing::Loose, Packing::Loose, Packing::Whole]);
}
