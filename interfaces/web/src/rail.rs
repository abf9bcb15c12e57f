//! The rail: the places that somebody's role leads to. A place is shown to whoever holds its permission.

use crate::kit::{Icon, Place, Places};
use crate::staff::Staff;
use office::Permission;

struct Spot {
    label: &'static str,
    to: &'static str,
    icon: Icon,
    key: Option<char>,
    needs: Permission,
}

const fn spot(
    label: &'static str,
    to: &'static str,
    icon: Icon,
    key: Option<char>,
    needs: Permission,
) -> Spot {
    Spot {
        label,
        to,
        icon,
        key,
        needs,
    }
}

/// Every place, under its heading, in the order of the rail.
const GROUPS: &[(&str, &[Spot])] = &[
    (
        "Work",
        &[spot(
            "Today",
            "/",
            Icon::Home,
            Some('h'),
            Permission::OwnAccount,
        )],
    ),
    (
        "Office",
        &[
            spot(
                "Accounts",
                "/accounts",
                Icon::Person,
                Some('a'),
                Permission::ManageStaff,
            ),
            spot(
                "Access review",
                "/access-review",
                Icon::Shield,
                Some('v'),
                Permission::ReviewAccess,
            ),
        ],
    ),
    (
        "You",
        &[spot(
            "Your account",
            "/account",
            Icon::Gear,
            None,
            Permission::OwnAccount,
        )],
    ),
];

/// The places of this person.
pub(crate) fn places(staff: &Staff) -> Vec<Places> {
    let group = |(heading, spots): &(&str, &[Spot])| {
        let mine: Vec<Place> = spots
            .iter()
            .filter(|spot| staff.may(spot.needs))
            .map(place)
            .collect();
        (!mine.is_empty()).then(|| Places::new(*heading, mine))
    };
    GROUPS.iter().filter_map(group).collect()
}

fn place(spot: &Spot) -> Place {
    let place = Place::new(spot.label, spot.to, spot.icon);
    match spot.key {
        Some(key) => place.key(key),
        None => place,
    }
}
