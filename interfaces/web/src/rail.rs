//! The rail: the places that somebody's role leads to. A place is shown to whoever holds its permission.

use crate::kit::{Icon, Place, Places};
use crate::staff::Staff;
use office::Permission;

/// A place in the rail.
pub(crate) struct Spot {
    pub(crate) label: &'static str,
    pub(crate) to: &'static str,
    pub(crate) icon: Icon,
    key: Option<char>,
    needs: Permission,
}

const fn spot(label: &'static str, to: &'static str, icon: Icon, key: Option<char>, needs: Permission) -> Spot {
    Spot { label, to, icon, key, needs }
}

/// Every place, under its heading, in the order of the rail.
const GROUPS: &[(&str, &[Spot])] = &[
    (
        "Work",
        &[
            spot("Today", "/", Icon::Home, Some('h'), Permission::OwnAccount),
            spot("Board", "/board", Icon::Board, Some('b'), Permission::SeeSchedule),
            spot("Schedule", "/schedule", Icon::Calendar, Some('s'), Permission::SeeSchedule),
            spot("Phone", "/calls", Icon::Phone, Some('c'), Permission::AnswerPhone),
            spot("Call lists", "/waitlist", Icon::List, Some('l'), Permission::SeeSchedule),
            spot("Messages", "/reminders", Icon::Message, Some('m'), Permission::SeeSchedule),
            spot("Patients", "/patients", Icon::Person, Some('p'), Permission::FindPeople),
            spot("From patients", "/self-check-ins", Icon::IdCard, None, Permission::RegisterPeople),
            spot("Referrals", "/referrals", Icon::Refer, Some('r'), Permission::SeeDocuments),
            spot("Documents", "/documents", Icon::Document, Some('d'), Permission::SeeDocuments),
        ],
    ),
    (
        "Office",
        &[
            spot("Staff", "/staff", Icon::People, Some('t'), Permission::OwnAccount),
            spot("Figures", "/figures", Icon::Chart, None, Permission::SeeFigures),
            spot("Hours", "/hours", Icon::Clock, None, Permission::SeeSchedule),
            spot("Practice set-up", "/practice", Icon::Building, None, Permission::ManagePractice),
            spot("Access review", "/access-review", Icon::Shield, Some('v'), Permission::ReviewAccess),
        ],
    ),
    ("You", &[spot("Your account", "/account", Icon::Gear, None, Permission::OwnAccount)]),
];

/// The places of this person.
pub(crate) fn places(staff: &Staff) -> Vec<Places> {
    let group = |(heading, spots): &(&str, &[Spot])| {
        let mine: Vec<Place> = spots.iter().filter(|spot| staff.may(spot.needs)).map(place).collect();
        (!mine.is_empty()).then(|| Places::new(*heading, mine))
    };
    GROUPS.iter().filter_map(group).collect()
}

/// The places of this person without their headings: what the search box offers.
pub(crate) fn spots(staff: &Staff) -> impl Iterator<Item = &'static Spot> {
    let all = GROUPS.iter().flat_map(|(_, spots)| spots.iter());
    all.filter(|spot| staff.may(spot.needs))
}

fn place(spot: &Spot) -> Place {
    let place = Place::new(spot.label, spot.to, spot.icon);
    match spot.key {
        Some(key) => place.key(key),
        None => place,
    }
}
