//! Handing a patient back to the queue, or over to another provider.

use crate::answer::{Answer, form_faults, incomplete};
use crate::appointments::providers_or;
use crate::board;
use crate::kit::{Button, Faults, Field, Form};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::patient_flow::VisitId;
use front_office::patient_flow::urgent_care::{HandBack, HandOver};
use front_office::scheduling::BookingChoices;
use kernel::Problem;
use maud::{Markup, html};
use registry::practice::StaffLine;
use serde::Deserialize;

const TITLE: &str = "Hand over";

/// What a button or the dialog sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    provider: String,
    version: String,
    back: String,
}

/// `POST /visits/{visit}/hand-back`
pub(super) async fn back(staff: Staff, Path(visit): Path<VisitId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let version = form.version.parse().map_err(|_| incomplete())?;
    staff.perform(request, HandBack { visit, version }).await?;
    board::after(&staff, &form.back).await
}

/// `GET /visits/{visit}/hand-over`
pub(super) async fn ask(staff: Staff, Path(visit): Path<VisitId>, Query(wanted): Query<Typed>) -> Answer {
    let providers = staff.ask(BookingChoices { site: staff.site()?.id }).await?.0.providers;
    staff.dialog(TITLE, form(&staff, &providers, visit, &wanted, Faults::none()))
}

fn form(staff: &Staff, providers: &[StaffLine], visit: VisitId, typed: &Typed, faults: Faults) -> Markup {
    let body = html! {
        input type="hidden" name="version" value=(typed.version);
        (Field::select("provider", "To whom?", providers_or("Choose…", providers))
            .value(&typed.provider).fault(faults.of("provider")).starts_here())
    };
    let form = staff.in_place(Form::post(format!("/visits/{visit}/hand-over"), &staff.seal()));
    html! { (form.faults(faults).body(body).button(Button::main("Hand over"))) }
}

/// `POST /visits/{visit}/hand-over`
pub(super) async fn over(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let version = typed.version.parse().map_err(|_| incomplete())?;
    let say = "Choose who has the patient from now on.";
    let done = match typed.provider.parse() {
        Ok(to) => staff.perform(request, HandOver { visit, version, to }).await.map(|_| ()),
        Err(_) => Err(Problem::invalid("no_provider", say).at("provider", say)),
    };
    match done {
        Ok(()) => Ok(staff.close_dialog("/board")),
        Err(why) => {
            let faults = form_faults(why)?;
            let providers = staff.ask(BookingChoices { site: staff.site()?.id }).await?.0.providers;
            staff.dialog_again(TITLE, form(&staff, &providers, visit, &typed, faults))
        }
    }
}
