//! Visit types: what kinds of visit the practice offers, added and changed by the office manager.

mod add;
mod change;
mod form;
mod list;
mod needs;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/visit-types", get(list::show).post(add::add))
        .route("/visit-types/new", get(add::show))
        .route("/visit-types/{visit_type}", get(change::show).post(change::change))
        .route("/visit-types/{visit_type}/needs", post(needs::set))
}
