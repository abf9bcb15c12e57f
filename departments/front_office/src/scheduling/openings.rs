//! The arithmetic of free time: hours less closures less what is held. Pure, so that it can be tried on every kind of day.

use super::time::{DAY_MINUTES, minutes, moment_at};
use super::{HoursLine, VisitTypeId};
use jiff::tz::TimeZone;
use kernel::{Day, Moment};
use office::SiteId;
use registry::practice::StaffId;

/// A time at which an appointment could begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// The site's day.
    pub day: Day,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
}

/// A stretch of time, from and until.
pub(crate) type Span = (Moment, Moment);

/// Minutes of a day in which somebody is seen, from and to, in order and apart from each other.
pub(crate) type OpenMinutes = Vec<(i64, i64)>;

/// The hours of a day less the closures of that day.
pub(crate) fn open_minutes(mut hours: OpenMinutes, closed: &[(i64, i64)]) -> OpenMinutes {
    hours.sort_unstable();
    let mut merged: OpenMinutes = Vec::new();
    for (from, to) in hours {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    for &(from, to) in closed {
        merged = merged
            .into_iter()
            .flat_map(|(open, shut)| [(open, shut.min(from)), (open.max(to), shut)])
            .filter(|(open, shut)| open < shut)
            .collect();
    }
    merged.sort_unstable();
    merged
}

/// The template's pieces that hold on a day, of one provider at one site.
pub(crate) fn hours_on(lines: &[HoursLine], day: Day) -> OpenMinutes {
    lines.iter().filter(|line| line.holds_on(day)).map(|line| (line.from_minute, line.to_minute)).collect()
}

/// The open minutes of a day as moments. An hour that spring skips is no time; the one that autumn repeats is twice as long.
pub(crate) fn windows(day: Day, open: &OpenMinutes, zone: &TimeZone) -> Vec<(Moment, Moment)> {
    open.iter()
        .map(|&(from, to)| (moment_at(day, from, zone), moment_at(day, to, zone)))
        .filter(|(from, to)| from < to)
        .collect()
}

/// What is left of the windows when what is held (in order of its start) is taken away.
pub(crate) fn free(windows: &[(Moment, Moment)], held: &[(Moment, Moment)]) -> Vec<(Moment, Moment)> {
    let mut left = Vec::new();
    for &(opens, shuts) in windows {
        let mut from = opens;
        let near = held.partition_point(|(starts, _)| *starts + minutes(DAY_MINUTES) < opens);
        for &(starts, ends) in held[near..].iter().take_while(|(starts, _)| *starts < shuts) {
            if ends <= opens {
                continue;
            }
            if starts > from {
                left.push((from, starts));
            }
            from = from.max(ends);
        }
        if from < shuts {
            left.push((from, shuts));
        }
    }
    left
}

/// When as many are seen as the template allows: of each piece of it (from, until, how many at once) the stretches in which
/// that many times are held. In order of their start.
pub(crate) fn full_spans(pieces: impl Iterator<Item = (Moment, Moment, i64)>, held: &[Span]) -> Vec<Span> {
    let mut full = Vec::new();
    for (opens, closes, at_once) in pieces {
        let near = held.partition_point(|(starts, _)| *starts + minutes(DAY_MINUTES) < opens);
        let there: Vec<Span> = held[near..]
            .iter()
            .take_while(|(starts, _)| *starts < closes)
            .filter(|(_, ends)| *ends > opens)
            .map(|(starts, ends)| ((*starts).max(opens), (*ends).min(closes)))
            .collect();
        // At the same moment one goes before the next one comes.
        let mut turns: Vec<(Moment, i64)> = there.iter().flat_map(|(from, to)| [(*from, 1), (*to, -1)]).collect();
        turns.sort_unstable();
        let (mut now, mut since) = (0, None);
        for (at, turn) in turns {
            now += turn;
            match since {
                None if now >= at_once => since = Some(at),
                Some(from) if now < at_once => {
                    full.push((from, at));
                    since = None;
                }
                _ => {}
            }
        }
    }
    full.sort_unstable();
    full
}

/// The moment itself, or the next whole five minutes. Every zone is a multiple of five minutes from Greenwich since 1972.
pub(crate) fn on_five(moment: Moment) -> Moment {
    const FIVE: i64 = 300_000_000;
    let past = moment.micros().rem_euclid(FIVE);
    if past == 0 {
        return moment;
    }
    moment + std::time::Duration::from_micros(u64::try_from(FIVE - past).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{full_spans, on_five, open_minutes, windows};
    use jiff::tz::TimeZone;
    use kernel::{Day, Moment};
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").expect("a bundled zone")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn hours_of(windows: &[(Moment, Moment)]) -> i64 {
        windows.iter().map(|(from, to)| to.minutes_since(*from)).sum::<i64>() / 60
    }

    #[test]
    fn lunch_and_a_late_start_are_taken_out_of_the_hours() {
        let open = open_minutes(vec![(780, 1_020), (480, 720)], &[(0, 540), (690, 800)]);
        assert_eq!(open, [(540, 690), (800, 1_020)]);
        assert_eq!(open_minutes(vec![(480, 720), (700, 900)], &[]), [(480, 900)]);
        assert_eq!(open_minutes(vec![(480, 720)], &[(0, 1_440)]), []);
    }

    #[test]
    fn a_whole_day_is_23_hours_in_spring_and_25_in_autumn() {
        for (text, hours) in [("2026-03-08", 23), ("2026-03-09", 24), ("2026-11-01", 25)] {
            let windows = windows(day(text), &vec![(0, 1_440)], &zone());
            assert_eq!(hours_of(&windows), hours, "{text}");
        }
    }

    #[test]
    fn the_hour_that_spring_skips_offers_no_time() {
        let skipped = windows(day("2026-03-08"), &vec![(120, 180)], &zone());
        assert_eq!(skipped.iter().map(|(from, to)| to.minutes_since(*from)).sum::<i64>(), 0);
    }

    #[test]
    fn a_start_is_on_five_minutes() {
        let at = |text: &str| -> Moment { text.parse().expect("a moment") };
        assert_eq!(on_five(at("2026-11-23T14:12:00Z")), at("2026-11-23T14:15:00Z"));
        assert_eq!(on_five(at("2026-11-23T14:15:00Z")), at("2026-11-23T14:15:00Z"));
        assert_eq!(on_five(at("2026-11-23T14:15:00.000001Z")), at("2026-11-23T14:20:00Z"));
    }

    proptest! {
        /// What is full is full to the minute: counted again minute by minute.
        #[test]
        fn what_is_full_is_full_to_the_minute(
            held in proptest::collection::vec((480i64..720, 1i64..90), 0..25),
            at_once in 1i64..4,
        ) {
            let at = |minute: i64| super::moment_at(day("2026-11-23"), minute, &zone());
            let mut held: Vec<(Moment, Moment)> = held.into_iter().map(|(from, long)| (at(from), at(from + long))).collect();
            held.sort_unstable();
            let full = full_spans([(at(500), at(700), at_once)].into_iter(), &held);
            for minute in 500..700 {
                let now = at(minute);
                let there = held.iter().filter(|(from, to)| *from <= now && now < *to).count();
                let said = full.iter().any(|(from, to)| *from <= now && now < *to);
                prop_assert_eq!(said, there as i64 >= at_once, "minute {}", minute);
            }
        }
    }
}
