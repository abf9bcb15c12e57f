//! The door of a link: the birthday, and then what there is to do.

use super::patient::{Place, machine, page, seal};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Faults, Field, Form};
use crate::patients::read_birthday;
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use front_office::self_check_in::{ConfirmBirthday, Confirmed, Secret, Sitting};
use kernel::Phi;
use maud::html;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    born: String,
}

/// `GET /visit/{secret}`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    let sitting = Sitting { secret: Secret::presented(secret.clone()) };
    let sheet = desk.office().ask(&machine(&desk), sitting).await?;
    if !sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}/details")));
    }
    Ok(birthday(&desk, &secret, "", Faults::none()))
}

fn birthday(desk: &Desk, secret: &str, typed: &str, faults: Faults) -> Response {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = Form::post(format!("/visit/{secret}"), &seal(desk))
        .body(
            html! { (Field::birth("born", "Your date of birth").value(typed).fault(faults.of("born")).starts_here()) },
        )
        .faults(faults)
        .button(Button::main("Go on"));
    let body = html! { p { "Check in for your appointment. First we make sure that this is you." } (form) };
    page(Place::Phone, "Before your visit", status, body)
}

/// `POST /visit/{secret}`
pub(super) async fn confirm(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let mut faults = Faults::none();
    let born = match read_birthday(&form.born) {
        Ok(born) => born,
        Err(why) => {
            faults.add("born", why.say());
            return Ok(birthday(&desk, &secret, &form.born, faults));
        }
    };
    let confirm = ConfirmBirthday { secret: Secret::presented(secret.clone()), born: Phi::new(born) };
    match desk.office().perform(&machine(&desk), confirm).await? {
        Confirmed::Yes => Ok(see_other(&format!("/visit/{secret}/details"))),
        Confirmed::No(left) => {
            let tries = if left == 1 { "once more".to_owned() } else { format!("{left} more times") };
            let say = match left {
                0 => "This is not the date we have. The link is closed now: please call the office.".to_owned(),
                _ => format!("This is not the date we have. You can try {tries}."),
            };
            faults.add("born", say);
            Ok(birthday(&desk, &secret, &form.born, faults))
        }
    }
}
