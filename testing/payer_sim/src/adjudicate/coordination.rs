//! Paying after others: what earlier payers left to the patient is the most a later payer pays.

use super::{Group, LineDecision};
use crate::claim::Claim;
use crate::world::{Habit, Payer};
use kernel::Money;

/// Turns a line decided as if this payer were first into the decision of a payer that comes after others.
///
/// Reason 23 carries what earlier payers paid and adjusted; the rest of the charge is what they left to the patient.
pub fn after_others(decided: &mut LineDecision, claim: &Claim, payer: &Payer) {
    let left = left_to_patient(decided, claim);
    let benefit = if payer.does(Habit::LastResort) {
        (decided.allowed - paid_before(decided, claim)).max(Money::ZERO)
    } else {
        decided.paid
    };
    let own_shares: Vec<_> = decided.adjustments.iter().filter(|a| a.group == Group::Patient).cloned().collect();
    let pays = benefit.min(left);
    decided.adjustments.clear();
    decided.adjust(Group::Other, "23", decided.charge - left);
    let mut unpaid = left - pays;
    let above = (left - decided.allowed).max(Money::ZERO).min(unpaid);
    decided.adjust(Group::Contractual, "45", above);
    unpaid -= above;
    for share in own_shares {
        let owed = share.amount.min(unpaid);
        decided.adjust(Group::Patient, share.reason, owed);
        unpaid -= owed;
    }
    decided.adjust(Group::Contractual, "45", unpaid);
    decided.paid = pays;
}

/// What the last payer before this one left to the patient. Without line detail: what is allowed less what was paid.
fn left_to_patient(decided: &LineDecision, claim: &Claim) -> Money {
    let detail = claim.prior.iter().rev().find_map(|prior| prior.lines.iter().find(|l| l.line == decided.line));
    match detail {
        Some(line) => line.patient.max(Money::ZERO).min(decided.charge),
        None => (decided.allowed - paid_before(decided, claim)).max(Money::ZERO),
    }
}

/// What all earlier payers paid for the line; a claim-level payment is spread over the lines by charge.
fn paid_before(decided: &LineDecision, claim: &Claim) -> Money {
    let of = |prior: &crate::claim::Prior| match prior.lines.iter().find(|l| l.line == decided.line) {
        Some(line) => line.paid,
        None if prior.lines.is_empty() && claim.charge > Money::ZERO => {
            Money::from_cents(prior.paid.cents() * decided.charge.cents() / claim.charge.cents())
        }
        None => Money::ZERO,
    };
    claim.prior.iter().map(of).sum()
}
