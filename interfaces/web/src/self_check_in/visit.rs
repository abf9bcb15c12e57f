//! The door of a link: the birthday, and then what there is to do.

use super::patient::{FORM, Place, machine, page, seal, sheet, status_with, switched};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Faults, Field, Form};
use crate::patient_words::{Words, words};
use crate::patients::read_birthday;
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::response::Response;
use front_office::self_check_in::{ConfirmBirthday, Confirmed, Secret};
use kernel::Phi;
use maud::html;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    born: String,
    language: String,
}

/// `GET /visit/{secret}`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    let sheet = sheet(&desk, &secret).await?;
    if !sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}/details")));
    }
    Ok(birthday(&desk, &secret, words(sheet.language), "", Faults::none()))
}

fn birthday(desk: &Desk, secret: &str, words: &Words, typed: &str, faults: Faults) -> Response {
    let (said, status) = (&words.doors, status_with(&faults));
    let born = Field::birth("born", said.born).voice(words.voice).hint(words.voice.birth);
    let form = Form::post(format!("/visit/{secret}"), &seal(desk))
        .id(FORM)
        .voice(words.voice)
        .body(html! { (born.value(typed).fault(faults.of("born")).starts_here()) })
        .faults(faults)
        .button(Button::main(said.go_on));
    page(Place::Phone, words, said.before_visit, status, html! { p { (said.sure_it_is_you) } (form) })
}

/// `POST /visit/{secret}`
pub(super) async fn confirm(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let switched = switched(&desk, &secret, &form.language).await?;
    let words = words(sheet(&desk, &secret).await?.language);
    if switched {
        return Ok(birthday(&desk, &secret, words, &form.born, Faults::none()));
    }
    let born = match read_birthday(&form.born) {
        Ok(born) => born,
        Err(why) => {
            let faults = Faults::one("born", words.doors.unread(why));
            return Ok(birthday(&desk, &secret, words, &form.born, faults));
        }
    };
    let confirm = ConfirmBirthday { secret: Secret::presented(secret.clone()), born: Phi::new(born) };
    match desk.office().perform(&machine(&desk), confirm).await? {
        Confirmed::Yes => Ok(see_other(&format!("/visit/{secret}/details"))),
        Confirmed::No(left) => {
            let faults = Faults::one("born", words.doors.wrong(left));
            Ok(birthday(&desk, &secret, words, &form.born, faults))
        }
    }
}
