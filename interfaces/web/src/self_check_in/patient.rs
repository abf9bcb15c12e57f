//! The patient's own pages: large, plain, without rail or banner; at a kiosk they end by themselves.

use crate::desk::Desk;
use crate::kit::{Seal, plain_page};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use office::Actor;

/// Seconds without a touch after which a kiosk begins anew.
const IDLE_SECONDS: u32 = 60;

/// Who acts for patients who enter something themselves.
pub(crate) fn machine(desk: &Desk) -> Actor {
    desk.office().machine("self-check-in")
}

/// A seal without a session: these forms are ours by the browser's origin and by the secret in the address.
pub(super) fn seal(desk: &Desk) -> Seal {
    Seal::new("", desk.request_id().to_string())
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

/// A page of a patient.
pub(super) fn page(place: Place, title: &str, status: StatusCode, body: Markup) -> Response {
    let idle = (place == Place::Kiosk).then_some(IDLE_SECONDS);
    let body = html! {
        div.patient-page data-idle-seconds=[idle] {
            h1 { (title) }
            (body)
            @if place == Place::Kiosk { p { a href="/kiosk" { "Stop and clear everything on this screen" } } }
        }
    };
    (status, plain_page(title, body)).into_response()
}
