//! How two birthdays stand to one another.

use super::likeness::slips;
use super::weigh::sign;
use kernel::Day;

/// Parents and children are at least so many years apart.
const GENERATION_YEARS: i64 = 13;

/// How two birthdays stand to one another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Born {
    Same,
    Exchanged,
    Slip,
    Generation,
    YearsApart,
    Other,
}

/// A birthday remembered or copied wrongly is often off by so few days.
const DAYS_OFF_MAX: i32 = 3;

pub(super) fn birth_day(a: Day, b: Day) -> Born {
    if a == b {
        return Born::Same;
    }
    let parts = |day: Day| (day.number() / 10_000, day.number() / 100 % 100, day.number() % 100);
    let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (parts(a), parts(b));
    if year_a == year_b && month_a == day_b && day_a == month_b {
        return Born::Exchanged;
    }
    if (year_a - year_b).abs() >= GENERATION_YEARS {
        return if (month_a, day_a) == (month_b, day_b) { Born::Generation } else { Born::YearsApart };
    }
    let (earlier, later) = (a.min(b), a.max(b));
    let days_off = earlier.plus_days(DAYS_OFF_MAX) >= later;
    if days_off || slips(&format!("{:08}", a.number()), &format!("{:08}", b.number())) == 1 {
        Born::Slip
    } else {
        Born::Other
    }
}

pub(super) fn born_sign(born: Born) -> (&'static str, f64, f64) {
    match born {
        Born::Same => sign("Same birthday", 0.92, 0.000_05),
        Born::Exchanged => sign("Birthday with day and month exchanged", 0.015, 0.000_03),
        Born::Slip => sign("Birthdays one slip apart", 0.04, 0.001),
        Born::Generation => sign("Same day of the year, years apart", 0.002, 0.03),
        Born::YearsApart | Born::Other => sign("Different birthdays", 0.01, 0.97),
    }
}
