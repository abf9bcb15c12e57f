//! Eligibility and prior authorization.

use super::{Page, party, procedure};
use crate::eligibility::{Benefit, EligibilityAnswer, EligibilityInquiry, Rejection};
use crate::parties::Member;
use crate::review::{Decision, Review};

pub(super) fn inquiry(page: &mut Page<'_>, inquiry: &EligibilityInquiry) {
    page.line(0, format!("IS THIS PERSON COVERED? asked of {}", party(&inquiry.source)));
    page.line(2, format!("by {}", party(&inquiry.receiver)));
    for one in &inquiry.inquiries {
        person(page, &one.subscriber, one.dependent.as_ref());
        page.dates(4, &one.dates);
        for question in &one.questions {
            let procedure = question.procedure.as_ref().map(procedure).unwrap_or_default();
            page.line(4, format!("about {} {procedure}", question.service_types.join(", ")));
        }
    }
}

fn person(page: &mut Page<'_>, subscriber: &Member, dependent: Option<&Member>) {
    let born = |m: &Member| m.birth.map(|b| format!(", born {b}")).unwrap_or_default();
    page.line(2, format!("{}{}", party(&subscriber.party), born(subscriber)));
    if let Some(dependent) = dependent {
        page.line(2, format!("dependent {}{}", party(&dependent.party), born(dependent)));
    }
}

fn rejections(page: &mut Page<'_>, indent: usize, list: &[Rejection]) {
    for rejection in list {
        let reason = page.texts.show(&rejection.reason);
        page.line(indent, format!("NO ANSWER: reason {reason}, next step {}", rejection.follow_up));
    }
}

pub(super) fn answer(page: &mut Page<'_>, answer: &EligibilityAnswer) {
    page.line(0, format!("COVERAGE from {} of {}", party(&answer.source), answer.header.day));
    rejections(page, 2, &answer.source_rejections);
    rejections(page, 2, &answer.receiver_rejections);
    for member in &answer.members {
        person(page, &member.subscriber, member.dependent.as_ref());
        rejections(page, 4, &member.rejections);
        page.dates(4, &member.dates);
        for statement in &member.benefits {
            benefit(page, statement);
        }
    }
}

fn kind(code: &str) -> &str {
    match code {
        "1" | "2" | "3" | "4" => "ACTIVE",
        "5" => "ACTIVE, under investigation",
        "6" | "7" | "8" => "NOT ACTIVE",
        "A" => "coinsurance",
        "B" => "co-pay",
        "C" => "deductible",
        "CB" => "authorization",
        "D" => "benefit",
        "E" => "excluded",
        "F" => "limit",
        "G" => "out-of-pocket limit",
        "I" => "not covered",
        "L" => "primary care provider",
        "R" => "other payer",
        "U" => "ask",
        "V" => "cannot be processed",
        "Y" => "spend-down",
        other => other,
    }
}

fn period(code: &str) -> &str {
    match code {
        "23" | "25" => "a year",
        "22" => "a service year",
        "24" => "this year so far",
        "27" => "a visit",
        "29" => "remaining",
        "32" => "in a lifetime",
        "33" => "remaining in a lifetime",
        "34" => "a month",
        "35" => "a week",
        "7" => "a day",
        other => other,
    }
}

fn benefit(page: &mut Page<'_>, benefit: &Benefit) {
    let mut parts = vec![kind(&benefit.kind).to_owned()];
    if let Some(amount) = benefit.amount {
        parts.push(amount.to_string());
    }
    if let Some(percent) = benefit.percent {
        parts.push(format!("{percent} of the charge"));
    }
    if let (Some(unit), Some(quantity)) = (&benefit.quantity_kind, benefit.quantity) {
        let unit = if unit == "VS" { "visits" } else { unit };
        parts.push(format!("{quantity} {unit}"));
    }
    if let Some(code) = &benefit.period {
        parts.push(period(code).to_owned());
    }
    let level = match benefit.coverage_level.as_deref() {
        Some("IND") => Some("each person"),
        Some("FAM") => Some("the family"),
        other => other,
    };
    parts.extend(level.map(str::to_owned));
    match benefit.in_network.as_deref() {
        Some("Y") => parts.push("in network".to_owned()),
        Some("N") => parts.push("out of network".to_owned()),
        _ => {}
    }
    if benefit.authorization.as_deref() == Some("Y") {
        parts.push("AUTHORIZATION NEEDED".to_owned());
    }
    parts.extend(benefit.plan.clone());
    parts.extend(benefit.procedure.as_ref().map(procedure));
    if !benefit.service_types.is_empty() {
        parts.push(format!("service types {}", benefit.service_types.join(" ")));
    }
    page.line(4, parts.join(", "));
    page.dates(6, &benefit.dates);
    for message in &benefit.messages {
        page.line(6, message);
    }
    rejections(page, 6, &benefit.rejections);
    for related in &benefit.related {
        page.line(6, party(related));
    }
}

fn decision(page: &mut Page<'_>, indent: usize, decision: &Decision) {
    let verdict = match decision.action.as_str() {
        "A1" => "AUTHORIZED",
        "A2" => "PARTLY AUTHORIZED",
        "A3" => "NOT AUTHORIZED",
        "A4" => "pending",
        "A6" => "authorized, changed",
        "C" => "cancelled",
        "CT" => "call the payer",
        "NA" => "no authorization needed",
        other => other,
    };
    let number = decision.number.as_ref().map(|n| format!(", number {n}")).unwrap_or_default();
    let reason = decision.reason.as_ref().map(|r| format!(", reason {}", page.texts.show(r))).unwrap_or_default();
    page.line(indent, format!("{verdict}{number}{reason}"));
}

pub(super) fn review(page: &mut Page<'_>, review: &Review) {
    let heading = if review.is_answer() { "AUTHORIZATION decided by" } else { "AUTHORIZATION asked of" };
    page.line(0, format!("{heading} {}", party(&review.reviewer)));
    page.line(2, format!("for {}", party(&review.requester)));
    rejections(page, 2, &review.rejections);
    person(page, &review.subscriber, review.dependent.as_ref());
    rejections(page, 2, &review.member_rejections);
    for event in &review.events {
        let diagnoses: Vec<&str> = event.diagnoses.iter().map(|d| d.value.as_str()).collect();
        page.line(2, format!("request {}, diagnoses {}", event.request.category, diagnoses.join(", ")));
        page.dates(4, &event.dates);
        rejections(page, 4, &event.rejections);
        if let Some(made) = &event.decision {
            decision(page, 4, made);
        }
        for provider in &event.providers {
            page.line(4, format!("{} {}", provider.entity, party(provider)));
        }
        for service in &event.services {
            let code = service.procedure.as_ref().map(procedure).unwrap_or_default();
            let quantity = service.quantity.map(|q| format!(" x {q}")).unwrap_or_default();
            page.line(4, format!("service {code}{quantity}"));
            if let Some(made) = &service.decision {
                decision(page, 6, made);
            }
        }
    }
}
