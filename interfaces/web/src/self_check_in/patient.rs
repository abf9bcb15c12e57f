//! The patient's own pages: large, plain, in both languages, without rail or banner; at a kiosk they end by themselves.

use crate::answer::Fault;
use crate::desk::Desk;
use crate::forms::language_switch;
use crate::kit::{Faults, Seal, plain_page_in};
use crate::patient_words::{Words, told};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use front_office::self_check_in::{Secret, Sitting, SittingSheet, SpeakAt};
use kernel::Problem;
use maud::{Markup, html};
use office::Actor;
use registry::people::Language;

/// Seconds without a touch after which a kiosk begins anew.
const IDLE_SECONDS: u32 = 60;

/// The id of the one form of a page: the button of the other language belongs to it, so that what was typed goes along.
pub(super) const FORM: &str = "answers";

/// Who acts for patients who enter something themselves.
pub(crate) fn machine(desk: &Desk) -> Actor {
    desk.office().machine("self-check-in")
}

/// A seal without a session: these forms are ours by the browser's origin and by the secret in the address.
pub(super) fn seal(desk: &Desk) -> Seal {
    Seal::new("", desk.request_id().to_string())
}

/// What a secret opens.
pub(super) async fn sheet(desk: &Desk, secret: &str) -> Result<SittingSheet, Problem> {
    desk.office().ask(&machine(desk), Sitting { secret: Secret::presented(secret.to_owned()) }).await
}

/// Goes on in the language whose button was pressed; says whether one was.
pub(super) async fn switched(desk: &Desk, secret: &str, pressed: &str) -> Result<bool, Problem> {
    let Some(language) = Language::from_word(pressed) else { return Ok(false) };
    let speak = SpeakAt { secret: Secret::presented(secret.to_owned()), language };
    desk.office().perform(&machine(desk), speak).await?;
    Ok(true)
}

/// The faults of a form in words for a patient; the problem itself where the form cannot mend it.
///
/// # Errors
/// The problem, when it names no field.
pub(super) fn faults_for(words: &Words, problem: Problem) -> Result<Faults, Fault> {
    if problem.fields().is_empty() {
        return Err(problem.into());
    }
    let say = told(words.language, &problem);
    Ok(problem.fields().iter().map(|(field, _)| (*field, say)).collect())
}

/// The status of a page with these faults.
pub(super) fn status_with(faults: &Faults) -> StatusCode {
    if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Where a page is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Phone,
    Kiosk,
}

impl Place {
    pub(super) const fn of(at_kiosk: bool) -> Self {
        if at_kiosk { Self::Kiosk } else { Self::Phone }
    }
}

/// A page of a patient, with its form [`FORM`].
pub(super) fn page(place: Place, words: &Words, title: &str, status: StatusCode, body: Markup) -> Response {
    let body = html! { header.patient-head { h1 { (title) } (language_switch(FORM, words.language)) } (body) };
    around(place, words, title, status, body)
}

/// A page of a patient on which nothing is left to do, and nothing to switch.
pub(super) fn last_page(place: Place, words: &Words, title: &str, status: StatusCode, body: Markup) -> Response {
    around(place, words, title, status, html! { h1 { (title) } (body) })
}

fn around(place: Place, words: &Words, title: &str, status: StatusCode, body: Markup) -> Response {
    let idle = (place == Place::Kiosk).then_some(IDLE_SECONDS);
    let body = html! {
        div.patient-page data-idle-seconds=[idle] {
            (body)
            @if place == Place::Kiosk { p { a href="/kiosk" { (words.doors.stop) } } }
        }
    };
    (status, plain_page_in(words.language.word(), title, body)).into_response()
}
