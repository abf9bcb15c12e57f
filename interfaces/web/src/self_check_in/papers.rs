//! The forms to sign, and sending everything to the office.

use super::patient::{Place, machine, page, seal};
use crate::answer::{Answer, form_faults};
use crate::desk::Desk;
use crate::forms::{TypedSheet, sheet_fields};
use crate::kit::{Button, Choice, Faults, Field, Form, Pill, Tone};
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use front_office::forms::{Capacity, FormId, FormStanding};
use front_office::self_check_in::{AtSitting, Secret, SelfForm, Sitting, SittingDeed};
use maud::html;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    here: String,
}

/// `GET /visit/{secret}/papers`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    let sitting = Sitting { secret: Secret::presented(secret.clone()) };
    let sheet = desk.office().ask(&machine(&desk), sitting).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    let send = Form::post(format!("/visit/{secret}/papers"), &seal(&desk));
    let send = match (sheet.at_kiosk, sheet.is_today) {
        (true, _) => send.button(Button::main("Send, and tell the desk that I am here").sends("here", "yes")),
        (false, true) => send
            .button(Button::main("Send").sends("here", "no"))
            .button(Button::plain("Send: I am in the waiting room").sends("here", "yes")),
        (false, false) => send.button(Button::main("Send").sends("here", "no")),
    };
    let body = html! {
        @if sheet.forms.is_empty() { p { "There is nothing to sign." } } @else {
            p { "Please read and sign these." }
            ul.plain-list {
                @for form in &sheet.forms {
                    li.split {
                        span { (form.title) }
                        @if matches!(form.standing, FormStanding::Signed(..)) { (Pill::new(Tone::Good, "Signed")) }
                        @else { (Button::plain("Read and sign").about(form.title.as_str()).goes(format!("/visit/{secret}/papers/{}", form.form))) }
                    }
                }
            }
        }
        (send)
    };
    Ok(page(Place::of(sheet.at_kiosk), "Papers to sign", StatusCode::OK, body))
}

/// `POST /visit/{secret}/papers`
pub(super) async fn send(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let sitting = Sitting { secret: Secret::presented(secret.clone()) };
    let at_kiosk = desk.office().ask(&machine(&desk), sitting).await?.at_kiosk;
    let send = AtSitting { secret: Secret::presented(secret), deed: SittingDeed::Send { here: form.here == "yes" } };
    let arrived = desk.office().perform(&machine(&desk), send).await?;
    let words = match arrived {
        true => "The desk knows that you are here. Please take a seat; you will be called.",
        false => "We have it. Please tell the front desk when you arrive.",
    };
    Ok(page(Place::of(at_kiosk), "Thank you", StatusCode::OK, html! { p { (words) } }))
}

/// `GET /visit/{secret}/papers/{form}`
pub(super) async fn read(State(desk): State<Desk>, Path((secret, form)): Path<(String, FormId)>) -> Answer {
    shown(&desk, &secret, form, &TypedSheet::default(), Faults::none()).await
}

async fn shown(desk: &Desk, secret: &str, form: FormId, typed: &TypedSheet, faults: Faults) -> Answer {
    let asked = Secret::presented(secret.to_owned());
    let at_kiosk = desk.office().ask(&machine(desk), Sitting { secret: asked.clone() }).await?.at_kiosk;
    let sheet = desk.office().ask(&machine(desk), SelfForm { secret: asked, form }).await?;
    let capacities = Capacity::ALL.iter().map(|one| Choice::new(one.word(), one.title())).collect();
    let signer = if typed.word("signer").is_empty() { sheet.signs_as.reveal().as_str() } else { typed.word("signer") };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = html! {
        input type="hidden" name="edition" value=(sheet.edition);
        (Field::radios("capacity", "Who signs?", capacities).value(typed.capacity().word()).fault(faults.of("capacity")))
        (Field::text("signer", "Name of the person who signs").value(signer).fault(faults.of("signer")))
        (sheet_fields(&sheet.body, typed, &faults))
    };
    let form = Form::post(format!("/visit/{secret}/papers/{form}"), &seal(desk))
        .faults(faults)
        .body(body)
        .button(Button::main("Sign"))
        .button(Button::bare("Not now").goes(format!("/visit/{secret}/papers")));
    Ok(page(Place::of(at_kiosk), &sheet.title, status, html! { div.sheet { (form) } }))
}

/// `POST /visit/{secret}/papers/{form}`
pub(super) async fn sign(
    State(desk): State<Desk>,
    Path((secret, form)): Path<(String, FormId)>,
    Sealed { form: typed, .. }: Sealed<HashMap<String, String>>,
) -> Answer {
    let typed = TypedSheet::of(typed);
    let asked = Secret::presented(secret.clone());
    let done = match typed.strokes() {
        Err(why) => Err(why),
        Ok(strokes) => {
            let deed = SittingDeed::Sign(Box::new(typed.filled_in(form, strokes)?));
            desk.office().perform(&machine(&desk), AtSitting { secret: asked, deed }).await
        }
    };
    match done {
        Ok(_) => Ok(see_other(&format!("/visit/{secret}/papers"))),
        Err(why) => shown(&desk, &secret, form, &typed, form_faults(why)?).await,
    }
}
