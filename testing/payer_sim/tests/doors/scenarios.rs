//! Every scenario, played over HTTPS; the expected answers are in `scenarios.txt`, each worked out from the rules.

use crate::office::{Office, TODAY};
use crate::played::play;
use payer_sim::scenarios::{Stage, all};

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_ends_as_its_rules_say() {
    let office = Office::open().await;
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let mut told = String::new();
    for scenario in all() {
        let played = play(&office, &stage, scenario).await;
        told.push_str(&format!("{}\n", scenario.name));
        for line in &played.lines {
            told.push_str(&format!("    {line}\n"));
        }
    }
    if std::env::var_os("MOA_PAYER_SHOW").is_some() {
        print!("{told}");
    }
    assert_eq!(told, include_str!("scenarios.txt"));
}
