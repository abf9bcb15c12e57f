//! Plays a scenario over HTTPS, step by step, and keeps every file that came back.

use crate::office::Office;
use crate::story;
use payer_sim::claim::Claim;
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::{LAST_AUTHORIZATION, LAST_CLAIM, Scenario, Stage, Step, questions};
use x12::Envelope;

/// What came of a scenario: lines to compare, and the files behind them.
#[derive(Default)]
pub struct Played {
    pub lines: Vec<String>,
    pub files: Vec<Vec<u8>>,
    last_claim: String,
    last_authorization: String,
    last_file: Vec<u8>,
    control: u32,
}

/// Plays a scenario in a fresh world.
pub async fn play(office: &Office, stage: &Stage, scenario: &Scenario) -> Played {
    office.desk("/reset", "").await;
    let mut played = Played::default();
    for step in (scenario.steps)(stage) {
        played.step(office, stage, step).await;
    }
    played
}

impl Played {
    async fn step(&mut self, office: &Office, stage: &Stage, step: Step) {
        match step {
            Step::Claim(claim) => {
                let file = self.claim_file(stage, &[*claim]);
                self.claims(office, file).await;
            }
            Step::Spoiled(claim, text, other) => {
                let file = text_of(&self.claim_file(stage, &[*claim])).replace(text, other);
                self.claims(office, file.into_bytes()).await;
            }
            Step::HalfSpoiled(claims, text, other) => {
                let whole = text_of(&self.two_transactions(stage, *claims));
                let (good, bad) = whole.split_at(whole.rfind("ST*837").expect("two transactions"));
                self.claims(office, format!("{good}{}", bad.replace(text, other)).into_bytes()).await;
            }
            Step::Again => self.claims(office, self.last_file.clone()).await,
            Step::Days(days) => {
                office.days(days).await;
                for file in office.fetch_all("X12_005010_Request_Batch_Results_835").await {
                    self.lines.extend(story::remittance(&file));
                    self.files.push(file);
                }
            }
            Step::Authorize(insured, payer, procedure, units) => {
                let request = questions::review(stage.today, (payer, &insured), (procedure, units));
                let file = self.envelope(stage).print(&[request]);
                let answer = self.ask(office, "X12_278_Request_005010X217", file).await;
                let (line, number) = story::review(&answer);
                self.lines.push(line);
                self.last_authorization = number;
            }
            Step::Eligible { payer, subscriber, dependent, day, npi } => {
                let people = (&*subscriber, dependent.as_deref());
                let asked = questions::eligibility(stage.today, (payer, npi), people, day);
                let file = self.envelope(stage).print(&[asked]);
                let answer = self.ask(office, "X12_270_Request_005010X279A1", file).await;
                self.lines.extend(story::eligibility(&answer));
            }
            Step::Status(claim) => {
                let file = self.envelope(stage).print(&[questions::status(stage.today, &claim)]);
                let answer = self.ask(office, "X12_276_Request_005010X212", file).await;
                self.lines.push(story::status(&answer));
            }
        }
    }

    async fn ask(&mut self, office: &Office, payload_type: &str, file: Vec<u8>) -> Vec<u8> {
        let answer = office.ask(payload_type, &file).await;
        assert_eq!(answer.error_code, "Success", "{}", text_of(&file));
        self.files.push(file);
        self.files.push(answer.payload.clone());
        answer.payload
    }

    fn envelope(&mut self, stage: &Stage) -> Envelope {
        self.control += 1;
        Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), self.control)
    }

    fn settle(&self, claim: &Claim) -> Claim {
        let mut claim = claim.clone();
        if claim.original.as_deref() == Some(LAST_CLAIM) {
            claim.original = Some(self.last_claim.clone());
        }
        if claim.authorization.as_deref() == Some(LAST_AUTHORIZATION) {
            claim.authorization = Some(self.last_authorization.clone());
        }
        claim
    }

    fn claim_file(&mut self, stage: &Stage, claims: &[Claim]) -> Vec<u8> {
        let claims: Vec<Claim> = claims.iter().map(|claim| self.settle(claim)).collect();
        let envelope = self.envelope(stage);
        envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &claims)])
    }

    fn two_transactions(&mut self, stage: &Stage, claims: [Claim; 2]) -> Vec<u8> {
        let envelope = self.envelope(stage);
        let each = |claim| batch(&Sender::default(), "BATCH0001", stage.today, &[claim]);
        envelope.print(&claims.map(each))
    }

    /// Sends a claim file and takes in the acknowledgements; only what was refused is told.
    async fn claims(&mut self, office: &Office, file: Vec<u8>) {
        let receipt = office.submit("X12_837_Request_005010X222A1", &file).await;
        assert_eq!(receipt.payload_type, "X12_BatchReceiptConfirmation", "{}", receipt.error_code);
        for acknowledgement in office.fetch_all("X12_999_RetrievalRequest_005010X231A1").await {
            self.lines.extend(story::acknowledgement(&acknowledgement));
            self.files.push(acknowledgement);
        }
        for acknowledgement in office.fetch_all("X12_277CA_RetrievalRequest_005010X214").await {
            let (refused, number) = story::claim_acknowledgement(&acknowledgement);
            self.lines.extend(refused);
            if let Some(number) = number {
                self.last_claim = number;
            }
            self.files.push(acknowledgement);
        }
        self.last_file = file.clone();
        if !self.lines.iter().any(|line| line.starts_with("TA1") || line.starts_with("999")) {
            self.files.push(file);
        }
    }
}

fn text_of(file: &[u8]) -> String {
    String::from_utf8(file.to_vec()).expect("text")
}
