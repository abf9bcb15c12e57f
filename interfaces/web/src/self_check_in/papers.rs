//! The forms to sign, and sending everything to the office.

use super::patient::{FORM, Place, last_page, machine, page, seal, sheet, status_with, switched};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::forms::{Beside, Reading, TypedSheet};
use crate::kit::{Button, Choice, Faults, Field, Form, Pill, Tone};
use crate::patient_words::{Words, words};
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use front_office::forms::{Capacity, FormForPatient, FormId, FormStanding};
use front_office::self_check_in::{AtSitting, Secret, SelfForm, SittingDeed, SittingSheet};
use kernel::Problem;
use maud::{Markup, html};
use registry::people::Language;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    here: String,
    language: String,
}

/// `GET /visit/{secret}/papers`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    let sheet = sheet(&desk, &secret).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    let words = words(sheet.language);
    let said = &words.papers;
    let body = html! {
        @if sheet.forms.is_empty() { p { (said.nothing) } } @else {
            p { (said.please) }
            ul.plain-list { @for form in &sheet.forms { (line(words, &secret, form)) } }
        }
        (to_send(&desk, &secret, words, &sheet))
    };
    Ok(page(Place::of(sheet.at_kiosk), words, said.title, StatusCode::OK, body))
}

fn line(words: &Words, secret: &str, form: &FormForPatient) -> Markup {
    let said = &words.papers;
    let spanish = form.spanish_title.as_deref().filter(|_| words.language == Language::Spanish);
    let title = spanish.unwrap_or(&form.title);
    let lang = in_english(words).filter(|_| spanish.is_none());
    html! {
        li.split {
            span lang=[lang] { (title) }
            @if matches!(form.standing, FormStanding::Signed(..)) { (Pill::new(Tone::Good, said.signed)) }
            @else { (Button::plain(said.read_and_sign).about(title).goes(format!("/visit/{secret}/papers/{}", form.form))) }
        }
    }
}

fn to_send(desk: &Desk, secret: &str, words: &Words, sheet: &SittingSheet) -> Form {
    let said = &words.papers;
    let send = Form::post(format!("/visit/{secret}/papers"), &seal(desk)).id(FORM).voice(words.voice);
    match (sheet.at_kiosk, sheet.is_today) {
        (true, _) => send.button(Button::main(said.send_from_kiosk).sends("here", "yes")),
        (false, true) => send
            .button(Button::main(said.send).sends("here", "no"))
            .button(Button::plain(said.send_from_waiting_room).sends("here", "yes")),
        (false, false) => send.button(Button::main(said.send).sends("here", "no")),
    }
}

/// The language of an English wording on a page that is in another.
fn in_english(words: &Words) -> Option<&'static str> {
    (words.language != Language::English).then_some(Language::English.word())
}

/// `POST /visit/{secret}/papers`
pub(super) async fn send(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    if switched(&desk, &secret, &form.language).await? {
        return Ok(see_other(&format!("/visit/{secret}/papers")));
    }
    let sheet = sheet(&desk, &secret).await?;
    let send = AtSitting { secret: Secret::presented(secret), deed: SittingDeed::Send { here: form.here == "yes" } };
    let arrived = desk.office().perform(&machine(&desk), send).await?;
    let words = words(sheet.language);
    let said = &words.papers;
    let say = if arrived { said.desk_knows } else { said.tell_the_desk };
    Ok(last_page(Place::of(sheet.at_kiosk), words, said.thank_you, StatusCode::OK, html! { p { (say) } }))
}

/// `GET /visit/{secret}/papers/{form}`
pub(super) async fn read(State(desk): State<Desk>, Path((secret, form)): Path<(String, FormId)>) -> Answer {
    shown(&desk, &secret, form, &TypedSheet::default(), None).await
}

async fn shown(desk: &Desk, secret: &str, form: FormId, typed: &TypedSheet, why: Option<Problem>) -> Answer {
    let sitting = sheet(desk, secret).await?;
    let words = words(sitting.language);
    let to_read = SelfForm { secret: Secret::presented(secret.to_owned()), form };
    let sheet = desk.office().ask(&machine(desk), to_read).await?;
    let language = sheet.read_in(words.language);
    let reading = Reading { body: &sheet.body, language, words, beside: Beside::Nothing };
    let faults = match why {
        Some(why) => reading.faults(typed, why)?,
        None => Faults::none(),
    };
    let (said, status) = (&words.sheet, status_with(&faults));
    let capacities = Capacity::ALL.iter().map(|one| Choice::new(one.word(), said.capacity(*one))).collect();
    let signer = if typed.word("signer").is_empty() { sheet.signs_as.reveal().as_str() } else { typed.word("signer") };
    let capacity = Field::radios("capacity", said.who_signs, capacities).voice(words.voice);
    let body = html! {
        input type="hidden" name="edition" value=(sheet.edition);
        (capacity.value(typed.capacity().word()).fault(faults.of("capacity")))
        (Field::text("signer", said.signer).voice(words.voice).value(signer).fault(faults.of("signer")))
        (reading.fields(typed, &faults))
    };
    let to_sign = Form::post(format!("/visit/{secret}/papers/{form}"), &seal(desk))
        .id(FORM)
        .voice(words.voice)
        .faults(faults)
        .body(body)
        .button(Button::main(said.sign))
        .button(Button::bare(said.not_now).goes(format!("/visit/{secret}/papers")));
    let body = html! {
        @if language != words.language { p role="note" { strong { (said.only_english) } } }
        div.sheet { h2 lang=[reading.lang()] { (sheet.title_in(language)) } (to_sign) }
    };
    Ok(page(Place::of(sitting.at_kiosk), words, words.papers.read_and_sign, status, body))
}

/// `POST /visit/{secret}/papers/{form}`
pub(super) async fn sign(
    State(desk): State<Desk>,
    Path((secret, form)): Path<(String, FormId)>,
    Sealed { form: typed, .. }: Sealed<HashMap<String, String>>,
) -> Answer {
    let typed = TypedSheet::of(typed);
    if switched(&desk, &secret, typed.word("language")).await? {
        return shown(&desk, &secret, form, &typed, None).await;
    }
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
        Err(why) => shown(&desk, &secret, form, &typed, Some(why)).await,
    }
}
