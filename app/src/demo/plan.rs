//! The plan of the demo's year: who comes when, to whom, and what becomes of it. Pure: the same plan from the same seed.

use super::chance::Chance;
use kernel::Day;

/// What becomes of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The patient comes and is seen.
    Kept,
    /// The patient does not come.
    NoShow,
    /// It is cancelled two days before.
    Cancelled,
}

/// One appointment of the plan.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    /// Which provider, by number.
    pub provider: usize,
    /// Which patient, by number.
    pub patient: usize,
    /// Which visit type, by number.
    pub kind: usize,
    /// The day.
    pub day: Day,
    /// Minutes after midnight.
    pub minute: i64,
    /// How long.
    pub minutes: i64,
    /// How many days before it is booked.
    pub ahead: i32,
    /// What becomes of it.
    pub fate: Fate,
    /// Minutes the patient comes too early (or, below zero, too late).
    pub early: i64,
    /// Which of the provider's two rooms.
    pub room: usize,
}

/// What the plan is made from.
pub struct Scope {
    /// The first day.
    pub first: Day,
    /// The demo's day.
    pub today: Day,
    /// The last day on which anything is booked.
    pub last: Day,
    /// Providers.
    pub providers: usize,
    /// Patients.
    pub patients: usize,
    /// Visit types: minutes of each.
    pub minutes_of: Vec<i64>,
}

/// Slots of twenty minutes in a half day.
const HALF: [(i64, i64); 2] = [(480, 720), (780, 1_020)];

/// How full a day is, in a hundred: full today, emptier the further off.
fn fill(scope: &Scope, day: Day) -> usize {
    match day.days_since(scope.today) {
        ..-28 => 24,
        -28..0 => 50,
        0 => 82,
        1..=4 => 68,
        5..=11 => 42,
        _ => 18,
    }
}

/// The whole plan, day by day.
#[must_use]
pub fn plan(scope: &Scope, chance: &mut Chance) -> Vec<Planned> {
    let mut all = Vec::new();
    let mut day = scope.first;
    while day <= scope.last {
        if day.weekday().to_monday_zero_offset() < 5 {
            for provider in 0..scope.providers {
                plan_provider(scope, chance, day, provider, &mut all);
            }
        }
        day = day.plus_days(1);
    }
    all
}

fn plan_provider(scope: &Scope, chance: &mut Chance, day: Day, provider: usize, all: &mut Vec<Planned>) {
    let mut room = 0;
    for (opens, closes) in HALF {
        let mut minute = opens;
        while minute + 20 <= closes {
            if !chance.percent(fill(scope, day)) {
                minute += 20;
                continue;
            }
            let kind = chance.below(scope.minutes_of.len());
            let minutes = scope.minutes_of[kind];
            if minute + minutes > closes {
                minute += 20;
                continue;
            }
            let fate = match chance.below(100) {
                0..6 => Fate::NoShow,
                6..13 => Fate::Cancelled,
                _ => Fate::Kept,
            };
            room = 1 - room;
            all.push(Planned {
                provider,
                patient: chance.below(scope.patients),
                kind,
                day,
                minute,
                minutes,
                ahead: i32::try_from(chance.between(1, 28)).unwrap_or(7),
                fate,
                early: chance.between(0, 3) * 5,
                room,
            });
            minute += (minutes + 19) / 20 * 20;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::chance::Chance;
    use super::{Scope, plan};
    use kernel::Day;

    #[test]
    fn nothing_in_the_plan_overlaps_and_it_is_always_the_same() {
        let day = |text: &str| text.parse::<Day>().expect("a date");
        let scope = Scope {
            first: day("2026-11-02"),
            today: day("2026-11-20"),
            last: day("2026-12-04"),
            providers: 3,
            patients: 50,
            minutes_of: vec![20, 40, 15],
        };
        let planned = plan(&scope, &mut Chance::new(1));
        assert!(planned.len() > 500);
        for pair in planned.windows(2) {
            let same = (pair[0].provider, pair[0].day) == (pair[1].provider, pair[1].day);
            assert!(!same || pair[0].minute + pair[0].minutes <= pair[1].minute, "{pair:?}");
        }
        let again = plan(&scope, &mut Chance::new(1));
        assert_eq!(format!("{planned:?}"), format!("{again:?}"));
    }
}
