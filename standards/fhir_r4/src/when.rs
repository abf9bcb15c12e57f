//! When: a FHIR date or time as exact as it was given, and never more exact.

use jiff::civil;
use kernel::{Day, Moment};

/// A date or time of FHIR: a year, a month, a day, or a moment with its offset from UTC.
///
/// A year stays a year: it does not become the first of January.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    text: String,
    year: i16,
    month: Option<i8>,
    day: Option<Day>,
    moment: Option<Moment>,
}

impl When {
    /// Reads `1984`, `1984-11`, `1984-11-21`, `1984-11-21T09:30:00.123-05:00`; nothing where the calendar has no such date.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let legible = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && text.len() <= 40;
        let (year, month, day) = match (legible, date.len()) {
            (true, 4) => (date, None, None),
            (true, 7) => (&date[..4], date.get(5..), None),
            (true, 10) => (&date[..4], date.get(5..7), Some(date)),
            _ => return None,
        };
        let year = year.parse().ok().filter(|year| *year > 0)?;
        let month = match month {
            Some(month) if date.as_bytes()[4] == b'-' => {
                Some(month.parse().ok().filter(|month| (1..=12).contains(month))?)
            }
            Some(_) => return None,
            None => None,
        };
        let day = match day {
            Some(day) if day.as_bytes()[7] == b'-' => Some(day.parse().ok()?),
            Some(_) => return None,
            None => None,
        };
        let moment = match time {
            Some(time) => Some(Self::moment_of(day?, time)?),
            None => None,
        };
        Some(Self { text: text.to_owned(), year, month, day, moment })
    }

    fn moment_of(day: Day, time: &str) -> Option<Moment> {
        let (clock, offset) = match time.strip_suffix('Z') {
            Some(clock) => (clock, 0),
            None => {
                let cut = time.len().checked_sub(6).filter(|cut| time.is_char_boundary(*cut))?;
                let (clock, offset) = time.split_at(cut);
                (clock, Self::offset_seconds(offset)?)
            }
        };
        // FHIR allows second 60 of a leap second; it is read as 59.
        let clock = if clock.get(5..8) == Some(":60") { format!("{}:59", &clock[..5]) } else { clock.to_owned() };
        if clock.len() < 8 || clock.as_bytes()[2] != b':' || clock.as_bytes()[5] != b':' {
            return None;
        }
        let clock: civil::Time = clock.parse().ok()?;
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::Offset::from_seconds(offset).ok()?);
        Some(Moment::from_civil(day.civil().to_datetime(clock), &zone))
    }

    fn offset_seconds(text: &str) -> Option<i32> {
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let (hours, minutes) = text.get(1..)?.split_once(':')?;
        let two = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 2 && !text.starts_with(['+', '-']));
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        (hours <= 14 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The year.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The month, when it was given.
    #[must_use]
    pub const fn month(&self) -> Option<i8> {
        self.month
    }

    /// The day, when it was given: of a moment, the date where it was written down.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        self.day
    }

    /// The moment, when a time was given.
    #[must_use]
    pub const fn moment(&self) -> Option<Moment> {
        self.moment
    }

    /// Whether a time of day was given.
    #[must_use]
    pub const fn has_time(&self) -> bool {
        self.moment.is_some()
    }

    /// The first day it can mean: for sorting only, never to be shown.
    #[must_use]
    pub fn first_day(&self) -> Day {
        let first = Day::new(self.year, self.month.unwrap_or(1), 1);
        self.day.or(first.ok()).expect("a year and a month that were read are in the calendar")
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn a_date_is_as_exact_as_it_was_given() {
        let year = When::read("1990").expect("a year");
        assert_eq!((year.year(), year.month(), year.day(), year.moment()), (1990, None, None, None));
        let month = When::read("1990-07").expect("a month");
        assert_eq!((month.month(), month.day()), (Some(7), None));
        let moment = When::read("1959-07-30T23:21:06+01:00").expect("a moment");
        assert_eq!(moment.day().map(|day| day.to_string()).as_deref(), Some("1959-07-30"));
        assert_eq!(moment.moment().map(|at| at.to_string()).as_deref(), Some("1959-07-30T22:21:06Z"));
        assert_eq!(moment.text(), "1959-07-30T23:21:06+01:00");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "90",
            "1990-13",
            "1990-7",
            "1990-02-30",
            "1990-02-03T10:00:00",
            "1990-02-03T10:00Z",
            "1990-02-03T10:00:00+25:00",
            "1990-02T10:00:00Z",
            "not a date",
            "19é0-01-01",
            "1990/02/03",
            "1990-02-03T",
            "0000",
        ] {
            assert_eq!(When::read(text), None, "{text}");
        }
    }
}
