//! How fast the payers answer, as a program of its own on this machine: 1,000 eligibility questions one after another
//! over HTTPS, and 10,000 claims from the batch to the last cent.

use kernel::{Day, Money};
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::{PRACTICE_NPI, Stage, questions};
use payer_sim::transport::{Envelope, form};
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use x12::acknowledgement::GroupAcknowledgement;
use x12::remittance::Remittance;
use x12::status::ClaimAcknowledgement;

const QUESTIONS: usize = 1_000;
const CLAIMS: u32 = 10_000;
const TODAY: &str = "2026-11-20";

/// The program under measurement, stopped when dropped.
struct Payer {
    child: Child,
    core: String,
    desk: String,
    client: reqwest::Client,
}

impl Drop for Payer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Payer {
    fn start() -> Self {
        let authority = std::env::temp_dir().join(format!("moa-payer-bench-{}.pem", std::process::id()));
        let mut child = Command::new(env!("CARGO_BIN_EXE_moa-payer"))
            .args(["serve", "--today", TODAY, "--https", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--authority"])
            .arg(&authority)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (mut core, mut desk) = (String::new(), String::new());
        for line in lines.map_while(Result::ok) {
            let address = line.rsplit(' ').next().unwrap_or_default().to_owned();
            if line.starts_with("CORE") {
                core = address;
            } else if line.starts_with("training") {
                desk = address;
                break;
            }
        }
        let pem = std::fs::read(&authority).expect("its certificate");
        let _ = std::fs::remove_file(&authority);
        let certificate = reqwest::Certificate::from_pem(&pem).expect("a certificate");
        let client = reqwest::Client::builder().tls_certs_only([certificate]).build().expect("a client");
        Self { child, core, desk, client }
    }

    async fn send(&self, payload_type: &str, mode: &str, payload: Vec<u8>) -> Envelope {
        let envelope = Envelope {
            payload_type: payload_type.to_owned(),
            processing_mode: mode.to_owned(),
            payload_id: "b".to_owned(),
            time_stamp: "2026-11-20T12:00:00Z".to_owned(),
            user_name: "moa".to_owned(),
            password: "training".to_owned(),
            sender_id: "PRACTICE000001".to_owned(),
            receiver_id: "CLEARINGHOUSE1".to_owned(),
            rule_version: "2.2.0".to_owned(),
            payload,
            ..Envelope::default()
        };
        let request = self.client.post(&self.core).header("content-type", "multipart/form-data; boundary=P");
        let answer = request.body(form::write(&envelope, "P")).send().await.expect("an answer");
        let kind = answer.headers()["content-type"].to_str().expect("a header").to_owned();
        let boundary = form::parameter(&kind, "boundary").expect("a boundary");
        form::read(&answer.bytes().await.expect("a body"), &boundary).expect("an envelope")
    }

    async fn fetch<D: x12::Document>(&self, payload_type: &str) -> Vec<D> {
        let mut all = Vec::new();
        loop {
            let answer = self.send(payload_type, "Batch", Vec::new()).await;
            if answer.payload.is_empty() {
                return all;
            }
            let interchanges = x12::open(answer.payload.as_slice()).expect("an interchange");
            let transactions = interchanges.iter().flat_map(|i| &i.groups).flat_map(|group| &group.transactions);
            all.extend(transactions.map(|transaction| transaction.read::<D>().expect("readable")));
        }
    }

    async fn days(&self, days: u32) {
        let request = self.client.post(format!("{}/days", self.desk)).header("content-type", "application/json");
        let answer = request.body(format!("{{\"days\":{days}}}")).send().await.expect("an answer");
        assert!(answer.status().is_success());
    }
}

#[tokio::main]
async fn main() {
    // Nothing else in this process chooses a provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let today: Day = TODAY.parse().expect("a day");
    let payer = Payer::start();
    let stage = Stage::new(1, today);
    ask(&payer, &stage).await;
    claim(&payer, &stage).await;
}

async fn ask(payer: &Payer, stage: &Stage) {
    let mut taken: Vec<Duration> = Vec::with_capacity(QUESTIONS);
    for number in 0..QUESTIONS + 20 {
        let crowd = stage.crowd_claim(u32::try_from(number).expect("small"));
        let asked =
            questions::eligibility(stage.today, (&crowd.payer, PRACTICE_NPI), (&crowd.subscriber, None), stage.today);
        let control = u32::try_from(number).expect("small") + 1;
        let file =
            x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), control).print(&[asked]);
        let before = Instant::now();
        let answer = payer.send("X12_270_Request_005010X279A1", "RealTime", file).await;
        let elapsed = before.elapsed();
        assert_eq!(answer.payload_type, "X12_271_Response_005010X279A1");
        // The first few open the connection and warm the caches of both programs.
        if number >= 20 {
            taken.push(elapsed);
        }
    }
    taken.sort();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)].as_secs_f64() * 1_000.0;
    say(&format!("{QUESTIONS} x 270 over HTTPS: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms", at(50), at(99), at(100)));
}

