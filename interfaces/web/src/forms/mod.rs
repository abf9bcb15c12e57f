//! Forms: built and published by the manager; read, filled in and signed on the screen by patients.

mod build;
mod draft_form;
mod of_patient;
mod sheet;
mod shelf;
mod sign;
mod signed;
mod withdrawal;

pub(crate) use sheet::{Beside, Reading, TypedSheet, language_switch};

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/forms", get(shelf::show).post(build::begin))
        .route("/forms/{form}", get(build::show).post(build::change))
        .route("/forms/{form}/editions", post(build::publish))
        .route("/forms/{form}/retirement", post(build::retire))
        .route("/patients/{patient}/forms", get(of_patient::show))
        .route("/patients/{patient}/forms/{form}", get(sign::show).post(sign::sign))
        .route("/patients/{patient}/signed/{signed}", get(signed::show))
        .route(
            "/patients/{patient}/signed/{signed}/withdrawal",
            get(withdrawal::begin_form).post(withdrawal::take_form),
        )
        .route(
            "/patients/{patient}/consents/{kind}/withdrawal",
            get(withdrawal::begin_kind).post(withdrawal::take_kind),
        )
}
