//! Plays a scenario over HTTPS, step by step, and keeps every file that came back.

use crate::office::Office;
use crate::story;
use payer_sim::claim::{Claim, Insured};
use payer_sim::edi::{Sender, at_noon, batch, noon};
use payer_sim::scenarios::{LAST_AUTHORIZATION, LAST_CLAIM, Scenario, Stage, Step};
use x12::Envelope;
use x12::eligibility::{EligibilityInquiry, MemberInquiry, Question};
use x12::parties::{Dated, Header, Member, Name, Party, Procedure, Reference, Trace, When};
use x12::review::{Event, Review, ReviewRequest, Service};
use x12::status::{ClaimInquiry, StatusInquiry};

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
                let request = review(stage, &insured, (payer, procedure, units));
                let file = self.envelope(stage).print(&[request]);
                let answer = self.ask(office, "X12_278_Request_005010X217", file).await;
                let (line, number) = story::review(&answer);
                self.lines.push(line);
                self.last_authorization = number;
            }
            Step::Eligible { payer, subscriber, dependent, day, npi } => {
                let asked = (payer, &*subscriber, dependent.as_deref(), day.civil(), npi);
                let file = self.envelope(stage).print(&[eligibility(stage, asked)]);
                let answer = self.ask(office, "X12_270_Request_005010X279A1", file).await;
                self.lines.extend(story::eligibility(&answer));
            }
            Step::Status(claim) => {
                let file = self.envelope(stage).print(&[status(stage, &claim)]);
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

/// A 270 about a member of Acme, all service types, today.
pub fn inquiry_file(stage: &Stage, member_id: &str, control: u32) -> Vec<u8> {
    let insured = stage.insured("ACME1", member_id);
    let asked = ("ACME1", &*insured, None, stage.today.civil(), payer_sim::scenarios::PRACTICE_NPI);
    let envelope = Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), control);
    envelope.print(&[eligibility(stage, asked)])
}

fn text_of(file: &[u8]) -> String {
    String::from_utf8(file.to_vec()).expect("text")
}

fn header(stage: &Stage, purpose: &str, kind: Option<&str>) -> Header {
    Header {
        purpose: purpose.to_owned(),
        reference: "ASKED0001".to_owned(),
        day: stage.today.civil(),
        time: Some(noon()),
        kind: kind.map(str::to_owned),
    }
}

fn member(entity: &str, insured: &Insured) -> Member {
    let party = Party::new(entity, Name::person(&insured.last, &insured.first));
    Member {
        party: if insured.member_id.is_empty() { party } else { party.with_id("MI", &insured.member_id) },
        birth: insured.birth.map(kernel::Day::civil),
        sex: insured.sex.map(String::from),
        relationship: None,
    }
}

fn provider(npi: &str) -> Party {
    Party::new("1P", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("XX", npi)
}

fn payer(entity: &str, id: &str) -> Party {
    Party::new(entity, Name::organization("PAYER")).with_id("PI", id)
}

fn eligibility(
    stage: &Stage,
    (id, subscriber, dependent, day, npi): (&str, &Insured, Option<&Insured>, jiff::civil::Date, &str),
) -> EligibilityInquiry {
    EligibilityInquiry {
        header: header(stage, "13", None),
        source: payer("PR", id),
        receiver: provider(npi),
        inquiries: vec![MemberInquiry {
            traces: vec![Trace::new("1", "TRACE0001", Some("9PRACTICE1"))],
            subscriber: member("IL", subscriber),
            dependent: dependent.map(|d| Member { relationship: None, ..member("03", d) }),
            dates: vec![Dated::day("291", day)],
            questions: vec![Question { service_types: vec!["30".to_owned()], ..Question::default() }],
        }],
    }
}

fn status(stage: &Stage, claim: &Claim) -> StatusInquiry {
    let mut asked_of = member("IL", &claim.subscriber);
    asked_of.sex = claim.subscriber.sex.map(String::from);
    StatusInquiry {
        header: header(stage, "13", None),
        payer: payer("PR", &claim.payer),
        receiver: Party::new("41", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("46", "PRACTICE000001"),
        claims: vec![ClaimInquiry {
            provider: provider(&claim.billing.npi),
            subscriber: asked_of,
            trace: Trace::new("1", "TRACE0002", None),
            references: vec![Reference::new("EJ", &claim.control)],
            charge: Some(claim.charge),
            service: Some(When::Day(claim.first_day().civil())),
            ..ClaimInquiry::default()
        }],
    }
}

fn review(stage: &Stage, insured: &Insured, (id, procedure, units): (&str, &str, u32)) -> Review {
    let day = stage.today.plus_days(-30).civil();
    Review {
        header: header(stage, "13", None),
        reviewer: payer("X3", id),
        requester: provider(payer_sim::scenarios::PRACTICE_NPI),
        rejections: Vec::new(),
        subscriber: member("IL", insured),
        dependent: None,
        member_rejections: Vec::new(),
        events: vec![Event {
            traces: vec![Trace::new("1", "TRACE0003", Some("9PRACTICE1"))],
            request: ReviewRequest {
                category: "HS".to_owned(),
                certification: Some("I".to_owned()),
                service_type: Some("62".to_owned()),
                ..ReviewRequest::default()
            },
            dates: vec![Dated::day("AAH", day)],
            services: vec![Service {
                procedure: Some(Procedure::hcpcs(procedure, &[])),
                unit: Some("UN".to_owned()),
                quantity: Some(x12::Decimal::new(i64::from(units), 0)),
                dates: vec![Dated::day("472", day)],
                ..Service::default()
            }],
            ..Event::default()
        }],
    }
}
