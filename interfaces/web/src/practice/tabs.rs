//! The pages of setting up the practice, as tabs above each of them.

use crate::kit::{Tab, Tabs};
use crate::staff::Staff;
use office::Permission;

/// Every page of setting up: its address, what it is called, and what it needs.
const PAGES: &[(&str, &str, Permission)] = &[
    ("/practice", "Sites and rooms", Permission::OwnAccount),
    ("/visit-types", "Visit types", Permission::SeeSchedule),
    ("/booking-questions", "Booking questions", Permission::ManagePractice),
    ("/hours", "Hours", Permission::SeeSchedule),
    ("/closures", "Closures", Permission::SeeSchedule),
    ("/fees", "Fees", Permission::ManagePractice),
    ("/wait-limits", "Wait limits", Permission::ManagePractice),
    ("/urgent-care", "Urgent care", Permission::ManagePractice),
    ("/forms", "Forms", Permission::ManagePractice),
    ("/kiosks", "Screens", Permission::ManagePractice),
    ("/consent-editions", "Consent forms", Permission::ManagePractice),
    ("/phone-lines", "Phone lines", Permission::ManagePractice),
    ("/reminders/rules", "Reminders", Permission::ManagePractice),
];

/// The tabs, with the page at this address as the one that is open.
pub(crate) fn tabs(staff: &Staff, here: &str) -> Tabs {
    let mine = PAGES.iter().filter(|(_, _, needs)| staff.may(*needs));
    let tab = |(to, called, _): &(&str, &str, Permission)| {
        if *to == here { Tab::here(*called, *to) } else { Tab::new(*called, *to) }
    };
    Tabs::new("Setting up the practice", mine.map(tab).collect())
}
