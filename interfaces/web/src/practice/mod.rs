//! The practice: its sites with their rooms, opened and changed by the office manager.

mod change_site;
mod equipment;
mod list;
mod open_site;
mod rooms;
mod site_form;
mod tabs;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) use rooms::purpose_in_words;
pub(crate) use tabs::tabs;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/practice", get(list::show))
        .route("/practice/sites", post(open_site::open))
        .route("/practice/sites/new", get(open_site::show))
        .route("/practice/sites/{site}", get(change_site::show).post(change_site::change))
        .route("/practice/sites/{site}/rooms", post(rooms::open))
        .route("/practice/rooms/{room}/close", post(rooms::close))
        .route("/practice/sites/{site}/equipment", get(equipment::show).post(equipment::add))
        .route("/practice/equipment/{equipment}/close", post(equipment::close))
}
