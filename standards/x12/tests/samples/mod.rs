//! Documents as a practice and its payers make them, to be printed, read, checked here and by third parties.

pub mod money;
pub mod questions;

use jiff::civil::{Date, DateTime, Time, date};
use kernel::Money;
use x12::Envelope;
use x12::parties::{Address, Contact, Header, Member, Name, Party, Reference};

/// Thursday of the samples.
pub fn today() -> Date {
    date(2026, 11, 19)
}

/// Half past eight that day.
pub fn now() -> DateTime {
    today().at(8, 30, 0, 0)
}

/// From the practice to its clearinghouse.
pub fn envelope() -> Envelope {
    let mut envelope = Envelope::new("RIVERBEND", "CLEARINGHOUSE1", now(), 1);
    envelope.usage = x12::Usage::Test;
    envelope
}

pub fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

pub fn header(purpose: &str, reference: &str, kind: Option<&str>) -> Header {
    Header {
        purpose: purpose.to_owned(),
        reference: reference.to_owned(),
        day: today(),
        time: Some(Time::constant(8, 30, 0, 0)),
        kind: kind.map(str::to_owned),
    }
}

pub fn address(line1: &str, city: &str, state: &str, zip: &str) -> Address {
    Address {
        line1: line1.to_owned(),
        line2: None,
        city: city.to_owned(),
        state: Some(state.to_owned()),
        zip: Some(zip.to_owned()),
        country: None,
    }
}

pub fn contact(function: &str, name: &str, telephone: &str) -> Contact {
    let numbers = vec![Reference::new("TE", telephone)];
    Contact { function: function.to_owned(), name: Some(name.to_owned()), numbers }
}

/// The practice.
pub fn practice(entity: &str) -> Party {
    Party::new(entity, Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("XX", "1234567893")
}

/// Dr. Nguyen, who sees the patients.
pub fn physician(entity: &str) -> Party {
    Party::new(entity, Name::person("NGUYEN", "DAVID")).with_id("XX", "1987654328")
}

/// The payer.
pub fn payer() -> Party {
    Party::new("PR", Name::organization("ACME HEALTH PLAN")).with_id("PI", "ACME1")
}

/// Maria Alvarez, insured.
pub fn maria() -> Member {
    Member {
        party: Party::new("IL", Name::person("ALVAREZ", "MARIA")).with_id("MI", "MBR0001234"),
        birth: Some(date(1984, 3, 9)),
        sex: Some("F".to_owned()),
        relationship: None,
    }
}

/// Lucia Alvarez, her daughter.
pub fn lucia(entity: &str) -> Member {
    Member {
        party: Party::new(entity, Name::person("ALVAREZ", "LUCIA")),
        birth: Some(date(2015, 6, 30)),
        sex: Some("F".to_owned()),
        relationship: Some("19".to_owned()),
    }
}

/// The home of both.
pub fn home() -> Address {
    address("12 OAK AVE", "SPRINGFIELD", "IL", "62704")
}
