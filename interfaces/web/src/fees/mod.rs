//! Fees for missed appointments: what the practice takes, and waiving what somebody owes.

mod rules;
mod waive;

pub(crate) use waive::{said, waive_button};

use crate::desk::Desk;
use axum::Router;
use axum::routing::get;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/fees", get(rules::show).post(rules::set))
        .route("/appointments/{appointment}/fee", get(waive::ask).post(waive::waive))
}
