//! The telephone: one key opens a call over any page; the page below stays as it is.
//!
//! The call's panel stands in a dialog of its own (`#call`), so that a half-typed form below, or in the usual dialog, is not
//! touched. Each part of it posts by itself and answers the whole panel. Without a script the panel is a page.

mod booking;
mod call_backs;
mod deeds;
mod hook;
mod lines;
mod list;
mod new_caller;
mod panel;
mod parts;
mod red_flags;
mod ringing;
mod who;

use crate::desk::Desk;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub(crate) use hook::HOOK;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/calls", get(list::show))
        .route("/calls/ringing", get(ringing::show))
        .route("/calls/pick-up", post(ringing::pick_up))
        .route("/calls/{call}", get(panel::show))
        .route("/calls/{call}/answer", post(ringing::answer))
        .route("/calls/{call}/search", post(who::search))
        .route("/calls/{call}/caller", post(who::identify))
        .route("/calls/{call}/new-patient", post(new_caller::register))
        .route("/calls/{call}/reason", post(deeds::note))
        .route("/calls/{call}/red-flags", post(deeds::triage))
        .route("/calls/{call}/advice", post(deeds::advise))
        .route("/calls/{call}/free-times", post(booking::free_times))
        .route("/calls/{call}/booking", post(booking::book))
        .route("/calls/{call}/call-back", post(deeds::call_back))
        .route("/calls/{call}/end", post(deeds::end))
        .route("/call-backs/{call_back}/take", post(call_backs::take))
        .route("/call-backs/{call_back}/tried", post(call_backs::tried))
        .route("/call-backs/{call_back}/done", post(call_backs::done))
        .route("/red-flags", get(red_flags::show).post(red_flags::write))
        .route("/red-flags/{set}/approve", post(red_flags::approve))
        .route("/red-flags/{set}/retire", post(red_flags::retire))
        .route("/phone-lines", get(lines::show).post(lines::add))
        .route("/phone-lines/{line}/close", post(lines::close))
        .route("/hooks/calls", post(hook::rings).layer(DefaultBodyLimit::max(hook::BODY_BYTES_MAX)))
}
