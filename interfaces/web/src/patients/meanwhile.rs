//! Meanwhile: somebody else changed the card while it was open here. What they did is joined with what was typed, field by
//! field, and only what both touched is asked about.

use super::typed::{TypedPerson, as_read, as_typed};
use registry::people::Change;

/// The fields that both changed, each with what stands on record now.
pub(super) type Contested = Vec<(String, String)>;

/// Takes over the others' changes (latest first) in fields that were not touched here. What was typed here stays typed.
pub(super) fn join(typed: &mut TypedPerson, since: &[Change]) -> Contested {
    let mut contested = Contested::new();
    let mut fields: Vec<&str> = since.iter().map(|change| change.field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    for field in fields {
        let of_field: Vec<&Change> = since.iter().filter(|change| change.field == field).collect();
        let (Some(now), Some(seen)) = (of_field.first(), of_field.last()) else { continue };
        let (now, seen) = (now.after.reveal(), seen.before.reveal());
        let Some(here) = typed.field(field) else { continue };
        if here.trim() == as_typed(field, seen) {
            *here = as_typed(field, now);
        } else if here.trim() != as_typed(field, now) {
            contested.push((field.to_owned(), as_read(field, now)));
        }
    }
    contested
}

#[cfg(test)]
mod tests {
    use super::super::typed::TypedPerson;
    use super::join;
    use kernel::{Moment, RawId};
    use registry::people::Change;

    fn change(version: i64, field: &str, before: &str, after: &str) -> Change {
        Change {
            version,
            field: field.to_owned(),
            before: before.into(),
            after: after.into(),
            at: Moment::from_micros(0).expect("a moment"),
            account: RawId::from_bytes([1; 16]).into(),
        }
    }

    #[test]
    fn what_was_not_touched_here_follows_and_what_both_touched_is_asked() {
        let mut typed = TypedPerson {
            mobile: "(312) 555-0147".to_owned(),
            city: "Aurora".to_owned(),
            interpreter: String::new(),
            ..TypedPerson::default()
        };
        let since = [
            change(3, "mobile", "3125550100", "3125550199"),
            change(3, "interpreter", "not needed", "needed"),
            change(2, "mobile", "3125550147", "3125550100"),
            change(2, "city", "Naperville", "Chicago"),
            change(2, "deceased_on", "", "2026-11-01"),
        ];
        let contested = join(&mut typed, &since);
        assert_eq!(typed.mobile, "(312) 555-0199", "untouched here: the latest of theirs");
        assert_eq!(typed.interpreter, "needed");
        assert_eq!(typed.city, "Aurora", "typed here: it stays");
        assert_eq!(contested, [("city".to_owned(), "Chicago".to_owned())]);
    }
}
