//! Wording: days, times, ages and minutes as an American office reads them. One place, so that all pages agree.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use kernel::{Day, Moment};

/// A date of birth or of service in digits: `03/27/1984`.
#[must_use]
pub fn digits(day: Day) -> String {
    day.civil().strftime("%m/%d/%Y").to_string()
}

/// A day with its weekday: `Sat, Nov 21, 2026`.
#[must_use]
pub fn weekday(day: Day) -> String {
    day.civil().strftime("%a, %b %-d, %Y").to_string()
}

/// A day in full: `Saturday, November 21, 2026`.
#[must_use]
pub fn in_full(day: Day) -> String {
    day.civil().strftime("%A, %B %-d, %Y").to_string()
}

/// A time of day: `9:05 am`, `12:00 pm`.
#[must_use]
pub fn clock(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    format!("{}:{:02} {half}", (time.hour() + 11) % 12 + 1, time.minute())
}

/// An hour as the head of a row: `9 am`.
#[must_use]
pub fn hour(hour: i8) -> String {
    let half = if hour % 24 < 12 { "am" } else { "pm" };
    format!("{} {half}", (hour + 11) % 12 + 1)
}

/// An age: years from two years on, months before that, weeks in the first two months, days in the first two weeks.
#[must_use]
pub fn age(born: Day, today: Day) -> String {
    let years = today.years_since(born);
    let days = today.days_since(born);
    let (born, now) = (born.number(), today.number());
    let months =
        (now / 10_000 - born / 10_000) * 12 + (now / 100 % 100 - born / 100 % 100) - i64::from(now % 100 < born % 100);
    match (years, months, days) {
        (2.., _, _) => format!("{years} y"),
        (_, 2.., _) => format!("{months} mo"),
        (_, _, 14..) => format!("{} wk", days / 7),
        (_, _, 0..) => format!("{days} d"),
        _ => "not born yet".to_owned(),
    }
}

/// A length of time: `45 min`, `1 h 05`.
#[must_use]
pub fn minutes(minutes: i64) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {:02}", minutes / 60, minutes % 60) }
}

/// An estimated wait for the provider and how far off such estimates are: `provider in about 12 min (±6)`.
#[must_use]
pub fn about_minutes(wait: f64, error: f64) -> String {
    let (wait, error) = (wait.round() as i64, error.round().max(1.0) as i64);
    if wait < 1 {
        format!("provider at any minute (±{error})")
    } else {
        format!("provider in about {} (±{error})", minutes(wait))
    }
}

/// A moment on the wall of this zone: `Nov 21, 2026, 9:05 am`.
#[must_use]
pub fn moment(moment: Moment, zone: &TimeZone) -> String {
    let civil = moment.civil(zone);
    format!("{}, {}", civil.date().strftime("%b %-d, %Y"), clock(civil.time()))
}

/// A telephone number: `(312) 555-0147`; numbers of other countries as they were typed.
#[must_use]
pub fn phone(number: &str) -> String {
    let all_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    match (number.get(..3), number.get(3..6), number.get(6..)) {
        (Some(area), Some(exchange), Some(line)) if all_digits && number.len() == 10 => {
            format!("({area}) {exchange}-{line}")
        }
        _ => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{age, clock, digits, hour, in_full, minutes, weekday};
    use jiff::civil::time;
    use kernel::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_times_read_as_on_an_american_wall() {
        assert_eq!(digits(day("1984-03-27")), "03/27/1984");
        assert_eq!(weekday(day("2026-11-21")), "Sat, Nov 21, 2026");
        assert_eq!(in_full(day("2026-11-02")), "Monday, November 2, 2026");
        let told: Vec<String> =
            [time(0, 5, 0, 0), time(9, 30, 0, 0), time(12, 0, 0, 0), time(23, 59, 0, 0)].map(clock).into();
        assert_eq!(told, ["12:05 am", "9:30 am", "12:00 pm", "11:59 pm"]);
        assert_eq!([0, 9, 12, 24].map(hour), ["12 am", "9 am", "12 pm", "12 am"]);
    }

    #[test]
    fn an_age_is_told_in_the_unit_that_matters() {
        let today = day("2026-11-21");
        for (born, told) in [
            ("1984-11-22", "41 y"),
            ("2024-11-21", "2 y"),
            ("2024-11-22", "23 mo"),
            ("2026-09-21", "2 mo"),
            ("2026-09-22", "8 wk"),
            ("2026-11-07", "2 wk"),
            ("2026-11-08", "13 d"),
            ("2026-11-21", "0 d"),
            ("2026-11-22", "not born yet"),
        ] {
            assert_eq!(age(day(born), today), told, "{born}");
        }
    }

    #[test]
    fn a_telephone_number_is_grouped_as_it_is_said() {
        assert_eq!(super::phone("3125550147"), "(312) 555-0147");
        for other in ["", "5550147", "+44 20 7946 0018", "12345678901"] {
            assert_eq!(super::phone(other), other);
        }
    }

    #[test]
    fn an_hour_and_more_is_told_with_its_hours() {
        assert_eq!([0, 59, 60, 125].map(minutes), ["0 min", "59 min", "1 h 00", "2 h 05"]);
    }
}
