//! Deciding a claim: whole-claim rules, then each line's rules, its price, the patient's share, earlier payers.
//!
//! All amounts are whole cents; every line balances: charge less adjustments is what is paid. The rules are those of
//! the payer's habits and the member's plan in the [`world`](crate::world).

mod claim_rules;
mod coordination;
mod decision;
mod line_rules;
mod price;
mod share;

pub use decision::{Adjustment, Decision, Group, LineDecision, Status, Used, plain};

use crate::books::{Books, Who};
use crate::claim::{Claim, Line, Rank};
use crate::world::{Habit, Member, Payer, World};
use kernel::{Day, Money};

/// A refusal to pay: whose the money is, the reason code, and remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    group: Group,
    reason: &'static str,
    remark: Option<&'static str>,
}

const fn refuse(group: Group, reason: &'static str, remark: Option<&'static str>) -> Refusal {
    Refusal { group, reason, remark }
}

/// The share of an amount in hundredths of a percent, rounded to the nearest cent, halves away from zero.
#[must_use]
pub fn share_of(amount: Money, basis_points: i64) -> Money {
    let product = amount.cents() * basis_points;
    Money::from_cents((product + if product < 0 { -5_000 } else { 5_000 }) / 10_000)
}

/// A claim on the adjudicator's desk, with everything that is known about it.
struct Desk<'a> {
    books: &'a Books,
    claim: &'a Claim,
    payer: &'static Payer,
    member: Option<&'a Member>,
    who: Option<&'a Who>,
    received: Day,
}

/// Decides a claim received on a day. Gives who it was for, when the payer knows them, and the decision.
///
/// The caller writes the decision into the books.
#[must_use]
pub fn decide(
    (world, books): (&World, &Books),
    payer: &'static Payer,
    claim: &Claim,
    (received, payer_control): (Day, String),
) -> (Option<Who>, Decision) {
    let member = world.member(payer.id, &claim.subscriber.member_id);
    let patient = claim.patient();
    let person = member.as_ref().and_then(|m| m.person(&patient.first, patient.birth));
    let who = member.as_ref().zip(person).map(|(member, person)| (payer.id, member.id.clone(), person));
    let desk = Desk { books, claim, payer, member: member.as_ref(), who: who.as_ref(), received };
    let decision = match claim_rules::refusal(&desk) {
        Some((status, refusal)) => refused(claim, payer_control, status, refusal),
        None => {
            let known = member.as_ref().zip(who.as_ref());
            let (member, who) = known.expect("the claim rules refuse a claim for nobody the payer knows");
            by_line(&desk, member, who, payer_control)
        }
    };
    (who, decision)
}

fn refused(claim: &Claim, payer_control: String, status: Status, refusal: Refusal) -> Decision {
    let lines = claim.lines.iter().enumerate().map(|(at, line)| refused_line(at, line, refusal)).collect();
    Decision { payer_control, status, lines, forwarded_to: None, used: Used::default() }
}

fn refused_line(at: usize, line: &Line, refusal: Refusal) -> LineDecision {
    let mut decided = LineDecision {
        line: at,
        paid_as: None,
        charge: line.charge,
        allowed: Money::ZERO,
        paid: Money::ZERO,
        units_thousandths: line.units_thousandths,
        adjustments: Vec::new(),
        remarks: refusal.remark.into_iter().collect(),
    };
    decided.adjust(refusal.group, refusal.reason, line.charge);
    decided
}

fn by_line(desk: &Desk<'_>, member: &Member, who: &Who, payer_control: String) -> Decision {
    let claim = desk.claim;
    let mut tally = share::Tally::new(desk.books, claim, member, who);
    let secondary = claim.rank != Rank::Primary && !claim.prior.is_empty();
    let mut lines = Vec::with_capacity(claim.lines.len());
    for (at, line) in claim.lines.iter().enumerate() {
        if let Some(refusal) = line_rules::refusal(desk, member, who, &tally, at) {
            lines.push(refused_line(at, line, refusal));
            continue;
        }
        let mut decided = price::price(desk, &mut tally, at);
        share::take(&mut decided, desk, member, &mut tally);
        if secondary {
            coordination::after_others(&mut decided, claim, desk.payer);
        }
        if let Some(withheld) = desk.payer.sequesters() {
            let amount = share_of(decided.paid, withheld);
            decided.paid -= amount;
            decided.adjust(Group::Contractual, "253", amount);
        }
        assert!(decided.balances(), "a decided line balances");
        lines.push(decided);
    }
    let forwarded_to = crosses_over(desk, member, &lines);
    let status = match claim.rank {
        _ if lines.iter().all(|line| line.allowed == Money::ZERO && !capitated(line)) => Status::Denied,
        Rank::Primary if forwarded_to.is_some() => Status::PrimaryForwarded,
        Rank::Primary => Status::Primary,
        Rank::Secondary => Status::Secondary,
        Rank::Tertiary => Status::Tertiary,
    };
    Decision { payer_control, status, lines, forwarded_to, used: tally.used() }
}

fn capitated(line: &LineDecision) -> bool {
    line.adjustments.iter().any(|a| a.reason == "24")
}

fn crosses_over(desk: &Desk<'_>, member: &Member, lines: &[LineDecision]) -> Option<&'static str> {
    let after = member.pays_after().filter(|_| desk.payer.does(Habit::CrossesOver))?;
    let left: Money = lines.iter().map(LineDecision::patient).sum();
    (desk.claim.rank == Rank::Primary && left > Money::ZERO).then_some(after.payer)
}

#[cfg(test)]
mod tests {
    use super::share_of;
    use kernel::Money;

    #[test]
    fn shares_round_to_the_nearest_cent_both_ways() {
        for (cents, points, share) in [(333, 2_000, 67), (-333, 2_000, -67), (125, 200, 3), (124, 200, 2), (0, 200, 0)]
        {
            assert_eq!(share_of(Money::from_cents(cents), points), Money::from_cents(share), "{cents} {points}");
        }
    }
}
