//! Remittances.

use super::{Page, days, party, procedure};
use crate::parties::{Reference, reference};
use crate::remittance::{ClaimPayment, LinePayment, Remittance};

pub(super) fn remittance(page: &mut Page<'_>, remittance: &Remittance) {
    let payment = &remittance.payment;
    let method = match payment.method.as_str() {
        "ACH" => "electronic transfer",
        "CHK" => "check",
        "FWT" => "wire transfer",
        "NON" => "no payment",
        other => other,
    };
    let number = &remittance.trace.number;
    page.line(0, format!("REMITTANCE {} by {method} {number} of {}", payment.amount, payment.date));
    page.line(2, format!("from {}", party(&remittance.payer)));
    page.line(2, format!("to   {}", party(&remittance.payee)));
    for claim in &remittance.claims {
        page.line(0, "");
        claim_payment(page, claim);
    }
    if !remittance.provider_adjustments.is_empty() {
        page.line(0, "");
        page.line(2, "Adjustments of the payment, for no single claim (positive reduces it):");
        for adjustment in &remittance.provider_adjustments {
            let (reason, reference) = (&adjustment.reason, adjustment.reference.as_deref().unwrap_or_default());
            page.line(4, format!("{:>12}  {reason} {reference}", adjustment.amount));
        }
    }
    let expected = remittance.expected_amount();
    page.line(0, "");
    if expected == payment.amount {
        page.line(2, format!("Balances: claims less adjustments are {expected}"));
    } else {
        let off = payment.amount - expected;
        page.line(2, format!("DOES NOT BALANCE: claims less adjustments are {expected}, off by {off}"));
    }
}

fn status(code: &str) -> &str {
    match code {
        "1" => "processed as primary",
        "2" => "processed as secondary",
        "3" => "processed as tertiary",
        "4" => "DENIED",
        "19" => "primary, forwarded to another payer",
        "20" => "secondary, forwarded to another payer",
        "21" => "tertiary, forwarded to another payer",
        "22" => "REVERSAL of an earlier payment",
        "23" => "not ours, forwarded to another payer",
        "25" => "estimate only, no payment",
        other => other,
    }
}

fn claim_payment(page: &mut Page<'_>, claim: &ClaimPayment) {
    page.line(2, format!("Claim {}, {}: {}", claim.number, party(&claim.patient), status(&claim.status)));
    let owes = claim.patient_responsibility.map(|a| format!(", patient {a}")).unwrap_or_default();
    page.line(
        4,
        format!("charged {}, paid {}{owes}; payer's number {}", claim.charge, claim.paid, claim.payer_control),
    );
    for other in &claim.parties {
        let role = match other.entity.as_str() {
            "82" => "seen by",
            "IL" => "insured",
            "74" => "corrected name",
            "TT" => "sent on to",
            "PR" => "priority payer",
            other => other,
        };
        page.line(4, format!("{role} {}", party(other)));
    }
    page.dates(4, &claim.dates);
    page.adjustments(4, &claim.adjustments);
    remarks(page, 4, &claim.remarks);
    for line in &claim.lines {
        line_payment(page, line);
    }
    let adjusted = claim.all_adjustments().map(|a| a.amount).sum();
    if claim.charge - adjusted != claim.paid {
        page.line(4, format!("DOES NOT BALANCE: charge less adjustments is {}", claim.charge - adjusted));
    }
}

fn line_payment(page: &mut Page<'_>, line: &LinePayment) {
    let billed = line.billed.as_ref().map(|b| format!(" (billed as {})", procedure(b))).unwrap_or_default();
    let when = line.dates.first().map(|d| format!(" on {}", days(d.when))).unwrap_or_default();
    let own = reference(&line.references, "6R").map(|n| format!(", line {n}")).unwrap_or_default();
    let units = line.units_paid();
    let code = procedure(&line.procedure);
    page.line(4, format!("{code}{billed} x {units}{when}: charged {}, paid {}{own}", line.charge, line.paid));
    page.adjustments(6, &line.adjustments);
    remarks(page, 6, &line.remarks);
    for Reference { qualifier, value } in line.references.iter().filter(|r| r.qualifier != "6R") {
        page.line(6, format!("{qualifier} {value}"));
    }
}

fn remarks(page: &mut Page<'_>, indent: usize, remarks: &[String]) {
    for remark in remarks {
        let remark = page.texts.show(remark);
        page.line(indent, format!("remark {remark}"));
    }
}
