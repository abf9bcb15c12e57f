//! Hours as they are typed and shown: `8:00-12:00, 13:00-17:00 x3 every 2 weeks` for each day of the week.

use crate::kit::{Faults, wording::digits};
use front_office::scheduling::{HoursLine, WeeklyHours};
use kernel::Day;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The days of a week: number (1 is Monday), name, field.
pub(super) const DAYS: &[(i64, &str, &str)] = &[
    (1, "Monday", "monday"),
    (2, "Tuesday", "tuesday"),
    (3, "Wednesday", "wednesday"),
    (4, "Thursday", "thursday"),
    (5, "Friday", "friday"),
    (6, "Saturday", "saturday"),
    (7, "Sunday", "sunday"),
];

/// What stands in the form.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub monday: String,
    pub tuesday: String,
    pub wednesday: String,
    pub thursday: String,
    pub friday: String,
    pub saturday: String,
    pub sunday: String,
    pub from: String,
    pub until: String,
}

/// A piece as people write it: a stretch, then how many at once and how often, where that is not one and every week.
fn piece(weekday: i64, text: &str) -> Option<WeeklyHours> {
    let lower = text.trim().to_lowercase();
    let (stretched, often) = match lower.split_once("every") {
        Some((before, often)) => (before.trim(), often.trim().trim_end_matches("weeks").trim().parse().ok()?),
        None => (lower.as_str(), 1),
    };
    let (stretched, at_once) = match stretched.split_once(['x', '×']) {
        Some((before, many)) => (before.trim(), many.trim().parse().ok()?),
        None => (stretched, 1),
    };
    let (from_minute, to_minute) = stretch(stretched)?;
    Some(WeeklyHours { weekday, from_minute, to_minute, every_weeks: often, at_once })
}

/// A stretch as people write it.
fn stretch(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once(['-', '–'])?;
    let minute = |text: &str| {
        let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        ((0..=24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
    };
    let (from, to) = (minute(from)?, minute(to)?);
    (from < to && to <= 1_440).then_some((from, to))
}

/// Days on which the same week holds.
pub(super) struct Period<'a> {
    /// The first day; nothing where it holds now.
    from: Option<Day>,
    /// The last day, if it ends.
    pub until: Option<Day>,
    /// The week.
    pub lines: Vec<&'a HoursLine>,
}

impl Period<'_> {
    /// When it holds, in words; nothing for what holds now and has no end.
    pub(super) fn said(&self) -> Option<String> {
        match (self.from.map(digits), self.until.map(digits)) {
            (None, None) => None,
            (None, Some(until)) => Some(format!("Until {until}")),
            (Some(from), None) => Some(format!("From {from}")),
            (Some(from), Some(until)) => Some(format!("From {from} to {until}")),
        }
    }
}

/// What holds today, and then each week that is to come.
pub(super) fn periods<'a>(lines: &[&'a HoursLine], today: Day) -> Vec<Period<'a>> {
    let (now, later): (Vec<&HoursLine>, Vec<&HoursLine>) = lines.iter().partition(|line| line.valid_from <= today);
    let now: Vec<&HoursLine> =
        now.into_iter().filter(|line| line.valid_until.is_none_or(|last| today <= last)).collect();
    let mut periods =
        vec![Period { from: None, until: now.iter().filter_map(|line| line.valid_until).min(), lines: now }];
    let mut to_come: BTreeMap<(Day, Option<Day>), Vec<&HoursLine>> = BTreeMap::new();
    for line in later {
        to_come.entry((line.valid_from, line.valid_until)).or_default().push(line);
    }
    periods.extend(to_come.into_iter().map(|((from, until), lines)| Period { from: Some(from), until, lines }));
    periods
}

/// The hours of one day as they are shown and typed.
pub(super) fn said(lines: &[&HoursLine], weekday: i64) -> String {
    let mut mine: Vec<&HoursLine> = lines.iter().filter(|line| line.weekday == weekday).copied().collect();
    mine.sort_unstable_by_key(|line| line.from_minute);
    let clock = |minute: i64| format!("{}:{:02}", minute / 60, minute % 60);
    let shown = mine.into_iter().map(|line| {
        let stretch = format!("{}-{}", clock(line.from_minute), clock(line.to_minute));
        let many = if line.at_once > 1 { format!(" x{}", line.at_once) } else { String::new() };
        let often = if line.every_weeks > 1 { format!(" every {} weeks", line.every_weeks) } else { String::new() };
        format!("{stretch}{many}{often}")
    });
    shown.collect::<Vec<String>>().join(", ")
}

