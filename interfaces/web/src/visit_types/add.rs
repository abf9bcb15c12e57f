//! Adding a visit type.

use super::form::{Typed, fields};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::scheduling::AddVisitType;
use maud::{Markup, html};

const TITLE: &str = "Add a visit type";

fn body(staff: &Staff, typed: &Typed, faults: Faults) -> Markup {
    let fields = fields(typed, &faults);
    let form = Form::post("/visit-types", &staff.seal()).faults(faults).body(fields);
    html! {
        (PageHead::new(TITLE).back("/visit-types", "Visit types"))
        (form.button(Button::main("Add it")).button(Button::bare("Cancel").goes("/visit-types")))
    }
}

/// `GET /visit-types/new`
pub(super) async fn show(staff: Staff) -> Answer {
    staff.show(TITLE, body(&staff, &Typed::fresh(), Faults::none()))
}

/// `POST /visit-types`
pub(super) async fn add(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let faults = match form.fields() {
        Ok(fields) => match staff.perform(request, AddVisitType(fields)).await {
            Ok(_) => return Ok(staff.go_saying("/visit-types", "The visit type can be booked now.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    staff.page(TITLE, body(&staff, &form, faults)).again().answer()
}
