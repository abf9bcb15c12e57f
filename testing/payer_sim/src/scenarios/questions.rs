//! Questions as X12: eligibility, claim status and prior authorization as a practice would ask them.

use super::stage::PRACTICE_NPI;
use crate::claim::{Claim, Insured};
use crate::edi::noon;
use kernel::Day;
use x12::Decimal;
use x12::eligibility::{EligibilityInquiry, MemberInquiry, Question};
use x12::parties::{Dated, Header, Member, Name, Party, Procedure, Reference, Trace, When};
use x12::review::{Event, Review, ReviewRequest, Service};
use x12::status::{ClaimInquiry, StatusInquiry};

/// A 270 made today about a subscriber, or a dependent, on a day: payer and who asks, then who is meant.
#[must_use]
pub fn eligibility(
    today: Day,
    (payer, npi): (&str, &str),
    (subscriber, dependent): (&Insured, Option<&Insured>),
    day: Day,
) -> EligibilityInquiry {
    EligibilityInquiry {
        header: header(today),
        source: self::payer("PR", payer),
        receiver: provider(npi),
        inquiries: vec![MemberInquiry {
            traces: vec![Trace::new("1", "TRACE0001", Some("9PRACTICE1"))],
            subscriber: member("IL", subscriber),
            dependent: dependent.map(|dependent| member("03", dependent)),
            dates: vec![Dated::day("291", day.civil())],
            questions: vec![Question { service_types: vec!["30".to_owned()], ..Question::default() }],
        }],
    }
}

/// A 276 made today about a claim, by the practice's own number.
#[must_use]
pub fn status(today: Day, claim: &Claim) -> StatusInquiry {
    StatusInquiry {
        header: header(today),
        payer: payer("PR", &claim.payer),
        receiver: Party::new("41", Name::organization(&claim.billing.name)).with_id("46", "PRACTICE000001"),
        claims: vec![ClaimInquiry {
            provider: provider(&claim.billing.npi),
            subscriber: member("IL", &claim.subscriber),
            trace: Trace::new("1", "TRACE0002", None),
            references: vec![Reference::new("EJ", &claim.control)],
            charge: Some(claim.charge),
            service: Some(When::Day(claim.first_day().civil())),
            ..ClaimInquiry::default()
        }],
    }
}

/// A 278 made today: payer and for whom, then procedure and units; from 30 days ago on.
#[must_use]
pub fn review(today: Day, (payer, insured): (&str, &Insured), (procedure, units): (&str, u32)) -> Review {
    let day = today.plus_days(-30).civil();
    Review {
        header: header(today),
        reviewer: self::payer("X3", payer),
        requester: provider(PRACTICE_NPI),
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
                quantity: Some(Decimal::new(i64::from(units), 0)),
                dates: vec![Dated::day("472", day)],
                ..Service::default()
            }],
            ..Event::default()
        }],
    }
}

fn header(today: Day) -> Header {
    Header {
        purpose: "13".to_owned(),
        reference: "ASKED0001".to_owned(),
        day: today.civil(),
        time: Some(noon()),
        kind: None,
    }
}

fn member(entity: &str, insured: &Insured) -> Member {
    let party = Party::new(entity, Name::person(&insured.last, &insured.first));
    Member {
        party: if insured.member_id.is_empty() { party } else { party.with_id("MI", &insured.member_id) },
        birth: insured.birth.map(Day::civil),
        sex: insured.sex.map(String::from),
        relationship: None,
    }
}

fn provider(npi: &str) -> Party {
    Party::new("1P", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("XX", npi)
}

fn payer(entity: &str, id: &str) -> Party {
    let name = crate::world::payer(id).map_or("UNKNOWN PAYER", |payer| payer.name);
    Party::new(entity, Name::organization(name)).with_id("PI", id)
}
