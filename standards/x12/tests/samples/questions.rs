//! Eligibility, status, authorization and acknowledgements.

use jiff::civil::date;
use x12::Decimal;
use x12::acknowledgement::{ElementError, GroupAcknowledgement, SegmentError, TransactionAcknowledgement};
use x12::eligibility::{
    Benefit, EligibilityAnswer, EligibilityInquiry, MemberBenefits, MemberInquiry, Question, Rejection,
};
use x12::parties::{Dated, Name, Party, Procedure, Reference, Trace, When};
use x12::review::{Decision, Event, Review, ReviewRequest, Service};
use x12::status::{AcknowledgedClaim, ClaimAcknowledgement, ClaimAnswer, ClaimInquiry, LineAnswer, LineInquiry};
use x12::status::{ProviderAcknowledgement, Status, StatusAnswer, StatusCode, StatusInquiry, Tally};

use super::{cents, header, lucia, maria, payer, practice, today};

const ORIGIN: Option<&str> = Some("9123456789");

/// Is Maria covered, and is Lucia?
pub fn inquiry() -> EligibilityInquiry {
    let question = Question { service_types: vec!["30".to_owned()], ..Question::default() };
    let asked = |trace: &str| MemberInquiry {
        traces: vec![Trace::new("1", trace, ORIGIN)],
        subscriber: maria(),
        dependent: None,
        dates: vec![Dated::day("291", today())],
        questions: vec![question.clone()],
    };
    let mut daughter = lucia("03");
    daughter.party.id = None;
    let mut of_daughter = asked("TRACE2");
    of_daughter.dependent = Some(daughter);
    EligibilityInquiry {
        header: header("13", "ELIG0001", None),
        source: payer(),
        receiver: practice("1P"),
        inquiries: vec![asked("TRACE1"), of_daughter],
    }
}

fn benefit(kind: &str, amount: Option<i64>, period: Option<&str>) -> Benefit {
    Benefit {
        kind: kind.to_owned(),
        coverage_level: Some("IND".to_owned()),
        service_types: vec!["30".to_owned()],
        amount: amount.map(cents),
        period: period.map(str::to_owned),
        ..Benefit::default()
    }
}

/// What Maria is covered for.
pub fn covered() -> EligibilityAnswer {
    let mut active = benefit("1", None, None);
    active.insurance_type = Some("PR".to_owned());
    active.plan = Some("GOLD 123".to_owned());
    let mut copay = benefit("B", Some(2500), Some("27"));
    (copay.service_types, copay.in_network) = (vec!["98".to_owned()], Some("Y".to_owned()));
    let mut coinsurance = benefit("A", None, None);
    coinsurance.percent = Some(Decimal::new(2, 1));
    copay.messages = vec!["TELEHEALTH COSTS THE SAME".to_owned()];
    let benefits = vec![
        active,
        copay,
        coinsurance,
        benefit("C", Some(150_000), Some("23")),
        benefit("C", Some(40_000), Some("29")),
        benefit("G", Some(600_000), Some("23")),
    ];
    EligibilityAnswer {
        header: header("11", "ELIG0001", None),
        source: payer(),
        source_rejections: Vec::new(),
        receiver: Some(practice("1P")),
        receiver_rejections: Vec::new(),
        members: vec![MemberBenefits {
            traces: vec![Trace::new("2", "TRACE1", ORIGIN)],
            subscriber: maria(),
            dependent: None,
            rejections: Vec::new(),
            dates: vec![Dated::day("346", date(2026, 1, 1))],
            benefits,
        }],
    }
}

/// How many visits she has.
pub fn limited() -> EligibilityAnswer {
    let mut answer = covered();
    let mut visits = benefit("F", None, Some("23"));
    (visits.quantity_kind, visits.quantity) = (Some("VS".to_owned()), Some(Decimal::whole(20)));
    answer.members[0].benefits.push(visits);
    answer
}

