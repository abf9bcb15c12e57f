//! Members: who is covered, since when, and what the payer remembers about them.

use super::payers::{Plan, plan};
use kernel::{Day, Money};

/// A membership: a subscriber and those covered through them.
#[derive(Clone, Debug)]
pub struct Member {
    /// The payer's identifier.
    pub payer: &'static str,
    /// The member number on the card.
    pub id: String,
    /// The code of the plan.
    pub plan: &'static str,
    /// The group number.
    pub group: &'static str,
    /// The subscriber first, then the dependents.
    pub people: Vec<Person>,
    /// First day covered.
    pub from: Day,
    /// Last day covered.
    pub to: Option<Day>,
    /// What is particular.
    pub traits: Vec<Trait>,
}

/// Somebody who is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Last name, upper case as on the card.
    pub last: String,
    /// First name.
    pub first: String,
    /// Date of birth.
    pub birth: Day,
    /// `F`, `M` or `U`.
    pub sex: char,
    /// The individual relationship code: `18` self, `01` spouse, `19` child.
    pub relationship: &'static str,
    /// Date of death.
    pub died: Option<Day>,
}

/// What a payer remembers about a member, or will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trait {
    /// Deductible used this year before the world began.
    DeductibleUsed(Money),
    /// Out-of-pocket used this year before the world began.
    OutOfPocketUsed(Money),
    /// Therapy visits used this year before the world began.
    TherapyVisitsUsed(u32),
    /// Another payer, which pays first or after.
    Other(OtherCoverage),
    /// A procedure done earlier, with its global days running.
    Procedure {
        /// Procedure code.
        code: &'static str,
        /// The day it was done.
        day: Day,
    },
    /// The primary-care practice the member chose, by NPI.
    PrimaryCare(&'static str),
    /// So many days after a payment an audit takes this amount back from a later payment.
    Audited {
        /// Days after the payment.
        after_days: i32,
        /// What is taken back.
        amount: Money,
    },
    /// So many days after a payment the payer learns that coverage had ended; it reverses and denies.
    EndsInRetrospect {
        /// Days after the payment.
        after_days: i32,
    },
    /// The payer thinks for so many days longer than usual.
    Pends {
        /// Days added.
        days: i32,
    },
    /// The policy's money is used up.
    Exhausted,
}

/// Another payer a member has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCoverage {
    /// The payer's identifier.
    pub payer: &'static str,
    /// The member number there.
    pub member_id: &'static str,
    /// Whether it pays before this one.
    pub pays_first: bool,
}

impl Member {
    /// The plan bought.
    #[must_use]
    pub fn plan(&self) -> &'static Plan {
        plan(self.plan)
    }

    /// The subscriber.
    #[must_use]
    pub fn subscriber(&self) -> &Person {
        self.people.first().expect("a membership has a subscriber")
    }

    /// Who of the membership this is, by date of birth and first name; the index counts from the subscriber, 0.
    #[must_use]
    pub fn person(&self, first: &str, birth: Option<Day>) -> Option<usize> {
        let same =
            |person: &Person| person.first.eq_ignore_ascii_case(first) && birth.is_none_or(|b| b == person.birth);
        self.people.iter().position(same)
    }

    /// Whether covered on this day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// The payer that pays before this one, if any.
    #[must_use]
    pub fn pays_first(&self) -> Option<&OtherCoverage> {
        self.others().find(|other| other.pays_first)
    }

    /// The payer that pays after this one, if any.
    #[must_use]
    pub fn pays_after(&self) -> Option<&OtherCoverage> {
        self.others().find(|other| !other.pays_first)
    }

    fn others(&self) -> impl Iterator<Item = &OtherCoverage> {
        self.traits.iter().filter_map(|t| if let Trait::Other(other) = t { Some(other) } else { None })
    }

    /// Deductible, out-of-pocket and therapy visits used before the world began.
    #[must_use]
    pub fn used_before(&self) -> (Money, Money, u32) {
        let mut used = (Money::ZERO, Money::ZERO, 0);
        for t in &self.traits {
            match t {
                Trait::DeductibleUsed(amount) => used.0 = *amount,
                Trait::OutOfPocketUsed(amount) => used.1 = *amount,
                Trait::TherapyVisitsUsed(visits) => used.2 = *visits,
                _ => {}
            }
        }
        used
    }

    /// The primary-care practice chosen.
    #[must_use]
    pub fn primary_care(&self) -> Option<&'static str> {
        self.traits.iter().find_map(|t| if let Trait::PrimaryCare(npi) = t { Some(*npi) } else { None })
    }

    /// How many days longer than usual the payer thinks.
    #[must_use]
    pub fn pends_days(&self) -> i32 {
        self.traits.iter().find_map(|t| if let Trait::Pends { days } = t { Some(*days) } else { None }).unwrap_or(0)
    }
}
