//! Wait limits: from how many minutes on the board says that a wait is long, and too long.

mod set;
mod typed;

pub(crate) use set::two;
pub(crate) use typed::Typed;

use crate::desk::Desk;
use axum::Router;
use axum::routing::get;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/wait-limits", get(set::show).post(set::set))
}
