//! Appointments: booking, looking at one, moving, confirming, cancelling, bringing back.

mod answers;
mod book;
mod booking;
mod deeds;
mod fields;
mod one;
mod suggest;
pub(crate) mod tray;

pub(crate) use booking::time_of;
pub(crate) use fields::{DAYS, PARTS, each_or, kinds_of_visit, providers_or};

use crate::asked::Asked;
use crate::desk::Desk;
use crate::kit::Form;
use crate::staff::Staff;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/appointments/new", get(book::begin))
        .route("/appointments/search", post(book::search))
        .route("/appointments", post(book::book))
        .route("/appointments/{appointment}", get(one::show))
        .route("/appointments/{appointment}/move", get(one::places).post(deeds::move_to))
        .route("/appointments/{appointment}/confirm", post(deeds::confirm))
        .route("/appointments/{appointment}/cancel", get(one::reasons).post(deeds::cancel))
        .route("/appointments/{appointment}/no-show", post(deeds::no_show))
        .route("/appointments/{appointment}/restore", post(deeds::restore))
        .route("/appointments/{appointment}/lift", post(tray::lift))
        .route("/appointments/{appointment}/leave", post(tray::leave))
}

/// The form answers where it stands: in the dialog, or as a page where it is a page of its own.
fn in_place(staff: &Staff, form: Form) -> Form {
    if staff.asked == Asked::Page { form } else { form.answers_into("#dialog") }
}
