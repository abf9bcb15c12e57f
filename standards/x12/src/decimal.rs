//! Exact decimals for quantities, percentages and amounts as they were written; never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use kernel::Money;

/// An exact decimal number, keeping the decimals it was written with (`10.0` stays `10.0`).
///
/// Holds up to 18 digits, which is the longest amount X12 allows.
#[derive(Clone, Copy, Default)]
pub struct Decimal {
    digits: i128,
    decimals: u8,
}

/// The text was not a decimal number of at most 18 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most 18 digits")]
pub struct NotDecimal;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { digits: 0, decimals: 0 };
    /// One.
    pub const ONE: Self = Self { digits: 1, decimals: 0 };

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self { digits: number as i128, decimals: 0 }
    }

    /// The number `digits / 10^decimals`, for example `(15, 1)` for 1.5; at most 18 decimals.
    #[must_use]
    pub fn new(digits: i64, decimals: u8) -> Self {
        Self { digits: i128::from(digits), decimals: decimals.min(18) }
    }

    /// Reads the bytes of an X12 number: optional minus, digits, at most one point.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (negative, text) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
        let (mut digits, mut count, mut decimals, mut point, mut any) = (0_i64, 0_u8, 0_u8, false, false);
        for byte in text {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    // A zero in front of the point is no digit of the number.
                    count += u8::from(point || digits != 0 || *byte != b'0');
                    decimals += u8::from(point);
                    if count > 18 {
                        return None;
                    }
                    digits = digits * 10 + i64::from(byte - b'0');
                }
                b'.' if !point => point = true,
                _ => return None,
            }
        }
        any.then_some(Self { digits: i128::from(if negative { -digits } else { digits }), decimals })
    }

    /// The amount in cents, or nothing where it has more than two decimals that matter.
    #[must_use]
    pub fn to_money(self) -> Option<Money> {
        let cents = self.scaled(self.decimals.max(2));
        let extra = 10_i128.pow(u32::from(self.decimals.max(2) - 2));
        if cents % extra != 0 {
            return None;
        }
        i64::try_from(cents / extra).ok().map(Money::from_cents)
    }

    fn scaled(self, decimals: u8) -> i128 {
        match decimals - self.decimals {
            0 => self.digits,
            more => self.digits.saturating_mul(10_i128.pow(u32::from(more))),
        }
    }
}

impl From<Money> for Decimal {
    /// The amount without needless zeros: 25.00 is 25, 37.60 is 37.6, as X12 wants numbers.
    fn from(amount: Money) -> Self {
        let cents = i128::from(amount.cents());
        if cents % 100 == 0 {
            Self { digits: cents / 100, decimals: 0 }
        } else if cents % 10 == 0 {
            Self { digits: cents / 10, decimals: 1 }
        } else {
            Self { digits: cents, decimals: 2 }
        }
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self::whole(number)
    }
}

impl FromStr for Decimal {
    type Err = NotDecimal;
    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        Self::parse(text.as_bytes()).ok_or(NotDecimal)
    }
}

impl PartialEq for Decimal {
    /// Equal in value: 10.0 equals 10.
    fn eq(&self, other: &Self) -> bool {
        let decimals = self.decimals.max(other.decimals);
        self.scaled(decimals) == other.scaled(decimals)
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let decimals = self.decimals.max(other.decimals);
        self.scaled(decimals).cmp(&other.scaled(decimals))
    }
}

impl Add for Decimal {
    type Output = Self;
    /// The sum, with the decimals of the more precise of the two; saturates far beyond any amount.
    fn add(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        Self { digits: self.scaled(decimals).saturating_add(other.scaled(decimals)), decimals }
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self { digits: self.digits.saturating_neg(), decimals: self.decimals }
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs();
        if self.decimals == 0 {
            return f.pad(&format!("{sign}{digits}"));
        }
        let unit = 10_u128.pow(u32::from(self.decimals));
        let width = usize::from(self.decimals);
        f.pad(&format!("{sign}{}.{:0width$}", digits / unit, digits % unit))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_number_that_is_printed_is_read_back() {
        let smallest = Decimal::new(7, 18);
        assert_eq!(Decimal::parse(smallest.to_string().as_bytes()), Some(smallest));
        assert_eq!(Decimal::parse(b"0"), Some(Decimal::ZERO));
        assert_eq!(Decimal::parse(b"0001.50"), Some(Decimal::new(15, 1)));
        assert_eq!(Decimal::parse(b"."), None);
    }

    #[test]
    fn numbers_keep_the_decimals_they_were_written_with() {
        for (text, shown) in [("185", "185"), ("187.50", "187.50"), (".5", "0.5"), ("-1.27", "-1.27"), ("0", "0")] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), shown);
        }
        for text in ["", "-", ".", "1e3", "+1", "1.2.3", "1,000", "1234567890123456789"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn sums_are_exact_and_as_precise_as_their_parts() {
        let sum: Decimal = ["-112.4", "122.4"].iter().map(|t| t.parse::<Decimal>().unwrap()).sum();
        assert_eq!(sum.to_string(), "10.0");
        assert_eq!(sum, Decimal::whole(10));
        assert_eq!(Decimal::parse(b"1.005").unwrap().to_money(), None);
        assert_eq!(Decimal::parse(b"1.050").unwrap().to_money(), Some(Money::from_cents(105)));
        assert_eq!(Decimal::from(Money::from_cents(-3760)).to_string(), "-37.6");
    }
}
