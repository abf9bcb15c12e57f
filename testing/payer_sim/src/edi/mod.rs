//! Between X12 and the payers' own words: claims in, everything else out.

mod acknowledge;
mod claims_in;
mod claims_out;
mod remittance;

pub use acknowledge::{Accepted, acknowledgement};
pub use claims_in::claims;
pub use claims_out::{Sender, batch, claim_out};
pub use remittance::remittance;

use jiff::civil::{DateTime, Time};
use kernel::Day;
use x12::Decimal;
use x12::parties::Address;

/// The hour every file of a simulated day is made.
#[must_use]
pub fn at_noon(day: Day) -> DateTime {
    day.civil().to_datetime(noon())
}

/// Noon.
#[must_use]
pub fn noon() -> Time {
    Time::constant(12, 0, 0, 0)
}

/// Thousandths as an X12 number.
#[must_use]
pub fn thousandths(units: i64) -> Decimal {
    match units {
        _ if units % 1_000 == 0 => Decimal::new(units / 1_000, 0),
        _ if units % 100 == 0 => Decimal::new(units / 100, 1),
        _ if units % 10 == 0 => Decimal::new(units / 10, 2),
        _ => Decimal::new(units, 3),
    }
}

/// Where the payers live.
#[must_use]
pub fn payer_address() -> Address {
    Address {
        line1: "500 PAYER PLAZA".to_owned(),
        line2: None,
        city: "CHICAGO".to_owned(),
        state: Some("IL".to_owned()),
        zip: Some("60601".to_owned()),
        country: None,
    }
}