async fn claim(payer: &Payer, stage: &Stage) {
    let claims: Vec<_> = (0..CLAIMS).map(|number| stage.crowd_claim(number)).collect();
    let charged: Money = claims.iter().map(|claim| claim.charge).sum();
    let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), 900_001);
    let file = envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &claims)]);
    let bytes = file.len();
    let begin = Instant::now();
    let receipt = payer.send("X12_837_Request_005010X222A1", "Batch", file).await;
    assert_eq!(receipt.payload_type, "X12_BatchReceiptConfirmation", "{}", receipt.error_code);
    let submitted = begin.elapsed();
    let groups: Vec<GroupAcknowledgement> = payer.fetch("X12_999_RetrievalRequest_005010X231A1").await;
    assert!(groups.len() == 1 && groups[0].outcome == "A", "the 999 accepts");
    let taken: Vec<ClaimAcknowledgement> = payer.fetch("X12_277CA_RetrievalRequest_005010X214").await;
    let accepted = taken.iter().flat_map(|t| &t.providers).flat_map(|p| &p.claims).filter(|c| c.accepted()).count();
    assert_eq!(accepted, CLAIMS as usize, "the 277CA accepts every claim");
    payer.days(45).await;
    let remittances: Vec<Remittance> = payer.fetch("X12_005010_Request_Batch_Results_835").await;
    let whole = begin.elapsed();
    let (mut numbers, mut billed, mut paid, mut moved, mut adjusted) =
        (HashSet::new(), Money::ZERO, Money::ZERO, Money::ZERO, Money::ZERO);
    for remittance in &remittances {
        assert_eq!(remittance.expected_amount(), remittance.payment.amount, "a remittance balances");
        moved += remittance.payment.amount;
        adjusted += remittance.provider_adjustments.iter().map(|a| a.amount).sum();
        for claim in &remittance.claims {
            assert!(numbers.insert(claim.number.clone()), "each claim once");
            let explained: Money = claim.all_adjustments().map(|a| a.amount).sum();
            assert_eq!(claim.charge - explained, claim.paid, "a claim balances");
            billed += claim.charge;
            paid += claim.paid;
        }
    }
    assert_eq!((numbers.len(), billed), (CLAIMS as usize, charged));
    assert_eq!(paid - adjusted, moved, "to the cent");
    say(&format!(
        "{CLAIMS} claims ({:.1} MB): taken in, checked and acknowledged in {:.2} s; 999, 277CA and {} remittances \
         fetched after {:.2} s; charged {charged}, paid on claims {paid}, moved {moved}: balances to the cent",
        bytes as f64 / 1e6,
        submitted.as_secs_f64(),
        remittances.len(),
        whole.as_secs_f64(),
    ));
}

fn say(line: &str) {
    use std::io::Write;
    // A reader who closed the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{line}");
}
