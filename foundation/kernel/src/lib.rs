//! Values that every part of Moa shares: ids, money, moments, protected health information, problems.
//!
//! The kernel knows no medicine and does no I/O. It reads no clock and throws no dice: moments and ids are handed in
//! by the office.
//!
//! With the feature `columns` these values are also database columns, the same on SQLite and PostgreSQL.

mod check_digit;
mod code;
#[cfg(feature = "columns")]
mod columns;
mod day;
mod id;
mod moment;
mod money;
mod phi;
mod problem;

pub use check_digit::{luhn_digit, luhn_holds, npi_holds};
pub use day::{Day, DayError};
pub use id::{IdError, RawId};
pub use moment::Moment;
pub use money::{Money, MoneyError};
pub use phi::Phi;
pub use problem::{Kind, Problem};

#[doc(hidden)]
pub use serde;
