//! Closures: holidays of the site worked at, and time off of its providers.

mod add;
mod list;
mod typed;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/closures", get(list::show).post(add::add))
        .route("/closures/new", get(add::show))
        .route("/closures/{closure}/remove", post(list::remove))
}