/// The payer does not know her.
pub fn not_found() -> EligibilityAnswer {
    let mut answer = covered();
    answer.members[0].benefits.clear();
    answer.members[0].dates.clear();
    answer.members[0].rejections = vec![Rejection::new(true, "75", "C")];
    answer
}

/// Where is the claim?
pub fn status_inquiry() -> StatusInquiry {
    StatusInquiry {
        header: header("13", "STAT0001", None),
        payer: payer(),
        receiver: Party::new("41", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("46", "SUB0001"),
        claims: vec![ClaimInquiry {
            provider: practice("1P"),
            subscriber: maria(),
            dependent: None,
            trace: Trace::new("1", "PCN-0001", None),
            references: vec![Reference::new("1K", "ACME0001"), Reference::new("EJ", "PCN-0001")],
            charge: Some(cents(18500)),
            service: Some(When::Day(date(2026, 11, 2))),
            lines: vec![LineInquiry {
                procedure: Procedure::hcpcs("99214", &[]),
                charge: cents(15000),
                revenue: None,
                units: Decimal::ONE,
                reference: Some("99214-1".to_owned()),
                service: When::Day(date(2026, 11, 2)),
            }],
        }],
    }
}

fn status(category: &str, code: &str, entity: Option<&str>) -> Status {
    Status { codes: vec![StatusCode::new(category, code, entity)], day: Some(today()), ..Status::default() }
}

/// It is paid.
pub fn status_answer() -> StatusAnswer {
    let asked = status_inquiry();
    let mut finalized = status("F1", "65", None);
    (finalized.charge, finalized.paid) = (Some(cents(18500)), Some(cents(11240)));
    let claim = asked.claims[0].clone();
    let mut subscriber = claim.subscriber;
    (subscriber.birth, subscriber.sex) = (None, None);
    StatusAnswer {
        header: header("08", "STAT0001", Some("DG")),
        payer: asked.payer,
        receiver: asked.receiver,
        receiver_trace: None,
        receiver_statuses: Vec::new(),
        claims: vec![ClaimAnswer {
            provider: claim.provider,
            subscriber,
            trace: Trace::new("2", "PCN-0001", None),
            statuses: vec![finalized],
            references: vec![Reference::new("1K", "ACME0001")],
            service: claim.service,
            lines: vec![LineAnswer {
                procedure: Procedure::hcpcs("99214", &[]),
                charge: cents(15000),
                paid: cents(8740),
                revenue: None,
                units: Some(Decimal::ONE),
                statuses: vec![status("F1", "65", None)],
                reference: Some("99214-1".to_owned()),
                service: Some(When::Day(date(2026, 11, 2))),
            }],
            ..ClaimAnswer::default()
        }],
    }
}

/// One claim of the batch goes on, the other does not.
pub fn taken_in() -> ClaimAcknowledgement {
    let verdict = |category: &str, code: &str, entity: Option<&str>, action: &str, charge: i64| Status {
        action: Some(action.to_owned()),
        charge: Some(cents(charge)),
        ..status(category, code, entity)
    };
    let claim = |number: &str, status: Status| AcknowledgedClaim {
        patient: Party::new("QC", Name::person("ALVAREZ", "MARIA")).with_id("MI", "MBR0001234"),
        number: number.to_owned(),
        statuses: vec![status],
        service: Some(When::Day(date(2026, 11, 2))),
        ..AcknowledgedClaim::default()
    };
    let mut good = claim("PCN-0001", verdict("A2", "20", None, "WQ", 18500));
    good.references = vec![Reference::new("1K", "ACME0001")];
    let bad = claim("PCN-0002", verdict("A7", "164", Some("IL"), "U", 18500));
    let mut provider_status = verdict("A1", "19", Some("PR"), "WQ", 37000);
    provider_status.day = None;
    ClaimAcknowledgement {
        header: header("08", "CA0001", Some("TH")),
        source: payer(),
        trace: Trace::new("1", "ACMECA0001", None),
        received: today(),
        processed: today(),
        receiver: Party::new("41", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("46", "SUB0001"),
        batch: Tally {
            trace: Trace::new("2", "BATCH0001", None),
            statuses: vec![verdict("A1", "19", Some("PR"), "WQ", 37000)],
            references: Vec::new(),
            accepted: Some(1),
            rejected: Some(1),
            accepted_amount: Some(cents(18500)),
            rejected_amount: Some(cents(18500)),
        },
        providers: vec![ProviderAcknowledgement {
            provider: practice("85"),
            tally: Some(Tally {
                trace: Trace::new("1", "0", None),
                statuses: vec![provider_status],
                references: vec![Reference::new("TJ", "123456789")],
                accepted: Some(1),
                rejected: Some(1),
                accepted_amount: Some(cents(18500)),
                rejected_amount: Some(cents(18500)),
            }),
            claims: vec![good, bad],
        }],
    }
}

/// May Maria have an echocardiogram?
pub fn review_request() -> Review {
    let mut subscriber = maria();
    subscriber.relationship = None;
    Review {
        header: header("13", "AUTH0001", None),
        reviewer: Party::new("X3", Name::organization("ACME HEALTH PLAN")).with_id("PI", "ACME1"),
        requester: practice("1P"),
        rejections: Vec::new(),
        subscriber,
        dependent: None,
        member_rejections: Vec::new(),
        events: vec![Event {
            traces: vec![Trace::new("1", "AUTHTRACE1", ORIGIN)],
            request: ReviewRequest {
                category: "HS".to_owned(),
                certification: Some("I".to_owned()),
                service_type: Some("3".to_owned()),
                place: Some("11".to_owned()),
                place_qualifier: Some("B".to_owned()),
                urgency: None,
            },
            dates: vec![Dated::day("AAH", date(2026, 12, 1))],
            diagnoses: vec![Reference::new("ABK", "I10")],
            providers: vec![super::physician("SJ")],
            services: vec![Service {
                procedure: Some(Procedure::hcpcs("93306", &[])),
                unit: Some("UN".to_owned()),
                quantity: Some(Decimal::ONE),
                ..Service::default()
            }],
            ..Event::default()
        }],
    }
}

/// She may.
pub fn review_answer() -> Review {
    let mut answer = review_request();
    answer.header.purpose = "11".to_owned();
    answer.header.kind = Some("18".to_owned());
    answer.events[0].traces[0].kind = "2".to_owned();
    answer.events[0].decision =
        Some(Decision { action: "A1".to_owned(), number: Some("AUTH77".to_owned()), reason: None });
    answer
}

/// A group that was refused for a claim without a charge, and one that was accepted.
pub fn acknowledgements() -> Vec<GroupAcknowledgement> {
    let transaction = |outcome: &str| TransactionAcknowledgement {
        set: "837".to_owned(),
        control: "0001".to_owned(),
        guide: Some("005010X222A1".to_owned()),
        errors: Vec::new(),
        outcome: outcome.to_owned(),
        reasons: Vec::new(),
    };
    let group = |outcome: &str, accepted: u32, transaction| GroupAcknowledgement {
        functional_id: "HC".to_owned(),
        control: "1".to_owned(),
        guide: Some("005010X222A1".to_owned()),
        transactions: vec![transaction],
        outcome: outcome.to_owned(),
        included: 1,
        received: 1,
        accepted,
        reasons: Vec::new(),
    };
    let mut bad = transaction("R");
    bad.reasons = vec!["5".to_owned()];
    bad.errors = vec![SegmentError {
        segment: "CLM".to_owned(),
        position: 18,
        loop_id: Some("2300".to_owned()),
        code: Some("8".to_owned()),
        context: vec![("CLM01".to_owned(), Some("PCN-0001".to_owned()))],
        elements: vec![ElementError {
            element: 2,
            reference: Some("782".to_owned()),
            code: "1".to_owned(),
            ..ElementError::default()
        }],
    }];
    vec![group("A", 1, transaction("A")), group("R", 0, bad)]
}
