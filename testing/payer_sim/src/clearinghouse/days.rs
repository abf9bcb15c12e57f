//! The days go by: audits come, payments leave, claims cross over to the next payer.

use super::Clearinghouse;
use crate::adjudicate::Status;
use crate::claim::{Claim, Frequency, Prior, PriorLine, Provider, Rank};
use crate::edi::remittance;
use crate::mailbox::{Route, Topic};
use crate::payments::{PaidClaim, Remittance};
use crate::world::{Payer, Trait, payer};
use kernel::{Day, Money};

/// Most days one request may let go by.
pub const DAYS_MAX: u32 = 3_660;

/// Something a payer will do on a day to come.
#[derive(Clone, Debug)]
pub enum Event {
    /// An audit finds an overpayment.
    TakeBack {
        /// The payer.
        payer: &'static Payer,
        /// Who was overpaid, by NPI.
        npi: String,
        /// On which claim.
        payer_control: String,
        /// How much.
        amount: Money,
    },
    /// The payer learns that coverage had ended, and reverses a claim.
    EndInRetrospect {
        /// Where the answer goes.
        route: Route,
        /// The payer.
        payer: &'static Payer,
        /// Which claim.
        payer_control: String,
    },
}

impl Clearinghouse {
    /// Lets days go by, at most [`DAYS_MAX`]; on each, what is due happens.
    pub fn advance(&mut self, days: u32) {
        for _ in 0..days.min(DAYS_MAX) {
            self.today = self.today.plus_days(1);
            self.mailbox.release_held();
            for event in self.events.remove(&self.today).unwrap_or_default() {
                self.happen(event);
            }
            if self.today.number() % 100 == 1 {
                self.pay_by_the_head();
            }
            for (route, made) in self.payments.run(self.today, &mut self.books) {
                self.deliver(&route, &made);
            }
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::TakeBack { payer, npi, payer_control, amount } => {
                self.payments.take_back(payer.id, &npi, &payer_control, amount);
            }
            Event::EndInRetrospect { route, payer, payer_control } => {
                let Some(stood) = self.books.reverse(&payer_control) else { return };
                if let Some(mut member) = self.world.member(payer.id, &stood.claim.subscriber.member_id) {
                    member.to = Some(stood.claim.first_day().plus_days(-1));
                    self.world.enrol(member);
                }
                let reversal = (stood.claim.clone(), stood.decision.reversed(), stood.received);
                self.payments.schedule(self.today, (route.clone(), payer), reversal);
                self.adjudicate(&route, payer, stood.claim, self.today);
            }
        }
    }

    fn pay_by_the_head(&mut self) {
        for ((id, npi), (route, practice)) in self.capitated.clone() {
            let Some(payer) = payer(id) else { continue };
            let Some(rate) = payer.capitation() else { continue };
            let heads = self.world.named().iter().filter(|member| member.primary_care() == Some(npi.as_str())).count();
            let amount = Money::from_cents(rate.cents() * i64::try_from(heads).expect("few members"));
            let made = self.payments.capitation(self.today, payer, practice, amount);
            self.deliver(&route, &made);
        }
    }

    fn deliver(&mut self, route: &Route, made: &Remittance) {
        self.send((route, Topic::Remittance), None, &[remittance(made)]);
        for paid in &made.claims {
            if paid.decision.status == Status::Reversal {
                continue;
            }
            self.plan_events(route, made.payer, paid);
            if let Some(next) = paid.decision.forwarded_to.and_then(payer) {
                self.cross_over(route, made.payer, next, paid);
            }
        }
    }

    fn plan_events(&mut self, route: &Route, payer: &'static Payer, paid: &PaidClaim) {
        let member_id = paid.claim.subscriber.member_id.clone();
        let Some(member) = self.world.member(payer.id, &member_id) else { return };
        if paid.decision.paid() <= Money::ZERO {
            return;
        }
        let payer_control = paid.decision.payer_control.clone();
        for known in &member.traits {
            let (after_days, event) = match known {
                Trait::Audited { after_days, amount } => {
                    let npi = paid.claim.billing.npi.clone();
                    (*after_days, Event::TakeBack { payer, npi, payer_control: payer_control.clone(), amount: *amount })
                }
                Trait::EndsInRetrospect { after_days } => {
                    let route = route.clone();
                    (*after_days, Event::EndInRetrospect { route, payer, payer_control: payer_control.clone() })
                }
                _ => continue,
            };
            if self.audited.insert((payer.id, member_id.clone())) {
                self.events.entry(self.today.plus_days(after_days)).or_default().push(event);
            }
        }
    }

    /// Sends a paid claim on to the next payer, as the provider would have billed it.
    fn cross_over(&mut self, route: &Route, from: &'static Payer, next: &'static Payer, paid: &PaidClaim) {
        let member = self.world.member(from.id, &paid.claim.subscriber.member_id);
        let Some(other) = member.as_ref().and_then(|member| member.pays_after()) else { return };
        let claim = secondary(&paid.claim, from, paid, (next.id, other.member_id));
        let due: Day = self.today.plus_days(next.pays_after_days);
        self.adjudicate(route, next, claim, due);
    }

    /// Who is paid by the head, for the day's report.
    #[must_use]
    pub fn capitated_practices(&self) -> Vec<&Provider> {
        self.capitated.values().map(|(_, practice)| practice).collect()
    }
}

/// The claim for the payer after this one, carrying what this one decided.
#[must_use]
pub fn secondary(claim: &Claim, from: &Payer, paid: &PaidClaim, (payer, member_id): (&str, &str)) -> Claim {
    let lines = paid.decision.lines.iter().map(|line| PriorLine {
        line: line.line,
        paid: line.paid,
        patient: line.patient(),
        contractual: line.charge - line.paid - line.patient(),
    });
    let prior =
        Prior { payer: from.id.to_owned(), rank: claim.rank, paid: paid.decision.paid(), lines: lines.collect() };
    let mut next = claim.clone();
    next.payer = payer.to_owned();
    next.rank = if claim.rank == Rank::Primary { Rank::Secondary } else { Rank::Tertiary };
    next.frequency = Frequency::Original;
    next.original = None;
    next.subscriber.member_id = member_id.to_owned();
    next.prior.push(prior);
    next
}
