//! Deeds and places that the search box finds by their words.

use crate::kit::{Icon, Suggestion};
use crate::rail;
use crate::staff::Staff;
use office::Permission;

/// Something to do from anywhere, found by its words.
struct Deed {
    title: &'static str,
    /// Other words people call it by.
    also: &'static str,
    to: &'static str,
    icon: Icon,
    needs: Permission,
}

const fn deed(title: &'static str, also: &'static str, to: &'static str, icon: Icon, needs: Permission) -> Deed {
    Deed { title, also, to, icon, needs }
}

const DEEDS: &[Deed] = &[
    deed("Book an appointment", "schedule make visit", "/appointments/new", Icon::Calendar, Permission::Schedule),
    deed("Take in a walk-in", "walkin without appointment", "/walk-ins/new", Icon::Plus, Permission::CheckIn),
    deed("Register a new patient", "add create", "/patients/new", Icon::Plus, Permission::RegisterPeople),
    deed("Take on somebody", "hire add staff account", "/staff/new", Icon::People, Permission::ManageStaff),
    deed("Open a site", "add location office", "/practice/sites/new", Icon::Building, Permission::ManagePractice),
    deed("Enter a closure", "close holiday time off", "/closures/new", Icon::Calendar, Permission::ManagePractice),
    deed("Add a visit type", "new kind", "/visit-types/new", Icon::Plus, Permission::ManagePractice),
    deed("Set the wait limits", "alarm minutes board", "/wait-limits", Icon::Clock, Permission::ManagePractice),
    deed("Hand out a consent form", "edition", "/consent-editions", Icon::Check, Permission::ManagePractice),
    deed("Sites and rooms", "open close", "/practice", Icon::Door, Permission::ManagePractice),
    deed("Change your password", "own account", "/account/password", Icon::Gear, Permission::OwnAccount),
    deed("Change your PIN", "own account", "/account", Icon::Gear, Permission::OwnAccount),
];

/// Whether every word that was typed begins a word of the name.
fn is_called(typed: &str, name: &str) -> bool {
    let (typed, name) = (typed.to_lowercase(), name.to_lowercase());
    let mut words = typed.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| name.split(' ').any(|part| part.starts_with(word)))
}

/// Deeds and places of this role whose names begin with what was typed.
pub(super) fn commands(staff: &Staff, typed: &str) -> Vec<Suggestion> {
    let deeds = DEEDS
        .iter()
        .filter(|deed| staff.may(deed.needs) && is_called(typed, &format!("{} {}", deed.title, deed.also)))
        .map(|deed| (deed.to, deed.icon, deed.title, "Do it"));
    let places = rail::spots(staff)
        .filter(|spot| is_called(typed, spot.label))
        .map(|spot| (spot.to, spot.icon, spot.label, "Go there"));
    deeds
        .chain(places)
        .map(|(to, icon, title, detail)| Suggestion {
            to: to.to_owned(),
            icon,
            title: title.to_owned(),
            detail: detail.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn every_word_typed_begins_a_word_of_the_name() {
        assert!(is_called("reg pat", "Register a new patient"));
        assert!(is_called("NEW", "Register a new patient"));
        assert!(!is_called("reg board", "Register a new patient"));
        assert!(!is_called("  ", "Today"));
    }

    #[test]
    fn the_deeds_of_the_desk_are_found_by_what_people_call_them() {
        let found = |typed: &str| {
            let called = |deed: &&super::Deed| is_called(typed, &format!("{} {}", deed.title, deed.also));
            super::DEEDS.iter().find(called).map(|deed| deed.to)
        };
        let known = [("book", "/appointments/new"), ("walk-in", "/walk-ins/new"), ("walkin", "/walk-ins/new")];
        for (typed, to) in known.into_iter().chain([("holiday", "/closures/new"), ("pin", "/account")]) {
            assert_eq!(found(typed), Some(to), "{typed}");
        }
    }
}
