//! The fields of a scan: three letters at the beginning of a line, and the rest of it.

use crate::Sex;
use kernel::Day;
use std::collections::BTreeMap;

/// What states write where they have nothing to say.
const NOTHING: [&str; 4] = ["NONE", "UNAVL", "UNAVAIL", "N/A"];

/// Version 1 of the standard wrote dates the other way round.
const FIRST_VERSION: u32 = 1;

pub(crate) struct Fields<'s> {
    values: BTreeMap<&'s str, &'s str>,
    version: u32,
}

impl<'s> Fields<'s> {
    /// The fields of a scan with the header of the standard; nothing where there is no such header.
    pub(crate) fn of(scanned: &'s str) -> Option<Self> {
        let (_, after) = scanned.split_once("ANSI ").or_else(|| scanned.split_once("AAMVA"))?;
        let version = after.trim_start().get(6..8).and_then(|digits| digits.parse().ok()).unwrap_or(FIRST_VERSION);
        let mut values = BTreeMap::new();
        for line in after.split(|letter: char| letter.is_control()) {
            if let Some((name, value)) = field(line).or_else(|| first_field(line))
                && !value.is_empty()
            {
                // The first subfile is the licence; what a state adds of its own comes behind.
                values.entry(name).or_insert(value);
            }
        }
        Some(Self { values, version })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The value, or nothing.
    pub(crate) fn text(&self, name: &str) -> &'s str {
        self.values.get(name).copied().unwrap_or_default()
    }

    /// A date: MMDDCCYY in the United States, CCYYMMDD in Canada and in the first version. A card that gets it wrong is read
    /// the way that makes a date.
    pub(crate) fn day(&self, name: &str) -> Option<Day> {
        let digits: String = self.text(name).chars().filter(char::is_ascii_digit).collect();
        if digits.len() != 8 {
            return None;
        }
        let part = |from: usize, to: usize| digits[from..to].parse::<i16>().unwrap_or_default();
        let date = |year: i16, month: i16, day: i16| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Day::new(year, month, day).ok().filter(|_| (1850..2200).contains(&year))
        };
        let year_last = || date(part(4, 8), part(0, 2), part(2, 4));
        let year_first = || date(part(0, 4), part(4, 6), part(6, 8));
        if self.text("DCG") == "CAN" || self.version <= FIRST_VERSION {
            year_first().or_else(year_last)
        } else {
            year_last().or_else(year_first)
        }
    }

    pub(crate) fn sex(&self) -> Option<Sex> {
        match self.text("DBC") {
            "1" | "M" => Some(Sex::Male),
            "2" | "F" => Some(Sex::Female),
            "9" | "X" => Some(Sex::NotSpecified),
            _ => None,
        }
    }
}

/// A line that begins with the name of a field: `D` and two letters.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_at_checked(3)?;
    let value = value.trim();
    let named = name.starts_with('D') && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let said = !NOTHING.iter().any(|nothing| value.eq_ignore_ascii_case(nothing));
    named.then_some((name, if said { value } else { "" }))
}

/// The first field stands on the header's line, behind the subfile's own name: `…DL00410288DLDAQ123`.
fn first_field(line: &str) -> Option<(&str, &str)> {
    let at = ["DLD", "IDD", "END"].iter().filter_map(|name| line.rfind(name)).max()?;
    field(line.get(at + 2..)?)
}
