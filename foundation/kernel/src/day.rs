//! Days: civil dates without a zone, for births, services and schedules.

use jiff::civil::{self, Weekday};
use std::fmt;

/// A civil date. Kept as the number YYYYMMDD, which sorts, reads in the database, and is what X12 and HL7 v2 write.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "columns", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "columns", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct Day {
    number: i64,
}

/// The text or number was not a date of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayError;

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date, like 2026-11-21 or 11/21/2026")
    }
}

impl std::error::Error for DayError {}

impl Day {
    /// The date of this year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// When the calendar has no such date.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DayError> {
        civil::Date::new(year, month, day).map(Self::from).map_err(|_| DayError)
    }

    /// As jiff's date.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        Self::parts(self.number).expect("a Day is always a date of the calendar")
    }

    /// YYYYMMDD.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.number
    }

    /// The date so many days later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from(self.civil().saturating_add(jiff::Span::new().days(days)))
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.civil().weekday()
    }

    /// The Monday of this date's week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i32::from(self.weekday().to_monday_zero_offset()))
    }

    /// Whole days from `earlier` to this date.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.civil().since(earlier.civil()).map_or(0, |span| span.get_days())
    }

    /// Completed years from `birth` to this date: an age. Somebody born on February 29 ages on March 1.
    #[must_use]
    pub fn years_since(self, birth: Self) -> i32 {
        let before_birthday = self.number % 10_000 < birth.number % 10_000;
        let years = self.number / 10_000 - birth.number / 10_000 - i64::from(before_birthday);
        i32::try_from(years).unwrap_or(0)
    }

    fn parts(number: i64) -> Option<civil::Date> {
        let year = i16::try_from(number / 10_000).ok()?;
        let month = i8::try_from(number / 100 % 100).ok()?;
        let day = i8::try_from(number % 100).ok()?;
        if number < 0 { None } else { civil::Date::new(year, month, day).ok() }
    }

    #[cfg(feature = "columns")]
    pub(crate) const fn stored(&self) -> &i64 {
        &self.number
    }

    #[cfg(feature = "columns")]
    pub(crate) fn from_stored(number: i64) -> Option<Self> {
        Self::parts(number).map(|_| Self { number })
    }
}

impl From<civil::Date> for Day {
    fn from(date: civil::Date) -> Self {
        let number = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
        Self { number }
    }
}

impl std::str::FromStr for Day {
    type Err = DayError;

    /// Reads `2026-11-21`, `20261121`, `11/21/2026`, and `11-21-2026`.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let text = text.trim();
        let fields: Vec<&str> = text.split(['-', '/', '.']).collect();
        let number = |text: &str| text.parse::<i64>().map_err(|_| DayError);
        let found = match fields.as_slice() {
            [all] if all.len() == 8 => number(all)?,
            [year, month, day] if year.len() == 4 => number(year)? * 10_000 + number(month)? * 100 + number(day)?,
            [month, day, year] if year.len() == 4 => number(year)? * 10_000 + number(month)? * 100 + number(day)?,
            _ => return Err(DayError),
        };
        if text.starts_with('-') || fields.iter().any(|field| !field.bytes().all(|b| b.is_ascii_digit())) {
            return Err(DayError);
        }
        Self::parts(found).map(Self::from).ok_or(DayError)
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-11-21`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.civil(), f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, DayError};

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_are_read_as_people_and_files_write_them() {
        for text in ["2026-02-03", "20260203", "2/3/2026", "02-03-2026", " 2026-2-3 "] {
            assert_eq!(day(text).to_string(), "2026-02-03", "{text}");
        }
        for text in ["", "2026-02-30", "2/3/26", "-20260203", "today", "2026-13-01", "99999999999"] {
            assert_eq!(text.parse::<Day>(), Err(DayError), "{text}");
        }
    }

    #[test]
    fn an_age_is_in_completed_years() {
        assert_eq!(day("2026-11-20").years_since(day("1984-11-21")), 41);
        assert_eq!(day("2026-11-21").years_since(day("1984-11-21")), 42);
        assert_eq!(day("2026-02-28").years_since(day("2024-02-29")), 1);
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(day("2026-11-22").monday(), day("2026-11-16"));
        assert_eq!(day("2026-11-16").monday(), day("2026-11-16"));
    }
}
