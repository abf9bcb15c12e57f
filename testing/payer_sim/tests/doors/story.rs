//! Answers in short lines: what a biller would read out of each file, to compare with what the rules say.

use kernel::Money;
use payer_sim::adjudicate::plain;
use x12::acknowledgement::GroupAcknowledgement;
use x12::eligibility::{Benefit, EligibilityAnswer};
use x12::remittance::{ClaimPayment, LinePayment, Remittance};
use x12::review::Review;
use x12::status::{ClaimAcknowledgement, Status, StatusAnswer};
use x12::{Document, open};

/// Every transaction of a file as a document.
pub fn documents<D: Document>(file: &[u8]) -> Vec<D> {
    let interchanges = open(file).unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(file)));
    let transactions = interchanges.iter().flat_map(|i| &i.groups).flat_map(|g| &g.transactions);
    transactions.map(|t| t.read().unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(file)))).collect()
}

/// A remittance: the payment, each claim with its lines, each provider adjustment.
pub fn remittance(file: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for paid in documents::<Remittance>(file) {
        assert_eq!(paid.expected_amount(), paid.payment.amount, "a remittance balances");
        lines.push(format!("835 {} {}", paid.payment.method, plain(paid.payment.amount)));
        lines.extend(paid.claims.iter().map(claim));
        for adjustment in &paid.provider_adjustments {
            lines.push(format!("PLB {} {}", adjustment.reason, plain(adjustment.amount)));
        }
    }
    lines
}

fn claim(paid: &ClaimPayment) -> String {
    let adjusted: Money = paid.all_adjustments().map(|a| a.amount).sum();
    assert_eq!(paid.charge - adjusted, paid.paid, "a claim balances");
    assert_eq!(paid.charge, paid.lines.iter().map(|line| line.charge).sum(), "its lines add up");
    let mut text = format!("CLP {} paid {}", paid.status, plain(paid.paid));
    if let Some(owed) = paid.patient_responsibility.filter(|owed| *owed != Money::ZERO) {
        text.push_str(&format!(" patient {}", plain(owed)));
    }
    for amount in paid.amounts.iter().filter(|amount| amount.qualifier == "I") {
        text.push_str(&format!(" interest {}", plain(amount.amount)));
    }
    for party in paid.parties.iter().filter(|party| party.entity == "TT") {
        text.push_str(&format!(" forwarded to {}", party.id_value().unwrap_or_default()));
    }
    paid.lines.iter().for_each(|line| text.push_str(&self::line(line)));
    text
}

fn line(paid: &LinePayment) -> String {
    let adjusted: Money = paid.adjustments.iter().map(|a| a.amount).sum();
    assert_eq!(paid.charge - adjusted, paid.paid, "a line balances");
    let mut text = format!(" | {} {}", paid.procedure.code, plain(paid.paid));
    for a in &paid.adjustments {
        text.push_str(&format!(" {}{}={}", a.group, a.reason, plain(a.amount)));
    }
    for remark in &paid.remarks {
        text.push_str(&format!(" {remark}"));
    }
    text
}

/// Acknowledgements of files: only refusals are told.
pub fn acknowledgement(file: &[u8]) -> Vec<String> {
    let interchanges = open(file).expect("an interchange");
    let refusing = interchanges.iter().flat_map(|i| &i.acknowledgements).filter(|ta1| ta1.outcome != "A");
    let mut lines: Vec<String> = refusing.map(|ta1| format!("TA1 {} {}", ta1.outcome, ta1.note)).collect();
    if interchanges.iter().all(|i| i.groups.is_empty()) {
        return lines;
    }
    for group in documents::<GroupAcknowledgement>(file).iter().filter(|group| group.outcome != "A") {
        let each: Vec<&str> = group.transactions.iter().map(|t| t.outcome.as_str()).collect();
        lines.push(format!("999 {} ({}) {} of {}", group.outcome, each.join(","), group.accepted, group.received));
    }
    lines
}

/// Acknowledgements of claims: refusals, and the payer's number of the last claim accepted.
pub fn claim_acknowledgement(file: &[u8]) -> (Vec<String>, Option<String>) {
    let (mut refused, mut number) = (Vec::new(), None);
    for claim in documents::<ClaimAcknowledgement>(file).iter().flat_map(|d| &d.providers).flat_map(|p| &p.claims) {
        if claim.accepted() {
            number = claim.references.iter().find(|r| r.qualifier == "1K").map(|r| r.value.clone());
        } else {
            refused.push(format!("277CA {}", codes(&claim.statuses)));
        }
    }
    (refused, number)
}

fn codes(statuses: &[Status]) -> String {
    let each = statuses.iter().flat_map(|status| &status.codes).map(|code| match &code.entity {
        Some(entity) => format!("{}:{}:{entity}", code.category, code.code),
        None => format!("{}:{}", code.category, code.code),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// A status answer: codes and what was paid.
pub fn status(file: &[u8]) -> String {
    let answers = documents::<StatusAnswer>(file);
    let claim = &answers[0].claims[0];
    let paid = claim.statuses[0].paid.map_or(String::new(), |paid| format!(" paid {}", plain(paid)));
    format!("277 {}{paid}", codes(&claim.statuses))
}

/// A review: decision and units, and the authorization number.
pub fn review(file: &[u8]) -> (String, String) {
    let answers = documents::<Review>(file);
    let event = &answers[0].events[0];
    let decision = event.decision.clone().unwrap_or_default();
    let units = event.services[0].quantity.map_or(String::new(), |units| format!(" for {units}"));
    (format!("278 {}{units}", decision.action), decision.number.unwrap_or_default())
}

/// An eligibility answer: refusals, or benefits, each on a line.
pub fn eligibility(file: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for answer in documents::<EligibilityAnswer>(file) {
        let whole = answer.source_rejections.iter().chain(&answer.receiver_rejections);
        let each = answer.members.iter().flat_map(|member| &member.rejections);
        lines.extend(whole.chain(each).map(|r| format!("271 AAA {} {}", r.reason, r.follow_up)));
        for member in &answer.members {
            if let Some(dependent) = &member.dependent {
                lines.push(format!("271 for {}", dependent.party.name.line()));
            }
            lines.extend(member.benefits.iter().map(benefit));
        }
    }
    lines
}

fn benefit(told: &Benefit) -> String {
    let mut text = format!("271 {} {}", told.kind, told.service_types.join("^"));
    let mut add = |part: Option<String>| part.into_iter().for_each(|part| text.push_str(&format!(" {part}")));
    add(told.plan.clone());
    add(told.period.as_ref().map(|period| format!("per {period}")));
    add(told.amount.map(plain));
    add(told.percent.map(|percent| format!("{percent} share")));
    add(told.quantity.map(|quantity| format!("{quantity} visits")));
    add(told.authorization.as_ref().map(|needed| format!("authorization {needed}")));
    told.related.iter().for_each(|party| add(party.id_value().map(|id| format!("{} {id}", party.entity))));
    text
}
