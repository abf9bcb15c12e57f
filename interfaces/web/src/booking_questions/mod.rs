//! Booking questions: built and published by the manager, asked by the desk in every form that books.

mod ask;
mod build;
mod draft_form;

pub(crate) use ask::{Chosen, anybody_of, asking, given, moved, only_with, shown};

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/booking-questions", get(build::show).post(build::change))
        .route("/booking-questions/editions", post(build::publish))
        .route("/booking-questions/retirement", post(build::retire))
}
