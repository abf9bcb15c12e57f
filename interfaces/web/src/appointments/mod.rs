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

use crate::desk::Desk;
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
