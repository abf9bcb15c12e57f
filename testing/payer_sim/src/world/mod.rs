//! The world the payers live in: payers with habits, plans, members, fees. Deterministic from a seed and a first day.

mod dice;
mod fees;
mod generated;
mod members;
mod named;
mod payers;

pub use dice::Dice;
pub use fees::{Fee, Kind, PROCEDURES, fee};
pub use members::{Member, OtherCoverage, Person, Trait};
pub use payers::{Habit, Interest, Method, PAYERS, PLANS, Payer, Plan, payer, plan};

use kernel::Day;
use std::collections::HashMap;

/// Billing and rendering providers that no payer of this world has a contract with.
pub const OUT_OF_NETWORK_NPI: &str = "1245319599";
/// A billing provider that no payer has enrolled for electronic claims: refused at the 277CA.
pub const NOT_ENROLLED_NPI: &str = "1538296405";
/// A rendering provider who may not be paid: claims naming them are denied.
pub const NOT_ELIGIBLE_NPI: &str = "1730184508";

/// Everything the payers know before the first file arrives.
#[derive(Debug)]
pub struct World {
    seed: u64,
    first_day: Day,
    named: HashMap<(&'static str, String), Member>,
}

impl World {
    /// The world of this seed, whose history begins before `first_day`.
    #[must_use]
    pub fn new(seed: u64, first_day: Day) -> Self {
        let named = named::members(first_day).into_iter().map(|m| ((m.payer, m.id.clone()), m)).collect();
        Self { seed, first_day, named }
    }

    /// The seed it was made from.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The day the world began.
    #[must_use]
    pub const fn first_day(&self) -> Day {
        self.first_day
    }

    /// The member a payer knows under this number: a named one, an enrolled one, or one of the generated crowd.
    #[must_use]
    pub fn member(&self, payer: &str, id: &str) -> Option<Member> {
        let payer = self::payer(payer)?;
        if let Some(found) = self.named.get(&(payer.id, id.to_owned())) {
            return Some(found.clone());
        }
        generated::number(payer, id).map(|number| generated::member(self, payer, number))
    }

    /// The `number`th of a payer's generated members; any number gives one, always the same for a seed.
    #[must_use]
    pub fn generated(&self, payer: &'static Payer, number: u32) -> Member {
        generated::member(self, payer, number)
    }

    /// The named members, in the order of their numbers.
    #[must_use]
    pub fn named(&self) -> Vec<&Member> {
        let mut all: Vec<&Member> = self.named.values().collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// Enrols a member, replacing one with the same number: a practice in training brings its own people.
    pub fn enrol(&mut self, member: Member) {
        self.named.insert((member.payer, member.id.clone()), member);
    }
}
