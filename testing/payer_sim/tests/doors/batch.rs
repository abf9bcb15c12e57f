//! A crowd's claims in one batch: everything is acknowledged, paid once, and balances to the cent.

use crate::office::{Office, TODAY};
use crate::story;
use kernel::Money;
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::Stage;
use std::collections::BTreeMap;
use x12::remittance::Remittance;

const CLAIMS: u32 = 500;

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_claims_balance_to_the_cent() {
    let office = Office::open().await;
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let claims: Vec<_> = (0..CLAIMS).map(|number| stage.crowd_claim(number)).collect();
    let charged: Money = claims.iter().map(|claim| claim.charge).sum();
    let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), 1);
    let file = envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &claims)]);
    office.submit("X12_837_Request_005010X222A1", &file).await;

    let acknowledged = office.fetch("X12_999_RetrievalRequest_005010X231A1").await.expect("a 999");
    assert!(story::acknowledgement(&acknowledged).is_empty(), "accepted");
    let taken = office.fetch("X12_277CA_RetrievalRequest_005010X214").await.expect("a 277CA");
    assert!(story::claim_acknowledgement(&taken).0.is_empty(), "all accepted");

    office.days(45).await;
    let (mut seen, mut billed, mut moved) = (BTreeMap::new(), Money::ZERO, Money::ZERO);
    let (mut paid_claims, mut adjusted) = (Money::ZERO, Money::ZERO);
    for file in office.fetch_all("X12_005010_Request_Batch_Results_835").await {
        story::remittance(&file);
        let remittances: Vec<Remittance> = story::documents(&file);
        for remittance in remittances {
            moved += remittance.payment.amount;
            adjusted += remittance.provider_adjustments.iter().map(|a| a.amount).sum();
            for claim in &remittance.claims {
                *seen.entry(claim.number.clone()).or_insert(0) += 1;
                billed += claim.charge;
                paid_claims += claim.paid;
            }
        }
    }
    assert_eq!(seen.len(), CLAIMS as usize);
    assert!(seen.values().all(|times| *times == 1), "each claim once");
    assert_eq!(billed, charged);
    assert_eq!(paid_claims - adjusted, moved);
    assert!(moved > Money::ZERO);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_and_the_same_files_give_the_same_answers() {
    let mut answers = Vec::new();
    for _ in 0..2 {
        let office = Office::open().await;
        let stage = Stage::new(7, TODAY.parse().expect("a day"));
        let claims: Vec<_> = (0..60).map(|number| stage.crowd_claim(number)).collect();
        let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), 1);
        let file = envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &claims)]);
        office.submit("X12_837_Request_005010X222A1", &file).await;
        office.days(45).await;
        let mut files = office.fetch_all("X12_277CA_RetrievalRequest_005010X214").await;
        files.extend(office.fetch_all("X12_005010_Request_Batch_Results_835").await);
        answers.push(files);
    }
    assert!(answers[0].len() > 6);
    assert_eq!(answers[0], answers[1]);
}
