//! Claims, their status and their acknowledgements.

use super::{Page, days, outcome, party, procedure};
use crate::acknowledgement::GroupAcknowledgement;
use crate::claim::{Claim, ClaimBatch};
use crate::status::{ClaimAcknowledgement, Status, StatusAnswer, StatusInquiry, Tally};

pub(super) fn batch(page: &mut Page<'_>, batch: &ClaimBatch) {
    let header = &batch.header;
    page.line(0, format!("CLAIMS batch {} of {}: {} claims", header.reference, header.day, batch.claims.len()));
    page.line(2, format!("from {}", party(&batch.submitter)));
    page.line(2, format!("to   {}", party(&batch.receiver)));
    for one in &batch.claims {
        page.line(0, "");
        claim(page, one);
    }
}

fn claim(page: &mut Page<'_>, claim: &Claim) {
    let kind = match claim.frequency.as_str() {
        "1" => "",
        "7" => ", REPLACEMENT",
        "8" => ", VOID",
        _ => ", frequency other than original",
    };
    page.line(2, format!("Claim {}: {}{kind}", claim.number, claim.charge));
    if let Some(control) = claim.payer_control() {
        page.line(4, format!("corrects the payer's {control}"));
    }
    page.line(4, format!("patient  {}", party(&claim.person().party)));
    if claim.patient.is_some() {
        page.line(4, format!("insured  {}", party(&claim.subscriber.member.party)));
    }
    page.line(4, format!("payer    {}, {}", party(&claim.payer), rank(&claim.subscriber.responsibility)));
    page.line(4, format!("billed by {}", party(&claim.billing)));
    for provider in &claim.providers {
        page.line(4, format!("{} {}", role(&provider.entity), party(provider)));
    }
    let codes: Vec<String> = claim.diagnoses.iter().zip(1..).map(|(d, n)| format!("{n}: {}", d.value)).collect();
    page.line(4, format!("diagnoses {}", codes.join(", ")));
    page.dates(4, &claim.dates);
    for other in &claim.other_coverages {
        let paid = other.amounts.iter().find(|a| a.qualifier == "D").map(|a| format!(" paid {}", a.amount));
        let payer = party(&other.payer);
        let rank = rank(&other.subscriber.responsibility);
        page.line(4, format!("also covered by {payer}, {rank}{}", paid.unwrap_or_default()));
        page.adjustments(6, &other.adjustments);
    }
    for (line, number) in claim.lines.iter().zip(1..) {
        let pointers: Vec<String> = line.pointers.iter().map(u8::to_string).collect();
        let (code, when) = (procedure(&line.procedure), days(line.service));
        let (units, charge, pointers) = (line.quantity, line.charge, pointers.join(","));
        page.line(4, format!("{number}. {code} x {units} on {when} for {pointers}: {charge}"));
        for adjudication in &line.adjudications {
            page.line(6, format!("{} paid {}", adjudication.payer, adjudication.paid));
            page.adjustments(6, &adjudication.adjustments);
        }
    }
}

fn rank(code: &str) -> &str {
    match code {
        "P" => "primary",
        "S" => "secondary",
        "T" => "tertiary",
        other => other,
    }
}

fn role(entity: &str) -> &str {
    match entity {
        "82" => "seen by ",
        "DN" => "referred by",
        "DQ" => "supervised by",
        "77" => "at      ",
        other => other,
    }
}

fn statuses(page: &mut Page<'_>, indent: usize, list: &[Status]) {
    for status in list {
        let codes: Vec<String> = status
            .codes
            .iter()
            .map(|c| {
                let entity = c.entity.as_ref().map(|e| format!(", about {e}")).unwrap_or_default();
                format!("{} / {}{entity}", page.texts.show(&c.category), page.texts.show(&c.code))
            })
            .collect();
        let paid = status.paid.map(|a| format!(", paid {a}")).unwrap_or_default();
        let check = status.check_number.as_ref().map(|n| format!(", check {n}")).unwrap_or_default();
        let day = status.day.map(|d| format!(" since {d}")).unwrap_or_default();
        let verdict = match status.action.as_deref() {
            Some("WQ") => "accepted: ",
            Some("U") => "REJECTED: ",
            _ => "",
        };
        page.line(indent, format!("{verdict}status {}{day}{paid}{check}", codes.join("; ")));
        if let Some(message) = &status.message {
            page.line(indent, message);
        }
    }
}

