//! A closure as it is typed.

use crate::kit::Faults;
use front_office::scheduling::{AddClosure, ClosureKind, ClosureOf, PartOfADay};
use jiff::civil::Time;
use kernel::Day;
use office::SiteId;
use serde::Deserialize;

/// What stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    /// A provider's id, or nothing for the whole site.
    pub(super) of: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) kind: String,
    pub(super) note: String,
}

/// Minutes after midnight of a time as the browser sends it: `09:30`.
fn minute(text: &str) -> Option<i64> {
    let time = Time::strptime("%H:%M", text.trim()).ok()?;
    Some(i64::from(time.hour()) * 60 + i64::from(time.minute()))
}

impl Typed {
    /// The whole day where no time is typed.
    fn part(&self, faults: &mut Faults) -> PartOfADay {
        if self.from.trim().is_empty() && self.to.trim().is_empty() {
            return PartOfADay::Whole;
        }
        let (from, to) = (minute(&self.from), minute(&self.to));
        if from.is_none() {
            faults.add("from", "Enter from when it is closed, or leave both times empty for the whole day.");
        }
        if to.is_none() {
            faults.add("to", "Enter until when it is closed, or leave both times empty for the whole day.");
        }
        PartOfADay::Minutes(from.unwrap_or(0), to.unwrap_or(0))
    }

    /// The deed, or every fault of the form at once.
    pub(super) fn deed(&self, site: SiteId) -> Result<AddClosure, Faults> {
        let mut faults = Faults::none();
        let of = match self.of.as_str() {
            "" => Some(ClosureOf::Site(site)),
            provider => provider.parse().ok().map(ClosureOf::Provider),
        };
        if of.is_none() {
            faults.add("of", "Choose who is away, or the whole site.");
        }
        let first = self.first.parse::<Day>();
        let first = first.map_err(|_| faults.add("first", "Enter the first day, like 2026-11-26 or 11/26/2026."));
        let last = match self.last.trim() {
            "" => first,
            text => text.parse().map_err(|_| faults.add("last", "Enter the last day, or leave it empty for one day.")),
        };
        let part = self.part(&mut faults);
        let kind = ClosureKind::from_word(&self.kind);
        if kind.is_none() {
            faults.add("kind", "Choose why.");
        }
        match (of, first, last, kind) {
            (Some(of), Ok(first), Ok(last), Some(kind)) if faults.is_empty() => {
                Ok(AddClosure { of, first, last, part, kind, note: self.note.clone() })
            }
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PartOfADay, Typed};
    use kernel::RawId;

    fn typed(from: &str, to: &str) -> Typed {
        let (first, kind) = ("2026-11-26".to_owned(), "holiday".to_owned());
        Typed { first, kind, from: from.to_owned(), to: to.to_owned(), ..Typed::default() }
    }

    #[test]
    fn one_day_and_the_whole_of_it_where_nothing_else_is_typed() {
        let site = RawId::from_parts(1, [1; 10]).into();
        let deed = typed("", "").deed(site).expect("a day");
        assert!(deed.first == deed.last && deed.part == PartOfADay::Whole);
        assert_eq!(typed("12:00", "13:30").deed(site).expect("a part").part, PartOfADay::Minutes(720, 810));
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let site = RawId::from_parts(1, [1; 10]).into();
        let wrong = Typed { of: "somebody".to_owned(), last: "later".to_owned(), ..typed("12:00", "") };
        let faults = wrong.deed(site).expect_err("four things are wrong");
        for field in ["of", "last", "to"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
        assert!(faults.of("first").is_none() && faults.of("from").is_none());
    }
}
