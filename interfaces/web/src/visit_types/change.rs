//! Changing a visit type, and taking it off the list of what is offered.

use super::form::{Typed, fields};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Faults, Field, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{ChangeVisitType, VisitTypeId, VisitTypes};
use kernel::Problem;
use maud::{Markup, html};

const TITLE: &str = "Change the visit type";

fn body(staff: &Staff, id: VisitTypeId, typed: &Typed, faults: Faults) -> Markup {
    let offered = vec![Choice::new("yes", "Can be booked"), Choice::new("no", "No longer offered")];
    let fields = html! {
        (fields(typed, &faults))
        (Field::radios("offered", "Is it offered?", offered).value(&typed.offered).fault(faults.of("offered")))
        p.hint { "What is booked already keeps its length." }
    };
    let form = Form::post(format!("/visit-types/{id}"), &staff.seal()).faults(faults).body(fields);
    html! {
        (PageHead::new(TITLE).back("/visit-types", "Visit types"))
        (form.button(Button::main("Save")).button(Button::bare("Cancel").goes("/visit-types")))
    }
}

/// `GET /visit-types/{visit_type}`
pub(super) async fn show(staff: Staff, Path(id): Path<VisitTypeId>) -> Answer {
    let all = staff.ask(VisitTypes).await?.0;
    let Some(kind) = all.iter().find(|kind| kind.id == id) else {
        return Err(Problem::not_found("no_visit_type", "There is no such visit type.").into());
    };
    let needs = super::needs::form(&staff, kind).await?;
    let body = html! {
        (body(&staff, id, &Typed::of(kind), Faults::none()))
        (Card::new("What it needs", needs))
    };
    staff.show(TITLE, body)
}

/// `POST /visit-types/{visit_type}`
pub(super) async fn change(
    staff: Staff,
    Path(id): Path<VisitTypeId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let faults = match form.fields() {
        Ok(to) => {
            let version = form.version.parse().unwrap_or(0);
            let deed = ChangeVisitType { visit_type: id, version, to, active: form.offered != "no" };
            match staff.perform(request, deed).await {
                Ok(()) => return Ok(staff.go_saying("/visit-types", "The visit type is saved.")),
                Err(why) => form_faults(why)?,
            }
        }
        Err(faults) => faults,
    };
    staff.page(TITLE, body(&staff, id, &form, faults)).again().answer()
}
