//! What went wrong on a patient's page, in the language of the sitting; in both where nobody knows it.

use super::kiosk::is_of_patients;
use super::patient::{Place, last_page, machine};
use crate::cookie::KIOSK;
use crate::desk::Desk;
use crate::kit::Button;
use crate::patient_words::{told, words};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use front_office::self_check_in::{Secret, SpokenAt};
use kernel::Problem;
use maud::html;
use registry::people::Language;

/// A request for a page of a patient.
pub(crate) struct OfPatient {
    secret: Option<String>,
    place: Place,
}

impl OfPatient {
    /// The request, if it is for one.
    pub(crate) fn asked(desk: &Desk, request: &Request) -> Option<Self> {
        let path = request.uri().path();
        let secret = path.strip_prefix("/visit/").and_then(|rest| rest.split('/').next()).map(str::to_owned);
        let kiosk = KIOSK.of(request.headers(), desk.transport()).is_some_and(|text| !text.is_empty());
        is_of_patients(path).then_some(Self { secret, place: Place::of(kiosk) })
    }

    /// The face of a problem.
    pub(crate) async fn face(&self, desk: &Desk, status: StatusCode, why: &Problem) -> Response {
        let languages = match self.spoken(desk).await {
            Some(language) => vec![language],
            None => Language::ALL.to_vec(),
        };
        let first = words(languages[0]);
        let body = html! {
            p role="alert" { strong { (told(first.language, why)) } }
            @for other in &languages[1..] {
                div lang=(other.word()) {
                    h2 { (words(*other).problems.title(status)) }
                    p { strong { (told(*other, why)) } }
                }
            }
            @if self.place == Place::Kiosk {
                div.form-buttons { @for one in &languages { (Button::plain(words(*one).doors.begin_again).goes("/kiosk")) } }
            }
        };
        last_page(self.place, first, first.problems.title(status), status, body)
    }

    async fn spoken(&self, desk: &Desk) -> Option<Language> {
        let secret = Secret::presented(self.secret.clone()?);
        desk.office().ask(&machine(desk), SpokenAt { secret }).await.ok().map(|spoken| spoken.language)
    }
}
