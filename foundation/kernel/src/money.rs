//! Money: whole cents, never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount of US dollars in whole cents; may be negative.
///
/// Additions are checked in every build: an office's sums do not come near the 92 quadrillion dollars of the limit, so
/// an overflow is a bug and stops.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "columns", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "columns", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct Money {
    cents: i64,
}

/// The text was not an amount of dollars and cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyError;

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an amount in dollars and cents, like 25 or 25.00")
    }
}

impl std::error::Error for MoneyError {}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self { cents: 0 };

    /// So many cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self { cents }
    }

    /// How many cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.cents
    }

    /// The sum, or nothing where it would overflow: for amounts that come from outside.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.cents.checked_add(other.cents) {
            Some(cents) => Some(Self { cents }),
            None => None,
        }
    }

    #[cfg(feature = "columns")]
    pub(crate) const fn stored(&self) -> &i64 {
        &self.cents
    }

    #[cfg(feature = "columns")]
    #[expect(clippy::unnecessary_wraps, reason = "same shape as the other columns, which can be out of range")]
    pub(crate) const fn from_stored(cents: i64) -> Option<Self> {
        Some(Self { cents })
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;

    /// Reads what a person or a file writes: `25`, `25.5`, `-1,200.00`, `$25`; at most two decimals.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim();
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let text = text.strip_prefix('$').unwrap_or(text);
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: String = whole.chars().filter(|c| *c != ',').collect();
        let legible = digits.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        if !legible || part.len() > 2 || (digits.is_empty() && part.is_empty()) || digits.len() > 15 {
            return Err(MoneyError);
        }
        let cents: i64 = format!("{digits}{part:0<2}").parse().map_err(|_| MoneyError)?;
        Ok(Self { cents: if negative { -cents } else { cents } })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        let dollars = (cents / 100).to_string();
        let mut grouped = String::with_capacity(dollars.len() + dollars.len() / 3);
        for (at, digit) in dollars.chars().enumerate() {
            if at > 0 && (dollars.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&format!("{sign}${grouped}.{:02}", cents % 100))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(self.cents)
    }
}

impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        i64::deserialize(from).map(Self::from_cents)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.checked_add(other).expect("a sum of money overflowed")
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self { cents: self.cents.checked_neg().expect("a sum of money overflowed") }
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Money;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [("25", 2500), ("25.5", 2550), ("$1,200.00", 120_000), ("-0.01", -1), (".5", 50)] {
            assert_eq!(text.parse(), Ok(Money::from_cents(cents)), "{text}");
        }
        for text in ["", "-", "$", "1.234", "1e3", "twenty", "1.-2", "9999999999999999"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_shown_with_groups_of_three() {
        assert_eq!(Money::from_cents(-123_456_789).to_string(), "-$1,234,567.89");
        assert_eq!(Money::from_cents(5).to_string(), "$0.05");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let amount = Money::from_cents(cents);
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        }
    }
}
