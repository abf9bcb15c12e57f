//! Check-in: one page of five ticks, each saved at once, each saying how it was done.

mod deeds;
mod page;
mod ticks;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/visits/{visit}/check-in", get(page::show).post(deeds::finish))
        .route("/visits/{visit}/check-in/ticks", post(deeds::tick))
        .route("/visits/{visit}/check-in/licence", post(deeds::licence))
        .route("/visits/{visit}/check-in/unticks", post(deeds::untick))
        .route("/visits/{visit}/check-in/consents", post(deeds::sign))
}
