//! The patient's page behind a link: when and where, and three answers. Mail programs open links by themselves, so looking changes
//! nothing; and a no is pressed twice.

use super::link_words::words;
use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Form, Seal, plain_page_in};
use crate::sealed::Sealed;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use communications::reminders::{Language, LinkSecret, Meaning};
use maud::{Markup, html};
use serde::Deserialize;
use workflows::reminders::{AnswerByLink, LinkAnswer, LinkPage, LinkSays, LinkStanding};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    lang: String,
    ask: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    says: String,
    lang: String,
}

/// `GET /r/{secret}`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let page = look(&desk, &secret).await?;
    let language = chosen(&wanted.lang, &page);
    let said = words(language);
    let inside = match page.standing {
        LinkStanding::Open | LinkStanding::Confirmed if wanted.ask == "cancel" => sure(&desk, &secret, language, &page),
        LinkStanding::Open => html! { h2 { (said.asks) } (answers(&desk, &secret, language, &page)) },
        LinkStanding::Confirmed => {
            html! { p { strong { (said.confirmed) } } (answers(&desk, &secret, language, &page)) }
        }
        LinkStanding::Cancelled => html! { p { strong { (said.cancelled) } } },
        LinkStanding::Changed => html! { p { strong { (said.changed) } } },
    };
    Ok(shown(&secret, language, &page, inside))
}

/// `POST /r/{secret}`
pub(super) async fn answer(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let page = look(&desk, &secret).await?;
    let language = chosen(&form.lang, &page);
    let said = words(language);
    let says = match form.says.as_str() {
        "come" => LinkSays::Come,
        "not_come" => LinkSays::NotCome,
        "call_me" => LinkSays::CallMe,
        // Anything else is not an answer, such as a program that presses what it finds.
        _ => return Ok(shown(&secret, language, &page, answers(&desk, &secret, language, &page))),
    };
    let answer = AnswerByLink { secret: LinkSecret::presented(secret.clone()), says };
    let meaning = desk.office().perform(&desk.office().machine("reminder-link"), answer).await?;
    let told = match meaning {
        Meaning::Confirmed => said.confirmed,
        Meaning::Cancelled => said.cancelled,
        Meaning::CancelAsked => said.cancel_asked,
        Meaning::CallMe => said.will_call,
        Meaning::Stop | Meaning::Start | Meaning::Other => said.changed,
    };
    Ok(shown(&secret, language, &page, html! { p role="status" { strong { (told) } } }))
}

async fn look(desk: &Desk, secret: &str) -> Result<LinkAnswer, kernel::Problem> {
    let link = LinkPage { secret: LinkSecret::presented(secret.to_owned()) };
    desk.office().ask(&desk.office().machine("reminder-link"), link).await
}

/// The language that was asked for, or that of the patient's card.
fn chosen(asked: &str, page: &LinkAnswer) -> Language {
    Language::from_word(asked).unwrap_or(page.language)
}

/// A small form with one button.
fn press(desk: &Desk, secret: &str, language: Language, says: &str, button: Button) -> Markup {
    // No session: these forms are ours by the browser's origin and by the secret in the address.
    let seal = Seal::new("", desk.request_id().to_string());
    let form = Form::post(format!("/r/{secret}"), &seal)
        .body(html! { input type="hidden" name="lang" value=(language.word()); })
        .button(button.sends("says", says));
    html! { (form) }
}

fn answers(desk: &Desk, secret: &str, language: Language, page: &LinkAnswer) -> Markup {
    let said = words(language);
    let ask = format!("/r/{secret}?ask=cancel&lang={}", language.word());
    html! {
        @if page.standing == LinkStanding::Open { (press(desk, secret, language, "come", Button::main(said.come))) }
        p { (Button::plain(said.not_come).goes(ask)) }
        (press(desk, secret, language, "call_me", Button::plain(said.call_me)))
    }
}

fn sure(desk: &Desk, secret: &str, language: Language, page: &LinkAnswer) -> Markup {
    let said = words(language);
    let yes = if page.cancels { said.sure_cancel } else { said.sure_ask };
    html! {
        h2 { (said.sure) }
        (press(desk, secret, language, "not_come", Button::danger(yes)))
        p { (Button::plain(said.back).goes(format!("/r/{secret}?lang={}", language.word()))) }
    }
}

fn shown(secret: &str, language: Language, page: &LinkAnswer, inside: Markup) -> axum::response::Response {
    let said = words(language);
    let (at, other) = match language {
        Language::English => (0, Language::Spanish),
        Language::Spanish => (1, Language::English),
    };
    let body = html! {
        div.patient-page.visit-answer {
            h1 { (said.title) }
            p.visit-when { strong { (page.day[at]) " " (said.at) " " span.unbroken { (page.time[at]) } } br; (page.site) }
            (inside)
            p { (said.or_call) " " a href={ "tel:" (page.phone) } { (page.phone) } }
            p lang=(other.word()) { a href={ "/r/" (secret) "?lang=" (other.word()) } { (said.other_language) } }
        }
    };
    plain_page_in(language.word(), said.title, body).into_response()
}
