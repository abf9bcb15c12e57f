//! Visits: each step of a patient's way through the office, the page of one visit, rooming, walk-ins, check-out.

mod check_out;
mod flow;
mod room;
mod steps;
mod walk_in;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/appointments/{appointment}/arrival", post(steps::arrive))
        .route("/appointments/{appointment}/no-show-at-board", post(steps::no_show))
        .route("/visits/{visit}", get(flow::show))
        .route("/visits/{visit}/status", post(steps::advance))
        .route("/visits/{visit}/undo", post(steps::undo))
        .route("/visits/{visit}/left-unseen", post(steps::left_unseen))
        .route("/visits/{visit}/room", get(room::choose).post(room::assign))
        .route("/visits/{visit}/check-out", get(check_out::show).post(check_out::finish))
        .route("/walk-ins/new", get(walk_in::begin))
        .route("/walk-ins/search", post(walk_in::search))
        .route("/walk-ins", post(walk_in::take_in))
}
