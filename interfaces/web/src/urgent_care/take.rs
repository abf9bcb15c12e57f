//! Taking the next patient with one key, or another one with a reason.

use crate::answer::{Answer, form_faults, incomplete};
use crate::appointments::providers_or;
use crate::kit::{Button, Choice, Faults, Field, Form};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::patient_flow::VisitId;
use front_office::patient_flow::urgent_care::{OutOfTurn, TakeNext, TakeThis};
use front_office::scheduling::BookingChoices;
use kernel::Problem;
use maud::{Markup, html};
use registry::practice::{StaffId, StaffLine};
use serde::Deserialize;

/// What the dialogs are asked for with, and what they send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    provider: String,
    out_of_turn: String,
    version: String,
    /// Not empty, where others stand ahead.
    ahead: String,
}

impl Typed {
    fn provider(&self) -> Result<StaffId, Problem> {
        let say = "Choose who takes the patient.";
        self.provider.parse().map_err(|_| Problem::invalid("no_provider", say).at("provider", say))
    }
}

async fn providers(staff: &Staff) -> Result<Vec<StaffLine>, Problem> {
    Ok(staff.ask(BookingChoices { site: staff.site()?.id }).await?.0.providers)
}

pub(super) fn who_takes(providers: &[StaffLine], chosen: &str, faults: &Faults) -> Field {
    Field::select("provider", "Who takes the patient?", providers_or("Choose…", providers))
        .value(chosen)
        .fault(faults.of("provider"))
        .starts_here()
}

/// `GET /board/next`: on behalf of whom.
pub(super) async fn choose_for_whom(staff: Staff, Query(wanted): Query<Typed>) -> Answer {
    let providers = providers(&staff).await?;
    staff.dialog("Take the next", next_form(&staff, &providers, &wanted, Faults::none()))
}

fn next_form(staff: &Staff, providers: &[StaffLine], typed: &Typed, faults: Faults) -> Markup {
    let body = html! { (who_takes(providers, &typed.provider, &faults)) };
    let form = staff.in_place(Form::post("/board/next", &staff.seal()));
    html! { (form.faults(faults).body(body).button(Button::main("Take the next"))) }
}

/// `POST /board/next`: takes the first of the queue, and shows whom.
pub(super) async fn next(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let site = staff.site()?.id;
    let done = match typed.provider() {
        Ok(provider) => staff.perform(request, TakeNext { site, provider }).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(visit) => Ok(staff.go(&format!("/visits/{visit}"))),
        Err(why) => {
            let faults = form_faults(why)?;
            let providers = providers(&staff).await?;
            staff.dialog_again("Take the next", next_form(&staff, &providers, &typed, faults))
        }
    }
}

/// `GET /visits/{visit}/take`
pub(super) async fn ask(staff: Staff, Path(visit): Path<VisitId>, Query(wanted): Query<Typed>) -> Answer {
    let providers = providers(&staff).await?;
    staff.dialog("Take this patient", form(&staff, &providers, visit, &wanted, Faults::none()))
}

fn form(staff: &Staff, providers: &[StaffLine], visit: VisitId, typed: &Typed, faults: Faults) -> Markup {
    let reasons = OutOfTurn::ALL.iter().map(|why| Choice::new(why.word(), why.title())).collect();
    let asks_why = !typed.ahead.is_empty() || faults.of("out_of_turn").is_some();
    let body = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="ahead" value=(typed.ahead);
        (who_takes(providers, &typed.provider, &faults))
        @if asks_why {
            (Field::radios("out_of_turn", "Why before those who stand ahead?", reasons)
                .value(&typed.out_of_turn).fault(faults.of("out_of_turn")))
        }
    };
    let form = staff.in_place(Form::post(format!("/visits/{visit}/take"), &staff.seal()));
    html! { (form.faults(faults).body(body).button(Button::main("Take this patient"))) }
}

/// `POST /visits/{visit}/take`
pub(super) async fn this(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let version = typed.version.parse().map_err(|_| incomplete())?;
    let done = match typed.provider() {
        Ok(provider) => {
            let out_of_turn = OutOfTurn::from_word(&typed.out_of_turn);
            staff.perform(request, TakeThis { visit, version, provider, out_of_turn }).await.map(|_| ())
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(staff.close_dialog("/board")),
        Err(why) => {
            let faults = form_faults(why)?;
            let providers = providers(&staff).await?;
            staff.dialog_again("Take this patient", form(&staff, &providers, visit, &typed, faults))
        }
    }
}
