//! Pictures of the insurance card, taken by the patient.

use super::patient::{Place, machine, page, seal};
use crate::answer::{Answer, form_faults};
use crate::desk::Desk;
use crate::documents::{card_sides, receive};
use crate::kit::{Button, Faults, Field, Form, Icon};
use crate::staff::see_other;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use front_office::self_check_in::{AtSitting, Secret, Sitting, SittingDeed};
use maud::html;

/// `GET /visit/{secret}/card`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    shown(&desk, &secret, Faults::none()).await
}

async fn shown(desk: &Desk, secret: &str, faults: Faults) -> Answer {
    let sitting = Sitting { secret: Secret::presented(secret.to_owned()) };
    let sheet = desk.office().ask(&machine(desk), sitting).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = Form::post(format!("/visit/{secret}/card"), &seal(desk))
        .with_files()
        .body(html! {
            (Field::picture("front", "Front of the card").fault(faults.of("front")))
            (Field::picture("back", "Back of the card").fault(faults.of("back")).optional())
        })
        .faults(faults)
        .button(Button::main("Send the pictures").icon(Icon::Camera))
        .button(Button::plain("Skip this").goes(format!("/visit/{secret}/papers")));
    let body = html! { p { "Take a picture of each side of your insurance card, or skip this if you have none or nothing changed." } (form) };
    Ok(page(Place::of(sheet.at_kiosk), "Your insurance card", status, body))
}

/// `POST /visit/{secret}/card`
pub(super) async fn keep(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let sent = receive(form).await?;
    let (pictures, mut faults) = card_sides(sent.files).await?;
    if faults.is_empty() {
        let deed = AtSitting { secret: Secret::presented(secret.clone()), deed: SittingDeed::SendCard(pictures) };
        match desk.office().perform(&machine(&desk), deed).await {
            Ok(_) => return Ok(see_other(&format!("/visit/{secret}/papers"))),
            Err(why) => faults = form_faults(why)?,
        }
    }
    shown(&desk, &secret, faults).await
}
