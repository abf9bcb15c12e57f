//! The price of a line: units the payer accepts, its fee, downcoding, second procedures, capitation.

use super::share::Tally;
use super::{Desk, Group, LineDecision, share_of};
use crate::world::{Fee, Habit, Kind, OUT_OF_NETWORK_NPI, fee};
use kernel::Money;

/// Prices a line that no rule refused. What is over the payer's fee is adjusted; what is left is allowed and, so far,
/// paid.
pub fn price(desk: &Desk<'_>, tally: &mut Tally, at: usize) -> LineDecision {
    let line = &desk.claim.lines[at];
    let fee = fee(&line.procedure).expect("the line rules refuse unknown codes");
    let mut decided = LineDecision {
        line: at,
        paid_as: None,
        charge: line.charge,
        allowed: Money::ZERO,
        paid: Money::ZERO,
        units_thousandths: line.units_thousandths,
        adjustments: Vec::new(),
        remarks: Vec::new(),
    };
    if capitated(desk, fee) {
        decided.adjust(Group::Contractual, "24", line.charge);
        return decided;
    }
    let mut left = line.charge;
    let units = accepted_units(desk, tally, (fee, at), &mut decided, &mut left);
    let worth = |fee: &Fee| Money::from_cents(fee.base.cents() * desk.payer.fee_percent * units / 100_000);
    let mut allowed = worth(fee).min(left);
    if let Some(lower) = downcoded(desk, fee) {
        let difference = (allowed - worth(lower)).max(Money::ZERO);
        decided.adjust(Group::Contractual, "150", difference);
        decided.paid_as = Some(lower.code);
        decided.remarks.push("N22");
        allowed -= difference;
        left -= difference;
    }
    if second_procedure(desk, fee, at) {
        let half = share_of(allowed, 5_000);
        decided.adjust(Group::Contractual, "59", half);
        allowed -= half;
        left -= half;
    }
    let group = if desk.claim.billing.npi == OUT_OF_NETWORK_NPI { Group::Patient } else { Group::Contractual };
    decided.adjust(group, "45", left - allowed);
    decided.allowed = allowed;
    decided.paid = allowed;
    decided
}

fn capitated(desk: &Desk<'_>, fee: &Fee) -> bool {
    let own = desk.member.and_then(|m| m.primary_care()) == Some(desk.claim.billing.npi.as_str());
    let usual = matches!(fee.kind, Kind::Visit | Kind::Preventive | Kind::Laboratory);
    desk.payer.capitation().is_some() && own && usual
}

/// Units the payer pays for, in thousandths; the charge of the others is adjusted and leaves `left`.
fn accepted_units(
    desk: &Desk<'_>,
    tally: &mut Tally,
    (fee, at): (&Fee, usize),
    decided: &mut LineDecision,
    left: &mut Money,
) -> i64 {
    let line = &desk.claim.lines[at];
    let billed = line.units_thousandths.max(1);
    let mut units = billed;
    let most = i64::from(fee.units_max) * 1_000;
    if units > most {
        let over = portion(line.charge, units - most, billed);
        decided.adjust(Group::Contractual, "222", over);
        decided.remarks.push("N362");
        *left -= over;
        units = most;
    }
    if fee.kind.needs_authorization() && desk.payer.does(Habit::NeedsAuthorization) {
        let held = desk.claim.authorization.as_deref().and_then(|number| desk.books.authorization(number));
        let certified = held.map_or(0, |a| i64::from(a.units.saturating_sub(a.units_used)) * 1_000);
        if units > certified {
            let over = portion(line.charge, units - certified, billed);
            decided.adjust(Group::Contractual, "198", over);
            *left -= over;
            units = certified;
        }
        tally.draw_authorized(units);
    }
    decided.units_thousandths = units;
    units
}

fn portion(charge: Money, units: i64, of: i64) -> Money {
    Money::from_cents(charge.cents() * units / of)
}

fn downcoded(desk: &Desk<'_>, fee: &Fee) -> Option<&'static Fee> {
    let unsupported = desk.claim.diagnoses.len() < 4;
    let lower = match fee.code {
        "99215" => crate::world::fee("99214"),
        "99205" => crate::world::fee("99204"),
        _ => None,
    };
    lower.filter(|_| desk.payer.does(Habit::Downcodes) && unsupported)
}

/// Whether a dearer procedure, or an equal one earlier on the claim, was done the same day.
fn second_procedure(desk: &Desk<'_>, this: &Fee, at: usize) -> bool {
    let line = &desk.claim.lines[at];
    let dearer = |(other_at, other): (usize, &crate::claim::Line)| {
        let Some(known) = fee(&other.procedure) else { return false };
        let first = known.base > this.base || (known.base == this.base && other_at < at);
        other_at != at && known.kind == Kind::Procedure && other.day == line.day && first
    };
    this.kind == Kind::Procedure && desk.claim.lines.iter().enumerate().any(dearer)
}
