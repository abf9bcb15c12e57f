//! Moments: instants on the UTC time line, to the microsecond.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned, civil};
use std::fmt;
use std::ops::{Add, Sub};
use std::time::Duration;

/// An instant, in whole microseconds since 1970-01-01T00:00:00Z. Stored in UTC; shown in the site's zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "columns", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "columns", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct Moment {
    micros: i64,
}

impl Moment {
    /// The moment so many microseconds after 1970 began in Greenwich; nothing outside the years -9999 to 9999.
    #[must_use]
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).is_ok().then_some(Self { micros })
    }

    /// Microseconds since 1970 began in Greenwich.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.micros
    }

    /// Milliseconds since 1970; zero for anything earlier.
    #[must_use]
    pub fn unix_millis(self) -> u64 {
        u64::try_from(self.micros / 1000).unwrap_or(0)
    }

    /// The moment at which a clock on the wall of `zone` shows `civil`.
    ///
    /// In the hour that a zone skips in spring it is the moment as far after the gap; in the hour that comes twice in
    /// autumn it is the first of the two (RFC 5545 §3.3.5, 2009).
    #[must_use]
    pub fn from_civil(civil: civil::DateTime, zone: &TimeZone) -> Self {
        let stamp = zone.to_ambiguous_timestamp(civil).compatible().unwrap_or(Timestamp::UNIX_EPOCH);
        Self::from(stamp)
    }

    /// What a clock on the wall of `zone` shows at this moment.
    #[must_use]
    pub fn civil(self, zone: &TimeZone) -> civil::DateTime {
        zone.to_datetime(self.timestamp())
    }

    /// This moment in `zone`.
    #[must_use]
    pub fn zoned(self, zone: &TimeZone) -> Zoned {
        self.timestamp().to_zoned(zone.clone())
    }

    /// As jiff's timestamp.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.micros).expect("a Moment is always within jiff's range")
    }

    /// So many minutes later; earlier where they are negative. At the end of time it stays there.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        let micros = minutes.saturating_mul(60_000_000).saturating_add(self.micros());
        Self::from_micros(micros).unwrap_or(self)
    }

    /// Whole minutes from `earlier` to this moment, rounded down; negative when `earlier` is later.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.micros - earlier.micros).div_euclid(60_000_000)
    }

    #[cfg(feature = "columns")]
    pub(crate) const fn stored(&self) -> &i64 {
        &self.micros
    }

    #[cfg(feature = "columns")]
    pub(crate) fn from_stored(micros: i64) -> Option<Self> {
        Self::from_micros(micros)
    }
}

impl From<Timestamp> for Moment {
    fn from(stamp: Timestamp) -> Self {
        Self { micros: stamp.as_microsecond() }
    }
}

impl Add<Duration> for Moment {
    type Output = Self;
    fn add(self, length: Duration) -> Self {
        let micros = i64::try_from(length.as_micros()).ok().and_then(|length| self.micros.checked_add(length));
        micros.and_then(Self::from_micros).expect("a moment beyond the year 9999")
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;
    fn sub(self, length: Duration) -> Self {
        let micros = i64::try_from(length.as_micros()).ok().and_then(|length| self.micros.checked_sub(length));
        micros.and_then(Self::from_micros).expect("a moment before the year -9999")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.timestamp(), f)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Moment {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<Timestamp>().map(Self::from)
    }
}

impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    #[test]
    fn the_skipped_hour_of_spring_and_the_double_hour_of_autumn_have_one_moment_each() {
        let zone = TimeZone::get("America/New_York").expect("a bundled zone");
        let skipped = Moment::from_civil(date(2026, 3, 8).at(2, 30, 0, 0), &zone);
        assert_eq!(skipped.to_string(), "2026-03-08T07:30:00Z");
        let doubled = Moment::from_civil(date(2026, 11, 1).at(1, 30, 0, 0), &zone);
        assert_eq!(doubled.to_string(), "2026-11-01T05:30:00Z");
    }

    #[test]
    fn minutes_round_down() {
        let start: Moment = "2026-11-21T09:00:00Z".parse().expect("a moment");
        let end: Moment = "2026-11-21T09:01:59Z".parse().expect("a moment");
        assert_eq!(end.minutes_since(start), 1);
        assert_eq!(start.minutes_since(end), -2);
    }
}
