//! The 278: a request for prior authorization, and what the payer says to it.

use super::{find, party};
use crate::books::Books;
use crate::edi::noon;
use crate::world::{Habit, Kind, Payer, World, fee, payer};
use kernel::Day;
use x12::Decimal;
use x12::eligibility::Rejection;
use x12::parties::{Dated, Header, Name, Party, Trace};
use x12::review::{Decision, Event, Review, Service};

/// Days an authorization is good for.
const VALID_DAYS: i32 = 90;
/// Units a payer certifies at most; a request for more is modified down to it.
const UNITS_MAX: u32 = 4;

/// Answers a request as of a day; what is certified is written into the books.
#[must_use]
pub fn answer(world: &World, books: &mut Books, request: &Review, today: Day) -> Review {
    let mut answer = Review {
        header: Header {
            purpose: "11".to_owned(),
            reference: request.header.reference.clone(),
            day: today.civil(),
            time: Some(noon()),
            kind: Some("18".to_owned()),
        },
        reviewer: request.reviewer.clone(),
        requester: request.requester.clone(),
        rejections: Vec::new(),
        subscriber: request.subscriber.clone(),
        dependent: request.dependent.clone(),
        member_rejections: Vec::new(),
        events: Vec::new(),
    };
    let Some(payer) = payer(request.reviewer.id_value().unwrap_or_default()) else {
        answer.rejections.push(Rejection::new(true, "79", "C"));
        return answer;
    };
    answer.reviewer = Party::new("X3", Name::organization(payer.name)).with_id("PI", payer.id);
    let (member, person) = match find(world, payer.id, &request.subscriber, request.dependent.as_ref()) {
        Ok(found) => found,
        Err(reason) => {
            answer.member_rejections.push(Rejection::new(true, reason, "C"));
            return answer;
        }
    };
    answer.subscriber.party = party(&member, 0, "IL");
    let day = request.event_day().map_or(today, Day::from);
    if !member.covers(day) {
        answer.member_rejections.push(Rejection::new(true, "95", "N"));
        return answer;
    }
    let who = (payer.id, member.id.clone(), person);
    for event in &request.events {
        answer.events.push(one(payer, books, &who, (event, day)));
    }
    answer
}

fn one(payer: &Payer, books: &mut Books, who: &crate::books::Who, (asked, day): (&Event, Day)) -> Event {
    let echo = |traces: &[Trace]| {
        traces.iter().map(|trace| Trace { kind: "2".to_owned(), ..trace.clone() }).collect::<Vec<_>>()
    };
    let mut services = Vec::new();
    let mut first_number = None;
    for service in &asked.services {
        let (decision, units) = decide(payer, books, who, (service, day));
        first_number = first_number.or_else(|| decision.number.clone());
        services.push(Service {
            traces: echo(&service.traces),
            decision: Some(decision),
            dates: vec![Dated::span("472", day.civil(), day.plus_days(VALID_DAYS).civil())],
            procedure: service.procedure.clone(),
            unit: units.and_then(|_| service.unit.clone()),
            quantity: units.map(|units| Decimal::new(i64::from(units), 0)),
            ..Service::default()
        });
    }
    let decision = match services.as_slice() {
        [only] => only.decision.clone(),
        [] => Some(Decision { action: "A4".to_owned(), ..Decision::default() }),
        several => Some(summary(several, first_number)),
    };
    Event {
        traces: echo(&asked.traces),
        request: asked.request.clone(),
        decision,
        dates: asked.dates.clone(),
        services,
        ..Event::default()
    }
}

fn summary(services: &[Service], number: Option<String>) -> Decision {
    let certified = services.iter().filter(|s| s.decision.as_ref().is_some_and(|d| d.number.is_some())).count();
    let action = match certified {
        0 => "A3",
        count if count == services.len() => "A1",
        _ => "A2",
    };
    Decision { action: action.to_owned(), number, reason: None }
}

fn decide(
    payer: &Payer,
    books: &mut Books,
    who: &crate::books::Who,
    (service, day): (&Service, Day),
) -> (Decision, Option<u32>) {
    let plain = |action: &str, reason: Option<&str>| Decision {
        action: action.to_owned(),
        number: None,
        reason: reason.map(str::to_owned),
    };
    let code = service.procedure.as_ref().map(|procedure| procedure.code.as_str()).unwrap_or_default();
    let Some(fee) = fee(code) else { return (plain("A4", Some("0U")), None) };
    match fee.kind {
        Kind::NotCovered | Kind::Experimental => return (plain("A3", Some("0V")), None),
        Kind::ByReport => return (plain("A4", Some("0U")), None),
        kind if !kind.needs_authorization() || !payer.does(Habit::NeedsAuthorization) => {
            return (plain("NA", None), None);
        }
        _ => {}
    }
    let asked = service.quantity.map_or(1, units);
    let units = asked.min(UNITS_MAX);
    let granted = books.authorize(who.clone(), code, units, (day, day.plus_days(VALID_DAYS)));
    let action = if units < asked { "A6" } else { "A1" };
    (Decision { action: action.to_owned(), number: Some(granted.number), reason: None }, Some(units))
}

fn units(quantity: Decimal) -> u32 {
    let text = quantity.to_string();
    text.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(1)
}
