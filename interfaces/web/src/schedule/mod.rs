//! The schedule: a site's day by provider, and a provider's week. What is on the board is seen here too: one fact, twice.

mod day;
pub(crate) mod grid;
mod repair;
mod week;

use crate::desk::Desk;
use axum::Router;
use axum::routing::get;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/schedule", get(day::show))
        .route("/schedule/week", get(week::show))
        .route("/schedule/repair", get(repair::show).post(repair::accept))
}

pub(crate) use day::inside as day_inside;