pub(super) fn status_inquiry(page: &mut Page<'_>, inquiry: &StatusInquiry) {
    page.line(0, format!("WHERE ARE THESE CLAIMS? asked of {}", party(&inquiry.payer)));
    for claim in &inquiry.claims {
        let person = claim.dependent.as_ref().unwrap_or(&claim.subscriber);
        let charge = claim.charge.map(|c| format!(" {c}")).unwrap_or_default();
        let when = claim.service.map(|w| format!(" on {}", days(w))).unwrap_or_default();
        page.line(2, format!("{}{charge}{when}, trace {}", party(&person.party), claim.trace.number));
    }
}

pub(super) fn status_answer(page: &mut Page<'_>, answer: &StatusAnswer) {
    page.line(0, format!("CLAIM STATUS from {}", party(&answer.payer)));
    statuses(page, 2, &answer.receiver_statuses);
    for claim in &answer.claims {
        let person = claim.dependent.as_ref().unwrap_or(&claim.subscriber);
        page.line(2, format!("{}, trace {}", party(&person.party), claim.trace.number));
        statuses(page, 4, &claim.provider_statuses);
        statuses(page, 4, &claim.statuses);
        for line in &claim.lines {
            page.line(4, format!("{}: charged {}, paid {}", procedure(&line.procedure), line.charge, line.paid));
            statuses(page, 6, &line.statuses);
        }
    }
}

pub(super) fn acknowledgement(page: &mut Page<'_>, acknowledgement: &ClaimAcknowledgement) {
    let (source, received) = (party(&acknowledgement.source), acknowledgement.received);
    page.line(0, format!("CLAIMS TAKEN IN by {source}, received {received}"));
    page.line(2, format!("batch {}", acknowledgement.batch.trace.number));
    tally(page, &acknowledgement.batch);
    for provider in &acknowledgement.providers {
        page.line(2, party(&provider.provider));
        for claim in &provider.claims {
            let verdict = if claim.accepted() { "accepted" } else { "REJECTED" };
            page.line(4, format!("Claim {}, {}: {verdict}", claim.number, party(&claim.patient)));
            statuses(page, 6, &claim.statuses);
            for line in &claim.lines {
                page.line(6, format!("{}: {}", procedure(&line.procedure), line.charge));
                statuses(page, 8, &line.statuses);
            }
        }
    }
}

fn tally(page: &mut Page<'_>, tally: &Tally) {
    let counts =
        [("accepted", tally.accepted, tally.accepted_amount), ("rejected", tally.rejected, tally.rejected_amount)];
    for (verdict, count, amount) in counts {
        if let Some(count) = count {
            let amount = amount.map(|a| format!(", {a}")).unwrap_or_default();
            page.line(2, format!("{count} {verdict}{amount}"));
        }
    }
}

pub(super) fn group_acknowledgement(page: &mut Page<'_>, group: &GroupAcknowledgement) {
    let (id, control, verdict) = (&group.functional_id, &group.control, outcome(&group.outcome));
    page.line(
        0,
        format!("GROUP {id} {control}: {verdict}, {} of {} transactions taken", group.accepted, group.received),
    );
    for transaction in &group.transactions {
        let verdict = outcome(&transaction.outcome);
        page.line(2, format!("{} {}: {verdict}", transaction.set, transaction.control));
        for error in &transaction.errors {
            let place = error.loop_id.as_ref().map(|l| format!(" in loop {l}")).unwrap_or_default();
            let code = error.code.as_deref().unwrap_or_default();
            page.line(4, format!("segment {} ({}){place}: code {code}", error.position, error.segment));
            for element in &error.elements {
                let value = element.value.as_ref().map(|v| format!(" [{v}]")).unwrap_or_default();
                page.line(6, format!("{}{:02}: code {}{value}", error.segment, element.element, element.code));
            }
        }
    }
}
