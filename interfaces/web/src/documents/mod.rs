//! Documents: taking them in, the trays they lie in, the page of one with its viewer, and searching their words.

mod deeds;
mod file_form;
mod inbox;
mod new;
mod of_patient;
mod one;
mod read_files;
mod view;

pub(crate) use read_files::{card_sides, receive};
pub(crate) use view::shown as file_shown;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/documents", get(inbox::show).post(new::take_in))
        .route("/documents/new", get(new::begin))
        .route("/documents/search", post(inbox::search))
        .route("/documents/{document}", get(one::show).post(deeds::file))
        .route("/documents/{document}/patient", post(one::search))
        .route("/documents/{document}/review", post(deeds::review))
        .route("/documents/{document}/set-aside", post(deeds::set_aside))
        .route("/documents/{document}/files/{position}", get(view::show))
        .route("/patients/{patient}/documents", get(of_patient::show))
        .route("/patients/{patient}/documents/search", post(of_patient::search))
}
