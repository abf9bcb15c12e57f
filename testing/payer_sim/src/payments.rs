//! Payments: decisions wait for their day, then leave as remittances that balance, with what belongs to no claim.

use crate::adjudicate::{Decision, share_of};
use crate::books::Books;
use crate::claim::{Claim, Provider};
use crate::mailbox::Route;
use crate::world::{Method, Payer};
use kernel::{Day, Money};
use std::collections::{BTreeMap, HashMap};

/// Most claims in one remittance; a bigger payment leaves as several.
pub const CLAIMS_MAX: usize = 5_000;

/// One payment, or advice of none, from a payer to a provider.
#[derive(Clone, Debug)]
pub struct Remittance {
    /// Who pays.
    pub payer: &'static Payer,
    /// Who is paid.
    pub payee: Provider,
    /// The day of the payment.
    pub day: Day,
    /// Number of the transfer or check.
    pub trace: String,
    /// What is paid.
    pub amount: Money,
    /// The claims.
    pub claims: Vec<PaidClaim>,
    /// What belongs to no claim (PLB).
    pub adjustments: Vec<ProviderAdjustment>,
}

/// A claim in a remittance.
#[derive(Clone, Debug)]
pub struct PaidClaim {
    /// The claim as billed.
    pub claim: Claim,
    /// What was decided.
    pub decision: Decision,
    /// The day it was received.
    pub received: Day,
    /// Interest paid on it.
    pub interest: Money,
}

/// An adjustment of the payment itself (PLB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// `WO` overpayment recovered, `FB` balance forwarded, `L6` interest, `CT` capitation.
    pub reason: &'static str,
    /// What it refers to.
    pub reference: String,
    /// Positive takes away from the payment.
    pub amount: Money,
}

impl Remittance {
    /// Claims paid less adjustments is the amount paid, which is never negative.
    #[must_use]
    pub fn balances(&self) -> bool {
        let claims: Money = self.claims.iter().map(|paid| paid.decision.paid()).sum();
        let adjusted: Money = self.adjustments.iter().map(|a| a.amount).sum();
        claims - adjusted == self.amount && self.amount >= Money::ZERO
    }
}

/// A decision that waits for its day.
#[derive(Clone, Debug)]
struct Waiting {
    route: Route,
    payer: &'static Payer,
    claim: Claim,
    decision: Decision,
    received: Day,
}

/// Payer identifier and the provider's NPI: one account between the two.
type Account = (&'static str, String);

/// What waits to be paid, and what is owed back.
#[derive(Debug, Default)]
pub struct Payments {
    waiting: BTreeMap<Day, Vec<Waiting>>,
    takebacks: HashMap<Account, Vec<(String, Money)>>,
    carried: HashMap<Account, (String, Money)>,
    payments_count: u64,
}

impl Payments {
    /// Puts a decision in line for a day.
    pub fn schedule(
        &mut self,
        due: Day,
        (route, payer): (Route, &'static Payer),
        (claim, decision, received): (Claim, Decision, Day),
    ) {
        self.waiting.entry(due).or_default().push(Waiting { route, payer, claim, decision, received });
    }

    /// Notes money to be taken back from the provider's next payment, naming the claim it was overpaid on.
    pub fn take_back(&mut self, payer: &'static str, npi: &str, payer_control: &str, amount: Money) {
        self.takebacks.entry((payer, npi.to_owned())).or_default().push((payer_control.to_owned(), amount));
    }

    /// What is carried forward between a payer and a provider: what the provider still owes.
    #[must_use]
    pub fn carried(&self, payer: &'static str, npi: &str) -> Money {
        self.carried.get(&(payer, npi.to_owned())).map_or(Money::ZERO, |(_, amount)| *amount)
    }

    /// Makes the payments of a day, in order of payer, provider and route.
    pub fn run(&mut self, day: Day, books: &mut Books) -> Vec<(Route, Remittance)> {
        let mut groups: BTreeMap<(&'static str, String, Route), Vec<Waiting>> = BTreeMap::new();
        let later = self.waiting.split_off(&day.plus_days(1));
        for waiting in std::mem::replace(&mut self.waiting, later).into_values().flatten() {
            let key = (waiting.payer.id, waiting.claim.billing.npi.clone(), waiting.route.clone());
            groups.entry(key).or_default().push(waiting);
        }
        let mut made = Vec::new();
        for ((_, _, route), mut group) in groups {
            while !group.is_empty() {
                let rest = group.split_off(group.len().min(CLAIMS_MAX));
                made.push((route.clone(), self.pay(day, std::mem::replace(&mut group, rest), books)));
            }
        }
        made
    }

    /// A payment by the head for the members who chose a practice, without claims.
    pub fn capitation(&mut self, day: Day, payer: &'static Payer, payee: Provider, amount: Money) -> Remittance {
        let month = format!("CAP{}", day.number() / 100);
        let adjustments = vec![ProviderAdjustment { reason: "CT", reference: month, amount: -amount }];
        let trace = self.next_trace(payer);
        Remittance { payer, payee, day, trace, amount, claims: Vec::new(), adjustments }
    }

    fn next_trace(&mut self, payer: &Payer) -> String {
        self.payments_count += 1;
        let kind = if payer.method == Method::Ach { "EFT" } else { "CHK" };
        format!("{kind}{}{:07}", &payer.id[payer.id.len() - 1..], self.payments_count)
    }

    fn pay(&mut self, day: Day, group: Vec<Waiting>, books: &mut Books) -> Remittance {
        let first = group.first().expect("a payment has claims");
        let (payer, payee) = (first.payer, first.claim.billing.clone());
        let trace = self.next_trace(payer);
        let mut adjustments = Vec::new();
        let mut claims = Vec::with_capacity(group.len());
        for waiting in group {
            let interest = interest(payer, &waiting, day);
            let control = &waiting.decision.payer_control;
            books.paid(control, &trace);
            if interest > Money::ZERO {
                adjustments.push(ProviderAdjustment { reason: "L6", reference: control.clone(), amount: -interest });
            }
            let Waiting { claim, decision, received, .. } = waiting;
            claims.push(PaidClaim { claim, decision, received, interest });
        }
        let account = (payer.id, payee.npi.clone());
        for (reference, amount) in self.takebacks.remove(&account).unwrap_or_default() {
            adjustments.push(ProviderAdjustment { reason: "WO", reference, amount });
        }
        if let Some((reference, amount)) = self.carried.remove(&account) {
            adjustments.push(ProviderAdjustment { reason: "FB", reference, amount });
        }
        let paid: Money = claims.iter().map(|paid| paid.decision.paid()).sum();
        let mut amount = paid - adjustments.iter().map(|a| a.amount).sum();
        if amount < Money::ZERO {
            adjustments.push(ProviderAdjustment { reason: "FB", reference: trace.clone(), amount });
            self.carried.insert(account, (trace.clone(), -amount));
            amount = Money::ZERO;
        }
        let made = Remittance { payer, payee, day, trace, amount, claims, adjustments };
        assert!(made.balances(), "a remittance balances");
        made
    }
}

/// Interest on a claim paid late, for the days beyond those the payer may take; none on reversals and denials.
fn interest(payer: &Payer, waiting: &Waiting, day: Day) -> Money {
    let Some(rule) = payer.interest else { return Money::ZERO };
    let days = i64::from(day.days_since(waiting.received) - rule.free_days).max(0);
    let yearly = share_of(waiting.decision.paid().max(Money::ZERO), rule.yearly_basis_points);
    Money::from_cents((yearly.cents() * days + 182) / 365)
}
