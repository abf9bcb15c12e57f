//! Faults on demand: each happens as asked, and the next answer is well again.

use crate::inquiry::inquiry_file;
use crate::office::{Office, TODAY};
use crate::story;
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::Stage;
use std::time::{Duration, Instant};

const CLAIM_ACKNOWLEDGEMENTS: &str = "X12_277CA_RetrievalRequest_005010X214";
const GROUP_ACKNOWLEDGEMENTS: &str = "X12_999_RetrievalRequest_005010X231A1";
const REMITTANCES: &str = "X12_005010_Request_Batch_Results_835";

async fn send_claim(office: &Office, control: u32) {
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let claim = stage.claim("ACM100001", &["E119"], &[("99213", 12_500)]);
    let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), control);
    let file = envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &[claim])]);
    let receipt = office.submit("X12_837_Request_005010X222A1", &file).await;
    assert_eq!(receipt.payload_type, "X12_BatchReceiptConfirmation");
}

async fn ask(office: &Office) -> Result<Vec<u8>, reqwest::Error> {
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let file = inquiry_file(&stage, "ACM100001", 1);
    let asked = crate::office::envelope("X12_270_Request_005010X279A1", "RealTime", &file);
    office.try_send(&asked).await.map(|answer| answer.payload)
}

fn is_well(answer: &[u8]) -> bool {
    x12::open(answer).is_ok() && answer.ends_with(b"~\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remittance_comes_late() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"late","days":3,"topic":"835"}"#).await;
    send_claim(&office, 1).await;
    office.days(16).await;
    assert_eq!(office.fetch(REMITTANCES).await, None);
    office.days(1).await;
    assert!(office.fetch(REMITTANCES).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remittance_comes_twice() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"twice","topic":"835"}"#).await;
    send_claim(&office, 1).await;
    office.days(14).await;
    let files = office.fetch_all(REMITTANCES).await;
    assert_eq!(files.len(), 2);
    assert_eq!(files[0], files[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_comes_after_the_one_that_should_follow_it() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"out_of_order","topic":"277ca"}"#).await;
    send_claim(&office, 1).await;
    assert!(office.fetch(GROUP_ACKNOWLEDGEMENTS).await.is_some());
    assert_eq!(office.fetch(CLAIM_ACKNOWLEDGEMENTS).await, None);
    send_claim(&office, 2).await;
    assert!(office.fetch(CLAIM_ACKNOWLEDGEMENTS).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_cut_off_and_the_next_is_whole() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"cut_off","topic":"277ca"}"#).await;
    send_claim(&office, 1).await;
    send_claim(&office, 2).await;
    let files = office.fetch_all(CLAIM_ACKNOWLEDGEMENTS).await;
    assert!(files[0].starts_with(b"ISA*") && !is_well(&files[0]));
    assert!(is_well(&files[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_garbage() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"garbage","topic":"999"}"#).await;
    send_claim(&office, 1).await;
    let file = office.fetch(GROUP_ACKNOWLEDGEMENTS).await.expect("a file");
    assert!(x12::open(&file).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_time_answer_is_slow_cut_off_doubled_or_garbage() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"slow","milliseconds":300,"topic":"271"}"#).await;
    let before = Instant::now();
    assert!(is_well(&ask(&office).await.expect("an answer")));
    assert!(before.elapsed() >= Duration::from_millis(300));

    office.desk("/faults", r#"{"fault":"cut_off","topic":"271"}"#).await;
    assert!(ask(&office).await.is_err(), "the connection breaks off");

    office.desk("/faults", r#"{"fault":"twice","topic":"271"}"#).await;
    let twice = ask(&office).await.expect("an answer");
    assert_eq!(x12::open(&twice).expect("interchanges").len(), 2);

    office.desk("/faults", r#"{"fault":"garbage","topic":"271"}"#).await;
    assert!(x12::open(ask(&office).await.expect("an answer").as_slice()).is_err());
    assert!(story::eligibility(&ask(&office).await.expect("an answer")).len() > 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clearinghouse_is_down_and_comes_back() {
    let office = Office::open().await;
    office.desk("/faults", r#"{"fault":"down","times":1000}"#).await;
    assert!(ask(&office).await.is_err());
    let forget = office.client.delete(format!("http://{}/faults", office.doors.admin)).send().await;
    assert!(forget.expect("an answer").status().is_success());
    assert!(is_well(&ask(&office).await.expect("an answer")));
}
