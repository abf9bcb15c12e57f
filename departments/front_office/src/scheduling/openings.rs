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
    let weekday = i64::from(day.weekday().to_monday_one_offset());
    let holds = |line: &&HoursLine| {
        line.weekday == weekday && line.valid_from <= day && line.valid_until.is_none_or(|until| day <= until)
    };
    lines.iter().filter(holds).map(|line| (line.from_minute, line.to_minute)).collect()
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

/// Starts of appointments of this length, one after the other, in steps of five minutes and not before a moment.
pub(crate) fn starts(
    free: &[(Moment, Moment)],
    length_minutes: i64,
    not_before: Moment,
) -> impl Iterator<Item = Moment> {
    let length = minutes(length_minutes.max(5));
    let first = move |from: Moment| on_five(from.max(not_before));
    free.iter().flat_map(move |&(from, to)| {
        std::iter::successors(Some(first(from)), move |start| Some(on_five(*start + length)))
            .take_while(move |start| *start + length <= to)
    })
}

/// The moment itself, or the next whole five minutes. Every zone is a multiple of five minutes from Greenwich since 1972.
fn on_five(moment: Moment) -> Moment {
    const FIVE: i64 = 300_000_000;
    let past = moment.micros().rem_euclid(FIVE);
    if past == 0 {
        return moment;
    }
    moment + std::time::Duration::from_micros(u64::try_from(FIVE - past).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{free, open_minutes, starts, windows};
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
    fn the_first_start_after_an_odd_end_is_on_five_minutes() {
        let at = |text: &str| -> Moment { text.parse().expect("a moment") };
        let windows = [(at("2026-11-23T14:00:00Z"), at("2026-11-23T15:00:00Z"))];
        let held = [(at("2026-11-23T14:00:00Z"), at("2026-11-23T14:12:00Z"))];
        let free = free(&windows, &held);
        let found: Vec<String> = starts(&free, 20, windows[0].0).map(|start| start.to_string()).collect();
        assert_eq!(found, ["2026-11-23T14:15:00Z", "2026-11-23T14:35:00Z"]);
    }

    proptest! {
        /// Whatever is held, no start that is offered overlaps it, another offer, or the time outside the windows.
        #[test]
        fn nothing_offered_overlaps(
            held in proptest::collection::vec((0i64..1_440, 1i64..180), 0..30),
            open in proptest::collection::vec((0i64..1_400, 1i64..400), 1..4),
            length in 1i64..20,
            which in 0usize..4,
        ) {
            let day = day(["2026-03-08", "2026-11-01", "2026-11-23", "2026-07-04"][which]);
            let open = open_minutes(open.into_iter().map(|(from, long)| (from, (from + long).min(1_440))).collect(), &[]);
            let windows = windows(day, &open, &zone());
            let mut held: Vec<(Moment, Moment)> = held.into_iter().map(|(from, long)| {
                let from = super::moment_at(day, from, &zone());
                (from, from + super::minutes(long))
            }).collect();
            held.sort_unstable();
            let free = free(&windows, &held);
            let length = length * 5;
            let offered: Vec<(Moment, Moment)> = starts(&free, length, Moment::from_micros(0).expect("1970"))
                .map(|start| (start, start + super::minutes(length))).collect();
            for (at, (from, to)) in offered.iter().enumerate() {
                prop_assert!(held.iter().all(|(starts, ends)| ends <= from || starts >= to));
                prop_assert!(windows.iter().any(|(opens, shuts)| opens <= from && to <= shuts));
                prop_assert!(offered[at + 1..].iter().all(|(next, _)| next >= to));
            }
        }
    }
}
