//! Civil minutes of a site's day, moments, and how the desk says them.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use kernel::{Day, Moment};
use std::time::Duration;

/// Minutes in a day of 24 hours.
pub(crate) const DAY_MINUTES: i64 = 1_440;

/// The moment at which the wall clock of the zone shows so many minutes after midnight; 1440 is the next midnight. For a time
/// that the clock skips it is the moment at which it skips.
pub(crate) fn moment_at(day: Day, minute: i64, zone: &TimeZone) -> Moment {
    let (day, minute) = if minute >= DAY_MINUTES { (day.plus_days(1), minute - DAY_MINUTES) } else { (day, minute) };
    let civil = DateTime::from_parts(day.civil(), time_of(minute));
    let moment = Moment::from_civil(civil, zone);
    if moment.civil(zone) == civil {
        return moment;
    }
    // The last change of the clocks up to this moment; one that falls on the moment itself counts.
    let skipped = zone.preceding((moment + Duration::from_secs(1)).timestamp()).next();
    skipped.map_or(moment, |skip| Moment::from(skip.timestamp()))
}

/// The time of day so many minutes after midnight.
pub(crate) fn time_of(minute: i64) -> Time {
    let hour = i8::try_from(minute.clamp(0, DAY_MINUTES - 1) / 60).unwrap_or(0);
    let rest = i8::try_from(minute.clamp(0, DAY_MINUTES - 1) % 60).unwrap_or(0);
    Time::constant(hour, rest, 0, 0)
}

/// Minutes after midnight.
pub(crate) fn minute_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// So many minutes.
pub(crate) fn minutes(count: i64) -> Duration {
    Duration::from_secs(u64::try_from(count.max(0)).unwrap_or(0) * 60)
}

/// `9:05 am`, as the wall clock of the zone shows the moment.
pub(crate) fn clock(moment: Moment, zone: &TimeZone) -> String {
    said(moment.civil(zone).time())
}

/// `9:05 am`.
pub(crate) fn said(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = (time.hour() + 11) % 12 + 1;
    format!("{hour}:{:02} {half}", time.minute())
}

#[cfg(test)]
mod tests {
    use super::{clock, minute_of, moment_at, said, time_of};
    use jiff::tz::TimeZone;

    #[test]
    fn minutes_after_midnight_and_times_of_day_are_the_same() {
        for minute in 0..1_440 {
            assert_eq!(minute_of(time_of(minute)), minute);
        }
    }

    #[test]
    fn the_desk_says_twelve_hours() {
        assert_eq!(said(time_of(0)), "12:00 am");
        assert_eq!(said(time_of(9 * 60 + 5)), "9:05 am");
        assert_eq!(said(time_of(12 * 60)), "12:00 pm");
        assert_eq!(said(time_of(17 * 60 + 30)), "5:30 pm");
    }

    #[test]
    fn a_time_that_spring_skips_is_when_it_skips() {
        let zone = TimeZone::get("America/New_York").expect("a bundled zone");
        let day = "2026-03-08".parse().expect("a day");
        for (minute, moment) in [(119, "06:59"), (120, "07:00"), (150, "07:00"), (180, "07:00"), (181, "07:01")] {
            assert_eq!(moment_at(day, minute, &zone).to_string(), format!("2026-03-08T{moment}:00Z"), "{minute}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_the_next_midnight() {
        let zone = TimeZone::get("America/Chicago").expect("a bundled zone");
        let day = "2026-11-21".parse().expect("a day");
        let end = moment_at(day, 1_440, &zone);
        assert_eq!(end.to_string(), "2026-11-22T06:00:00Z");
        assert_eq!(clock(end, &zone), "12:00 am");
    }
}
