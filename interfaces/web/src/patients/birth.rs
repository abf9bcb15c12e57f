//! Dates of birth as they are typed at a desk: `3/12/1984`, `03121984`, `3 12 1984`, `Mar 12 1984`, `12 March 1984`.

use kernel::Day;

/// Why a typed date cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Nothing was typed.
    Empty,
    /// The year has two digits: 24 may be a child or a great-grandmother.
    TwoDigitYear,
    /// The calendar has no such date.
    NoDate,
}

impl Unread {
    /// What to do, in a sentence.
    pub(crate) const fn say(self) -> &'static str {
        match self {
            Self::Empty => "Enter the date of birth, like 3/27/1984.",
            Self::TwoDigitYear => {
                "Enter the year with four digits, like 3/27/1984: with two it could be a hundred years off."
            }
            Self::NoDate => "This is not a date. Enter month / day / year, like 3/27/1984.",
        }
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// As a patient writes them in Spanish.
const MESES: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];

/// Reads a date as it was typed.
pub(crate) fn read(typed: &str) -> Result<Day, Unread> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Unread::Empty);
    }
    if let Ok(day) = typed.parse() {
        return Ok(day);
    }
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|part| !matches!(*part, "" | "de" | "del")).collect();
    match parts.as_slice() {
        [all] => run_together(all),
        [year, first, second] if is_number(year) && year.len() == 4 => {
            month(first).map_or(Err(Unread::NoDate), |month| date(year, month, second))
        }
        [first, second, year] if is_number(year) => {
            // 12 March: the month is the one that has a name.
            let named = second.starts_with(char::is_alphabetic);
            let (month_part, day) = if named { (second, first) } else { (first, second) };
            month(month_part).map_or(Err(Unread::NoDate), |month| date(year, month, day))
        }
        _ => Err(Unread::NoDate),
    }
}

/// `03121984`, as it is typed on a number pad.
fn run_together(all: &str) -> Result<Day, Unread> {
    match (all.get(..2), all.get(2..4), all.get(4..)) {
        (Some(month_part), Some(day), Some(year)) if is_number(all) && matches!(all.len(), 6 | 8) => {
            month(month_part).map_or(Err(Unread::NoDate), |month| date(year, month, day))
        }
        _ => Err(Unread::NoDate),
    }
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The month by its number or by the first letters of its name.
fn month(part: &str) -> Option<i8> {
    if is_number(part) {
        return part.parse().ok().filter(|month| (1..=12).contains(month));
    }
    let lower = part.to_lowercase();
    let at_of = |names: &[&str]| names.iter().position(|name| lower.len() >= 3 && lower.starts_with(name));
    let at = at_of(&MONTHS).or_else(|| at_of(&MESES))?;
    i8::try_from(at + 1).ok()
}

fn date(year: &str, month: i8, day: &str) -> Result<Day, Unread> {
    if year.len() == 2 {
        return Err(Unread::TwoDigitYear);
    }
    let year: i16 = year.parse().map_err(|_| Unread::NoDate)?;
    let day = day.trim_end_matches(char::is_alphabetic).parse().map_err(|_| Unread::NoDate)?;
    if year < 1000 {
        return Err(Unread::NoDate);
    }
    Day::new(year, month, day).map_err(|_| Unread::NoDate)
}

#[cfg(test)]
mod tests {
    use super::{Unread, read};

    #[test]
    fn a_birthday_is_read_however_it_is_typed() {
        for typed in [
            "3/12/1984",
            "03-12-1984",
            " 3.12.1984 ",
            "1984-03-12",
            "19840312",
            "03121984",
            "3 12 1984",
            "Mar 12, 1984",
            "12 March 1984",
            "march 12th 1984",
            "1984 Mar 12",
            "12 de marzo de 1984",
        ] {
            assert_eq!(read(typed).map(|day| day.to_string()), Ok("1984-03-12".to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_month_may_be_named_in_spanish() {
        for (typed, day) in [
            ("5 de enero de 1990", "1990-01-05"),
            ("5 abril 1990", "1990-04-05"),
            ("Agosto 5, 1990", "1990-08-05"),
            ("5 dic 1990", "1990-12-05"),
        ] {
            assert_eq!(read(typed).map(|day| day.to_string()), Ok(day.to_owned()), "{typed}");
        }
    }

    #[test]
    fn two_digits_of_a_year_are_not_guessed() {
        for typed in ["3/12/84", "3-12-24", "031284", "Mar 12 84"] {
            assert_eq!(read(typed), Err(Unread::TwoDigitYear), "{typed}");
        }
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_date() {
        for typed in ["13/45/1984", "2/30/1984", "yesterday", "3/12", "99999999", "Marble 12 1984x", "3/12/184"] {
            assert_eq!(read(typed), Err(Unread::NoDate), "{typed}");
        }
        assert_eq!(read("  "), Err(Unread::Empty));
    }
}
