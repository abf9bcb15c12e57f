//! The page on which the limits are set, all at once.

use super::typed::{STAY, Typed, fields_of};
use crate::answer::{Answer, form_faults};
use crate::board::{HERE, pill};
use crate::kit::{Button, Faults, Field, Fieldset, Form, PageHead, Width, side_by_side};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::patient_flow::FlowThresholds;
use maud::{Markup, Render, html};
use std::collections::BTreeMap;

const TITLE: &str = "Wait limits";

/// `GET /wait-limits`
pub(super) async fn show(staff: Staff) -> Answer {
    let now = staff.ask(FlowThresholds).await?.0;
    staff.show(TITLE, body(&staff, &Typed::of(&now), Faults::none()))
}

/// `POST /wait-limits`
pub(super) async fn set(staff: Staff, Sealed { form, request }: Sealed<BTreeMap<String, String>>) -> Answer {
    let typed = Typed(form);
    let now = staff.ask(FlowThresholds).await?.0;
    let faults = match typed.deed(&now) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(()) => return Ok(staff.go_saying("/wait-limits", "The limits are set. Open boards follow at once.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    staff.page(TITLE, body(&staff, &typed, faults)).again().answer()
}

fn body(staff: &Staff, typed: &Typed, faults: Faults) -> Markup {
    let fields = html! {
        @for status in HERE { (pair(status.word(), &pill(*status).render(), typed, &faults)) }
        (Fieldset::new("In all, from the door on", two(STAY, typed, &faults)))
    };
    let form = Form::post("/wait-limits", &staff.seal()).faults(faults).body(fields);
    html! {
        (PageHead::new(TITLE).more(html! { "From how many minutes on the board says that it is long, and too long" }))
        (tabs(staff, "/wait-limits"))
        (form.button(Button::main("Set the limits")))
    }
}

/// The two numbers of a status, under its pill.
fn pair(word: &str, called: &Markup, typed: &Typed, faults: &Faults) -> Markup {
    html! { fieldset.fieldset { legend { (called) } (two(word, typed, faults)) } }
}

/// The two numbers of a limit, side by side.
pub(crate) fn two(word: &str, typed: &Typed, faults: &Faults) -> Markup {
    let (long, too_long) = fields_of(word);
    let field = |name: &str, label: &str| {
        Field::number(name, label).value(typed.field(name)).fault(faults.of(name)).width(Width::Few)
    };
    side_by_side(html! { (field(&long, "Long from, minutes")) (field(&too_long, "Too long from, minutes")) })
}
