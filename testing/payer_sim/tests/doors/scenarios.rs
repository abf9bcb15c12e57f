//! Every scenario, played over HTTPS; the expected answers are in `scenarios.txt`, each worked out from the rules.

use crate::office::{Office, TODAY};
use crate::played::play;
use payer_sim::scenarios::{Stage, all};

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_ends_as_its_rules_say() {
    let office = Office::open().await;
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let (mut told, mut wrong) = (String::new(), Vec::new());
    for scenario in all() {
        let played = play(&office, &stage, scenario).await;
        told.push_str(&format!("{}\n", scenario.name));
        for line in &played.lines {
            told.push_str(&format!("    {line}\n"));
        }
        for file in &played.files {
            let report = x12::check(file.as_slice()).expect("an interchange");
            let each = report.errors().map(|e| format!("{} {} {}: {}", scenario.name, e.loop_id, e.place(), e.message));
            wrong.extend(each);
        }
    }
    assert!(wrong.is_empty(), "our own checker objects:\n{}", wrong.join("\n"));
    if let Some(path) = std::env::var_os("MOA_PAYER_SHOW") {
        std::fs::write(path, &told).expect("written");
    }
    let expected = include_str!("scenarios.txt");
    for (line, (is, should_be)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(is, should_be, "line {} of scenarios.txt", line + 1);
    }
    assert_eq!(told.lines().count(), expected.lines().count());
}
