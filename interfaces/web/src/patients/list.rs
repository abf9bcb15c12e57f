//! Patients: the page to begin from when there is no chart open, with a large search box and the way to register somebody.

use crate::answer::Answer;
use crate::kit::{Button, Card, Field, Form, Icon, PageHead, paths};
use crate::staff::Staff;
use maud::html;
use office::Permission;

/// `GET /patients`
pub(super) async fn show(staff: Staff) -> Answer {
    let seal = staff.seal();
    let find = Form::post(paths::SEARCH, &seal)
        .body(Field::text("q", "Find a patient").id("find").starts_here().hint(
            "Name, date of birth, phone or record number, in any order: a few letters of each will do",
        ))
        .button(Button::main("Find").icon(Icon::Search));
    let mut head = PageHead::new("Patients");
    if staff.may(Permission::RegisterPeople) {
        head = head.deed(Button::plain("Register a new patient").icon(Icon::Plus).goes("/patients/new").key('n'));
    }
    staff.show("Patients", html! { (head) (Card::new("Search", find)) })
}
