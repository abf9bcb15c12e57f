//! Call lists: whom to ring. The waitlist with what is on offer, who is to be booked again, and who is to come again.

mod join;
mod rebooking;
mod recalls;
mod waitlist;

use crate::desk::Desk;
use crate::kit::{Tab, Tabs, wording};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use office::PatientId;
use workflows::follow_up::CallList;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/waitlist", get(waitlist::show).post(join::add))
        .route("/waitlist/new", get(join::begin))
        .route("/waitlist/search", post(join::search))
        .route("/waitlist/{entry}/leave", post(waitlist::leave))
        .route("/offers/{offer}/accept", post(waitlist::accept))
        .route("/offers/{offer}/decline", post(waitlist::decline))
        .route("/offers/{offer}/message", post(waitlist::message))
        .route("/to-rebook", get(rebooking::show))
        .route("/to-rebook/{appointment}/attempt", post(rebooking::attempt))
        .route("/to-rebook/{appointment}/close", post(rebooking::close))
        .route("/recalls", get(recalls::show).post(recalls::add))
        .route("/recalls/{rule}/attempt", post(recalls::attempt))
        .route("/recalls/{rule}/active", post(recalls::set_active))
}

/// The lists as tabs, with the one at this address open.
pub(crate) fn tabs(here: &str) -> Tabs {
    let all = [
        ("/waitlist", "Waitlist"),
        ("/to-rebook", "To book again"),
        ("/recalls", "Recalls"),
        ("/reminder-calls", "Reminder calls"),
    ];
    let tab = |(to, called): (&str, &str)| if to == here { Tab::here(called, to) } else { Tab::new(called, to) };
    Tabs::new("Whom to call", all.map(tab).into())
}

/// Who it is, with the way to their chart.
fn who(list: &CallList, patient: PatientId) -> Markup {
    html! { a href=(crate::patients::chart_of(patient)) { (list.people.name(patient).reveal()) } }
}

/// The number to ring.
fn phone(list: &CallList, patient: PatientId) -> Markup {
    let number = list.phones.get(patient);
    html! { span.digits { (wording::phone(number.reveal())) } }
}
