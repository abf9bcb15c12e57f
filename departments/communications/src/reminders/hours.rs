//! Hours in which patients may be reached, in civil minutes of the site's day.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use kernel::{Day, Moment};

/// A part of every day: from this minute after midnight, until before that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    from: i64,
    to: i64,
}

/// Nobody is called or texted before eight or from nine in the evening on, local time (47 CFR 64.1200(c)(1), 2012).
const EARLIEST: i64 = 8 * 60;
const LATEST: i64 = 21 * 60;
/// Shorter hours than these could be skipped by a change of the clocks.
const LENGTH_MIN: i64 = 120;

impl Hours {
    /// The widest that are allowed.
    pub const WIDEST: Self = Self { from: EARLIEST, to: LATEST };

    /// Hours within the widest, two hours long at least; nothing else.
    #[must_use]
    pub const fn new(from: i64, to: i64) -> Option<Self> {
        if from >= EARLIEST && to <= LATEST && to - from >= LENGTH_MIN { Some(Self { from, to }) } else { None }
    }

    /// The first minute after midnight.
    #[must_use]
    pub const fn from_minute(self) -> i64 {
        self.from
    }

    /// The minute after the last.
    #[must_use]
    pub const fn to_minute(self) -> i64 {
        self.to
    }

    /// These hours, as far as the patient's own allow; nothing, where they leave less than two hours.
    #[must_use]
    pub fn narrowed(self, own: Option<Self>) -> Option<Self> {
        let Some(own) = own else { return Some(self) };
        Self::new(self.from.max(own.from), self.to.min(own.to))
    }

    /// Whether the wall clock of the zone shows a time within these hours.
    #[must_use]
    pub fn allow(self, moment: Moment, zone: &TimeZone) -> bool {
        let time = moment.civil(zone).time();
        let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
        (self.from..self.to).contains(&minute)
    }

    /// The first moment from this one on that is within these hours.
    #[must_use]
    pub fn next(self, moment: Moment, zone: &TimeZone) -> Moment {
        if self.allow(moment, zone) {
            return moment;
        }
        let today: Day = moment.civil(zone).date().into();
        let opens = |day: Day| {
            let (hour, minute) = (i8::try_from(self.from / 60), i8::try_from(self.from % 60));
            let time = Time::constant(hour.unwrap_or(8), minute.unwrap_or(0), 0, 0);
            Moment::from_civil(day.civil().to_datetime(time), zone)
        };
        let found = [today, today.plus_days(1)].map(opens).into_iter().find(|opens| *opens >= moment);
        found.unwrap_or_else(|| opens(today.plus_days(2)))
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;
    use jiff::tz::TimeZone;
    use kernel::Moment;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let zone = TimeZone::get("America/New_York").expect("a bundled zone");
        let hours = Hours::WIDEST;
        for (asked, answered) in [
            ("2026-11-16T14:00:00Z", "2026-11-16T14:00:00Z"),
            ("2026-11-17T02:00:00Z", "2026-11-17T13:00:00Z"),
            ("2026-11-16T12:59:59Z", "2026-11-16T13:00:00Z"),
            ("2026-11-17T01:59:59Z", "2026-11-17T01:59:59Z"),
            // The night in which the clocks go back, and the one in which they go forward.
            ("2026-11-01T05:30:00Z", "2026-11-01T13:00:00Z"),
            ("2026-03-08T06:59:00Z", "2026-03-08T12:00:00Z"),
        ] {
            assert_eq!(hours.next(at(asked), &zone), at(answered), "{asked}");
        }
    }

    #[test]
    fn nobody_widens_what_the_rule_allows() {
        assert_eq!(Hours::new(7 * 60, 12 * 60), None);
        assert_eq!(Hours::new(20 * 60, 22 * 60), None);
        assert_eq!(Hours::new(9 * 60, 10 * 60), None, "too short");
        let evening = Hours::new(17 * 60, 20 * 60);
        assert_eq!(Hours::WIDEST.narrowed(evening), evening);
        assert_eq!(Hours::new(480, 720).and_then(|morning| morning.narrowed(evening)), None);
    }
}
