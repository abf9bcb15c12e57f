//! The patient's share: copay, deductible, coinsurance, up to the year's out-of-pocket maximum.

use super::{Desk, Group, LineDecision, Used, share_of};
use crate::books::{Books, Who};
use crate::claim::{Claim, Rank};
use crate::world::{Kind, Member, OUT_OF_NETWORK_NPI, fee};
use kernel::{Day, Money};

/// What is left of the year's benefits while a claim is decided.
pub struct Tally {
    copay: Money,
    deductible_left: Money,
    out_of_pocket_left: Money,
    therapy_visits_left: u32,
    therapy_days: Vec<Day>,
    used: Used,
}

impl Tally {
    /// What the patient of this claim has left in the year of service.
    pub fn new(books: &Books, claim: &Claim, member: &Member, who: &Who) -> Self {
        let year = claim.first_day().number() / 10_000;
        let since = books.used(who, year);
        let before = member.used_before();
        let plan = member.plan();
        Self {
            copay: plan.copay,
            deductible_left: (plan.deductible - before.0 - since.deductible).max(Money::ZERO),
            out_of_pocket_left: (plan.out_of_pocket - before.1 - since.out_of_pocket).max(Money::ZERO),
            therapy_visits_left: plan.therapy_visits_max.saturating_sub(before.2 + since.therapy_visits),
            therapy_days: Vec::new(),
            used: Used::default(),
        }
    }

    /// Whether the plan still pays for therapy on this claim.
    pub const fn therapy_left(&self) -> bool {
        self.therapy_visits_left > self.used.therapy_visits || !self.therapy_days.is_empty()
    }

    /// Draws units, in thousandths, from the claim's prior authorization.
    pub fn draw_authorized(&mut self, thousandths: i64) {
        self.used.authorized_units += u32::try_from((thousandths + 999) / 1_000).unwrap_or(0);
    }

    /// What the claim used.
    pub fn used(self) -> Used {
        self.used
    }

    /// A share the patient owes, at most `wanted` and at most what is left of the out-of-pocket maximum.
    fn owe(&mut self, wanted: Money) -> Money {
        let owed = wanted.min(self.out_of_pocket_left);
        self.out_of_pocket_left -= owed;
        self.used.out_of_pocket += owed;
        owed
    }
}

/// Takes the patient's share out of what a priced line pays.
pub fn take(decided: &mut LineDecision, desk: &Desk<'_>, member: &Member, tally: &mut Tally) {
    let line = &desk.claim.lines[decided.line];
    let kind = fee(&line.procedure).map_or(Kind::Visit, |fee| fee.kind);
    if kind == Kind::Therapy && decided.allowed > Money::ZERO && !tally.therapy_days.contains(&line.day) {
        tally.therapy_days.push(line.day);
        tally.used.therapy_visits += 1;
    }
    let supplement = desk.claim.rank != Rank::Primary && member.plan == "SUPPLEMENT";
    if kind == Kind::Preventive || supplement {
        return;
    }
    let plan = member.plan();
    if kind == Kind::Visit && plan.copay > Money::ZERO {
        let copay = tally.owe(tally.copay.min(decided.paid));
        tally.copay -= copay;
        decided.paid -= copay;
        decided.adjust(Group::Patient, "3", copay);
        return;
    }
    let deductible = tally.owe(tally.deductible_left.min(decided.paid));
    tally.deductible_left -= deductible;
    tally.used.deductible += deductible;
    decided.paid -= deductible;
    decided.adjust(Group::Patient, "1", deductible);
    let out_of_network = desk.claim.billing.npi == OUT_OF_NETWORK_NPI;
    let percent = if out_of_network { 50 } else { plan.coinsurance_percent };
    let coinsurance = tally.owe(share_of(decided.paid, percent * 100));
    decided.paid -= coinsurance;
    decided.adjust(Group::Patient, "2", coinsurance);
}
