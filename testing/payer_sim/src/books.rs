//! The payers' books: what was decided, what a member has used this year, authorizations, money to be taken back.

use crate::adjudicate::{Decision, Used};
use crate::claim::Claim;
use kernel::{Day, Money};
use std::collections::HashMap;

/// A person of a membership: payer, member number, index from the subscriber.
pub type Who = (&'static str, String, usize);

/// The books of all payers.
#[derive(Debug, Default)]
pub struct Books {
    used: HashMap<(Who, i64), Used>,
    decided: HashMap<String, Decided>,
    controls: HashMap<(&'static str, String), Vec<String>>,
    people: HashMap<Who, Vec<String>>,
    services: HashMap<Who, Vec<Service>>,
    authorizations: HashMap<String, Authorization>,
    claims_count: u64,
    authorizations_count: u64,
}

/// A claim with what was decided on it.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The claim as it came.
    pub claim: Claim,
    /// Whose it is.
    pub who: Option<Who>,
    /// What was decided.
    pub decision: Decision,
    /// The day it came.
    pub received: Day,
    /// The day the payment is made; status inquiries see it as pending until then.
    pub due: Day,
    /// The trace number of the payment, once made.
    pub trace: Option<String>,
    /// Whether a later decision reversed it.
    pub reversed: bool,
}

/// A service paid or priced before: for duplicates, frequency and global periods.
#[derive(Clone, Debug)]
pub struct Service {
    /// The payer's number of the claim.
    pub payer_control: String,
    /// Procedure code.
    pub procedure: String,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// The day.
    pub day: Day,
}

/// A prior authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// Its number (REF G1).
    pub number: String,
    /// For whom.
    pub who: Who,
    /// The procedure it covers.
    pub procedure: String,
    /// Units certified.
    pub units: u32,
    /// Units billed against it.
    pub units_used: u32,
    /// First and last day.
    pub valid: (Day, Day),
}

impl Books {
    /// What the person has used of the year's benefits, counted since the world began.
    #[must_use]
    pub fn used(&self, who: &Who, year: i64) -> Used {
        self.used.get(&(who.clone(), year)).cloned().unwrap_or_default()
    }

    /// A payer's next claim number: its prefix, the day, a count.
    pub fn next_control(&mut self, payer: &str, day: Day) -> String {
        self.claims_count += 1;
        format!("{payer}{}{:07}", day.number() % 1_000_000, self.claims_count)
    }

    /// Writes a decision down and draws down what it used.
    pub fn decide(&mut self, decided: Decided) {
        let control = decided.decision.payer_control.clone();
        if let Some(who) = &decided.who {
            let year = decided.claim.first_day().number() / 10_000;
            let used = self.used.entry((who.clone(), year)).or_default();
            used.deductible += decided.decision.used.deductible;
            used.out_of_pocket += decided.decision.used.out_of_pocket;
            used.therapy_visits += decided.decision.used.therapy_visits;
            if let Some(held) = decided.claim.authorization.as_ref().and_then(|n| self.authorizations.get_mut(n)) {
                held.units_used += decided.decision.used.authorized_units;
            }
            let services = self.services.entry(who.clone()).or_default();
            services.extend(decided.decision.lines.iter().filter(|line| line.allowed > Money::ZERO).map(|line| {
                let billed = &decided.claim.lines[line.line];
                Service {
                    payer_control: control.clone(),
                    procedure: billed.procedure.clone(),
                    modifiers: billed.modifiers.clone(),
                    day: billed.day,
                }
            }));
            let key = (who.0, decided.claim.control.clone());
            self.controls.entry(key).or_default().push(control.clone());
            self.people.entry(who.clone()).or_default().push(control.clone());
        }
        self.decided.insert(control, decided);
    }

    /// Takes a decision back: gives back what it used and forgets its services. Returns it as it stood.
    pub fn reverse(&mut self, payer_control: &str) -> Option<Decided> {
        let decided = self.decided.get_mut(payer_control).filter(|decided| !decided.reversed)?;
        decided.reversed = true;
        let stood = decided.clone();
        if let Some(who) = &stood.who {
            let year = stood.claim.first_day().number() / 10_000;
            let used = self.used.entry((who.clone(), year)).or_default();
            used.deductible -= stood.decision.used.deductible;
            used.out_of_pocket -= stood.decision.used.out_of_pocket;
            used.therapy_visits = used.therapy_visits.saturating_sub(stood.decision.used.therapy_visits);
            if let Some(held) = stood.claim.authorization.as_ref().and_then(|n| self.authorizations.get_mut(n)) {
                held.units_used = held.units_used.saturating_sub(stood.decision.used.authorized_units);
            }
            if let Some(services) = self.services.get_mut(who) {
                services.retain(|service| service.payer_control != payer_control);
            }
        }
        Some(stood)
    }

    /// A decision by the payer's number of the claim.
    #[must_use]
    pub fn decided(&self, payer_control: &str) -> Option<&Decided> {
        self.decided.get(payer_control)
    }

    /// Notes the payment a decision was paid by.
    pub fn paid(&mut self, payer_control: &str, trace: &str) {
        if let Some(decided) = self.decided.get_mut(payer_control) {
            decided.trace = Some(trace.to_owned());
        }
    }

    /// The payer's claims under the provider's own control number, oldest first.
    #[must_use]
    pub fn by_control(&self, payer: &'static str, control: &str) -> Vec<&Decided> {
        let found = self.controls.get(&(payer, control.to_owned()));
        found.into_iter().flatten().filter_map(|number| self.decided.get(number)).collect()
    }

    /// The person's claims with a payer that include a day of service in the range, oldest first; at most 50.
    #[must_use]
    pub fn by_person(&self, who: &Who, from: Day, to: Day) -> Vec<&Decided> {
        let numbers = self.people.get(who).into_iter().flatten();
        let decided = numbers.filter_map(|number| self.decided.get(number));
        decided.filter(|d| (from..=to).contains(&d.claim.first_day())).take(50).collect()
    }

    /// What was done for the person before.
    #[must_use]
    pub fn services(&self, who: &Who) -> &[Service] {
        self.services.get(who).map_or(&[], Vec::as_slice)
    }

    /// Grants a prior authorization and gives its number.
    pub fn authorize(&mut self, who: Who, procedure: &str, units: u32, valid: (Day, Day)) -> Authorization {
        self.authorizations_count += 1;
        let number = format!("A{}{:06}", who.0, self.authorizations_count);
        let granted =
            Authorization { number: number.clone(), who, procedure: procedure.to_owned(), units, units_used: 0, valid };
        self.authorizations.insert(number, granted.clone());
        granted
    }

    /// The authorization with this number.
    #[must_use]
    pub fn authorization(&self, number: &str) -> Option<&Authorization> {
        self.authorizations.get(number)
    }
}
