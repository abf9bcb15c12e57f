//! Patients: the page to begin from when there is no chart open, with a large search box and the way to register somebody.

use crate::answer::Answer;
use crate::kit::{Button, Card, Icon, PageHead};
use crate::search;
use crate::staff::Staff;
use maud::html;
use office::Permission;

/// `GET /patients`
pub(super) async fn show(staff: Staff) -> Answer {
    let mut head = PageHead::new("Patients");
    if staff.may(Permission::RegisterPeople) {
        head = head.deed(Button::plain("Possible duplicates").goes("/patients/duplicates").key('d'));
        head = head.deed(Button::plain("Register a new patient").icon(Icon::Plus).goes("/patients/new").key('n'));
    }
    staff.show("Patients", html! { (head) (Card::new("Search", search::form(&staff, ""))) })
}