impl Typed {
    /// What is in force, to begin with: from today on, until the day on which it ends.
    pub(super) fn of(now: &Period<'_>, today: Day) -> Self {
        let lines = &now.lines;
        Self {
            monday: said(lines, 1),
            tuesday: said(lines, 2),
            wednesday: said(lines, 3),
            thursday: said(lines, 4),
            friday: said(lines, 5),
            saturday: said(lines, 6),
            sunday: said(lines, 7),
            from: today.to_string(),
            until: now.until.map(|until| until.to_string()).unwrap_or_default(),
        }
    }

    /// What is typed for a day.
    pub(super) fn day(&self, field: &str) -> &str {
        match field {
            "monday" => &self.monday,
            "tuesday" => &self.tuesday,
            "wednesday" => &self.wednesday,
            "thursday" => &self.thursday,
            "friday" => &self.friday,
            "saturday" => &self.saturday,
            _ => &self.sunday,
        }
    }

    /// The week, or every day whose hours cannot be read.
    pub(super) fn weekly(&self) -> Result<Vec<WeeklyHours>, Faults> {
        let mut faults = Faults::none();
        let mut weekly = Vec::new();
        for (weekday, _, field) in DAYS {
            for part in self.day(field).split(',').map(str::trim).filter(|part| !part.is_empty()) {
                match piece(*weekday, part) {
                    Some(piece) => weekly.push(piece),
                    None => faults.add(*field, "Write hours like 8:00-12:00, 13:00-17:00, or leave the day empty."),
                }
            }
        }
        if faults.is_empty() { Ok(weekly) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, periods, piece, said, stretch};
    use front_office::scheduling::{HoursLine, WeeklyHours};
    use kernel::{Day, RawId};

    #[test]
    fn what_holds_today_is_shown_and_what_is_to_come_stands_by_itself() {
        let day = |text: &str| -> Day { text.parse().expect("a day") };
        let piece = |from: &str, until: Option<&str>, from_minute| HoursLine {
            id: RawId::from_bytes([1; 16]).into(),
            provider: RawId::from_bytes([2; 16]).into(),
            site: RawId::from_bytes([3; 16]).into(),
            weekday: 1,
            from_minute,
            to_minute: 1_020,
            valid_from: day(from),
            valid_until: until.map(day),
            every_weeks: 1,
            at_once: 1,
        };
        let all = [
            piece("2026-01-05", Some("2026-10-31"), 420),
            piece("2026-11-01", Some("2026-12-31"), 480),
            piece("2027-01-01", None, 540),
        ];
        let found = periods(&all.iter().collect::<Vec<_>>(), day("2026-11-16"));
        let shown: Vec<(Option<String>, String)> =
            found.iter().map(|period| (period.said(), said(&period.lines, 1))).collect();
        let says = |words: &str, hours: &str| (Some(words.to_owned()), hours.to_owned());
        assert_eq!(shown, [says("Until 12/31/2026", "8:00-17:00"), says("From 01/01/2027", "9:00-17:00")]);
        let typed = Typed::of(&found[0], day("2026-11-16"));
        assert_eq!((typed.monday.as_str(), typed.until.as_str()), ("8:00-17:00", "2026-12-31"));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(stretch("8:00-12:00"), Some((480, 720)));
        assert_eq!(stretch(" 13 – 17:30 "), Some((780, 1_050)));
        for wrong in ["", "8:00", "12-8", "8-25", "8:75-9", "morning"] {
            assert_eq!(stretch(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn how_many_at_once_and_how_often_stand_behind_the_hours() {
        let clinic = WeeklyHours { weekday: 2, from_minute: 480, to_minute: 720, every_weeks: 2, at_once: 3 };
        assert_eq!(piece(2, "8:00-12:00 x3 every 2 weeks"), Some(clinic));
        assert_eq!(piece(2, "8-12 every 2"), Some(WeeklyHours { at_once: 1, ..clinic }));
        assert_eq!(piece(2, "8-12"), Some(WeeklyHours::weekly(2, 480, 720)));
        for wrong in ["8-12 x", "8-12 every", "8-12 xmany", "x3"] {
            assert_eq!(piece(2, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_day_that_cannot_be_read_is_named() {
        let typed = Typed { monday: "8-12, 13-17".to_owned(), tuesday: "late".to_owned(), ..Typed::default() };
        let faults = typed.weekly().expect_err("Tuesday cannot be read");
        assert!(faults.of("tuesday").is_some() && faults.of("monday").is_none());
    }
}
