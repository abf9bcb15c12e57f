//! The patient's page behind a link: what the office asks, and the answers. It shows no name. Mail programs open links by themselves,
//! so looking changes nothing; and a no is pressed twice.

use super::link_words::words;
use super::{link_offer, link_recall, link_visit};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Form, Seal, plain_page_in};
use crate::sealed::Sealed;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use communications::reminders::{Language, LinkSecret, Meaning};
use kernel::{Kind, Phi, Problem};
use maud::{Markup, html};
use serde::Deserialize;
use workflows::reminders::{AnswerByLink, LinkAnswer, LinkAsks, LinkPage, LinkSays};

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
    words: String,
}

/// What every part of the page is made from.
pub(super) struct Shown<'a> {
    pub desk: &'a Desk,
    pub secret: &'a str,
    pub language: Language,
    /// Whether a no is about to be pressed for the second time.
    pub sure: bool,
}

impl Shown<'_> {
    /// The place of this language in what comes in both.
    pub(super) const fn at(&self) -> usize {
        match self.language {
            Language::English => 0,
            Language::Spanish => 1,
        }
    }

    /// A small form with one button, and what else is filled in.
    pub(super) fn press(&self, says: &str, button: Button, fields: Markup) -> Markup {
        // No session: these forms are ours by the browser's origin and by the secret in the address.
        let seal = Seal::new("", self.desk.request_id().to_string());
        let form = Form::post(format!("/r/{}", self.secret), &seal)
            .body(html! { input type="hidden" name="lang" value=(self.language.word()); (fields) })
            .button(button.sends("says", says));
        html! { (form) }
    }

    /// The address at which a no is asked for again.
    pub(super) fn asks_again(&self) -> String {
        format!("/r/{}?ask=cancel&lang={}", self.secret, self.language.word())
    }

    /// The address of the page itself.
    pub(super) fn back(&self) -> String {
        format!("/r/{}?lang={}", self.secret, self.language.word())
    }
}

/// `GET /r/{secret}`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let page = look(&desk, &secret).await?;
    let language = chosen(&wanted.lang, &page);
    let shown = Shown { desk: &desk, secret: &secret, language, sure: wanted.ask == "cancel" };
    Ok(whole(&shown, &page, asked(&shown, &page)))
}

/// What is asked, with the ways to answer.
fn asked(shown: &Shown<'_>, page: &LinkAnswer) -> Markup {
    match &page.asks {
        LinkAsks::Visit(visit) => link_visit::asked(shown, visit),
        LinkAsks::Offer(offer) => link_offer::asked(shown, offer),
        LinkAsks::Recall(end) => link_recall::asked(shown, *end),
    }
}

/// `POST /r/{secret}`
pub(super) async fn answer(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let page = look(&desk, &secret).await?;
    let language = chosen(&form.lang, &page);
    let shown = Shown { desk: &desk, secret: &secret, language, sure: false };
    let says = match form.says.as_str() {
        "come" => LinkSays::Yes,
        "not_come" => LinkSays::No,
        "call_me" => LinkSays::CallMe,
        // Anything else is not an answer, such as a program that presses what it finds.
        _ => return Ok(whole(&shown, &page, asked(&shown, &page))),
    };
    let meaning = heard(&desk, &secret, says, form.words).await?;
    let said = words(language);
    let told = match (&page.asks, meaning) {
        (_, Meaning::CallMe) => said.will_call,
        (LinkAsks::Visit(_), Meaning::Confirmed) => said.confirmed,
        (LinkAsks::Visit(_), Meaning::Cancelled) => said.cancelled,
        (LinkAsks::Visit(_), Meaning::CancelAsked) => said.cancel_asked,
        (LinkAsks::Offer(_), Meaning::Accepted) => said.offer_yours,
        (LinkAsks::Offer(_), Meaning::Gone) => said.offer_gone,
        (LinkAsks::Offer(_), Meaning::Declined) => said.offer_declined,
        (LinkAsks::Recall(_), Meaning::Declined) => said.recall_declined,
        _ => said.changed,
    };
    Ok(whole(&shown, &page, html! { p role="status" { strong { (told) } } }))
}

/// Does what they pressed. What a rule of the office forbids becomes the wish to be called.
async fn heard(desk: &Desk, secret: &str, says: LinkSays, words: String) -> Result<Meaning, Problem> {
    let machine = desk.office().machine("reminder-link");
    let secret = LinkSecret::presented(secret.to_owned());
    let answer = AnswerByLink { secret, says, words: Phi::new(words.trim().to_owned()) };
    match desk.office().perform(&machine, answer.clone()).await {
        Err(why) if matches!(why.kind(), Kind::Conflict | Kind::Refused) => {
            desk.office().perform(&machine, AnswerByLink { says: LinkSays::CallMe, ..answer }).await
        }
        done => done,
    }
}

async fn look(desk: &Desk, secret: &str) -> Result<LinkAnswer, Problem> {
    let link = LinkPage { secret: LinkSecret::presented(secret.to_owned()) };
    desk.office().ask(&desk.office().machine("reminder-link"), link).await
}

/// The language that was asked for, or that of the patient's card.
fn chosen(asked: &str, page: &LinkAnswer) -> Language {
    Language::from_word(asked).unwrap_or(page.language)
}

fn whole(shown: &Shown<'_>, page: &LinkAnswer, inside: Markup) -> axum::response::Response {
    let said = words(shown.language);
    let other = match shown.language {
        Language::English => Language::Spanish,
        Language::Spanish => Language::English,
    };
    let (title, when) = match &page.asks {
        LinkAsks::Visit(visit) => (said.title, Some((&visit.day, &visit.time))),
        LinkAsks::Offer(offer) => (said.offer_title, Some((&offer.day, &offer.time))),
        LinkAsks::Recall(_) => (said.recall_title, None),
    };
    let at = shown.at();
    let body = html! {
        div.patient-page.visit-answer {
            h1 { (title) }
            p.visit-when {
                @if let Some((day, time)) = when {
                    strong { (day[at]) " " (said.at) " " span.unbroken { (time[at]) } } br;
                }
                (page.site)
            }
            (inside)
            p { (said.or_call) " " a href={ "tel:" (page.phone) } { (page.phone) } }
            p lang=(other.word()) { a href={ "/r/" (shown.secret) "?lang=" (other.word()) } { (said.other_language) } }
        }
    };
    plain_page_in(shown.language.word(), title, body).into_response()
}
