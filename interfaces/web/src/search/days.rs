//! Days as people type them into the search box beside a name: `garcia tomorrow`, `thu lee`, `11/24`.

use kernel::Day;

/// A day so far from today is a birthday and no day of an appointment.
const FAR: i32 = 400;
/// A day of this year that is so long over means the one of next year.
const OVER: i32 = 180;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Letters that tell one weekday from another.
const WEEKDAY_LETTERS: usize = 3;

/// The first word that is a day, and the other words.
pub(super) fn day_in(typed: &str, today: Day) -> Option<(Day, String)> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let (at, day) = words.iter().enumerate().find_map(|(at, word)| Some((at, day(word, today)?)))?;
    let others: Vec<&str> = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| *word).collect();
    Some((day, others.join(" ")))
}

fn day(word: &str, today: Day) -> Option<Day> {
    let word = word.trim_matches(',').to_lowercase();
    match word.as_str() {
        "today" => return Some(today),
        "tomorrow" => return Some(today.plus_days(1)),
        "yesterday" => return Some(today.plus_days(-1)),
        _ => {}
    }
    if word.len() >= WEEKDAY_LETTERS && WEEKDAYS.iter().any(|name| name.starts_with(&word)) {
        return (0..7).map(|ahead| today.plus_days(ahead)).find(|day| weekday(*day).starts_with(&word));
    }
    let whole = word.parse::<Day>().ok().or_else(|| without_year(&word, today))?;
    (whole.days_since(today).abs() <= FAR).then_some(whole)
}

fn weekday(day: Day) -> &'static str {
    WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())]
}

/// `11/24`: of this year, or of the next where it is long over.
fn without_year(word: &str, today: Day) -> Option<Day> {
    let (month, day) = word.split_once('/')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let this = Day::new(today.civil().year(), month, day).ok()?;
    if this.days_since(today) >= -OVER { Some(this) } else { Day::new(today.civil().year() + 1, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::day_in;
    use kernel::Day;

    fn read(typed: &str) -> Option<(String, String)> {
        let monday: Day = "2026-11-23".parse().expect("a day");
        day_in(typed, monday).map(|(day, others)| (day.to_string(), others))
    }

    #[test]
    fn a_day_stands_beside_a_name_in_any_order() {
        let is = |typed: &str, day: &str, others: &str| {
            assert_eq!(read(typed), Some((day.into(), others.into())), "{typed}")
        };
        is("garcia tomorrow", "2026-11-24", "garcia");
        is("thu lee ann", "2026-11-26", "lee ann");
        is("Mon", "2026-11-23", "");
        is("12/2 okafor", "2026-12-02", "okafor");
        is("3/12 okafor", "2027-03-12", "okafor");
        is("yesterday", "2026-11-22", "");
        is("11/20/2026", "2026-11-20", "");
    }

    #[test]
    fn names_numbers_and_birthdays_are_no_days() {
        for typed in ["garcia", "mo", "friday-jones", "3/12/1984", "13/45", "312-555-0147", ""] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
