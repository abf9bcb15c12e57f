//! The pages: they translate between the browser and the office, and decide nothing.
//!
//! A handler extracts, asks or performs, and shows. Who somebody is, whether a form is ours, which status a problem has and
//! whether a whole page or a fragment goes out are each decided in one place:
//!
//! | what | where |
//! |---|---|
//! | who is at the desk; sign-in, lock and password first | [`staff::Staff`], an extractor |
//! | that a POST came from one of our pages | `forgery`, before every handler |
//! | the fields of a form and its request id | [`sealed::Sealed`], an extractor |
//! | whole page, fragment or dialog | [`page::Page`], by `staff.page(..)`, `staff.show(..)`, `staff.dialog(..)` |
//! | kind of problem → status, page or notice | [`answer`] |
//! | places in the rail, by permission | `rail` |
//! | events to open pages | `live` |
//! | how things look | [`kit`] |
//! | what patients read, in English and Spanish | `patient_words` |
//!
//! # How to add a page, in six steps
//! 1. Make a folder named after the work (`schedule/`), with `mod.rs` and a file for each page or deed.
//! 2. In `mod.rs`: `pub(crate) fn routes() -> Router<Desk> { Router::new().route("/schedule", get(day::show)) }`, and merge
//!    it in [`router`] below. Changes are POSTs to a noun: `POST /appointments/{id}/check-in`.
//! 3. A page that looks: `async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer`. Ask with
//!    `staff.ask(DaySchedule { site: staff.site()?.id, day }).await?`; end with `staff.show("Schedule", html! { … })`, or with
//!    `staff.page("Chart", …).banner(banner).answer()` when it is about a patient. A dialog ends with
//!    `staff.dialog("Book", …)`. Never check a permission in a handler: the office does. `staff.may(..)` only hides buttons.
//! 4. A form that changes something: `Form::post("/appointments", &staff.seal())` on the page, and
//!    `async fn book(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer` behind it, where every field of `Typed`
//!    is a `#[serde(default)] String`. Turn `Typed` into a command, collecting all faults; then
//!    `staff.perform(request, command).await`. On a problem call `form_faults(problem)?` and show the same form again with
//!    `.again()` (or `staff.dialog_again(..)`), everything typed still in it. On success `staff.go("/schedule")`,
//!    `staff.go_saying("/schedule", "The appointment is booked.")` (no name of a patient) or `staff.close_dialog("/schedule")`.
//! 5. What follows the record live: wrap it in [`kit::Live`] with the kinds `board` or `schedule`; its address answers
//!    `staff.show("…", inside)`, which is the inside alone to htmx.
//! 6. Put the place into `rail` with its permission, and the routes with the permission they need into `tests/walk/table.rs`:
//!    the test that walks every route as every role fails until you do.
//!
//! No name, birthday or number of a patient in an address: by id only. A search is a POST.

mod access_review;
mod accounts;
mod answer;
mod appointments;
mod asked;
mod assets;
mod board;
mod booking_questions;
mod call_lists;
mod check_in;
mod closures;
mod consent_editions;
mod cookie;
mod desk;
mod documents;
mod door;
mod drafts;
mod fees;
mod figures;
mod forgery;
mod forms;
mod guard;
mod histories;
mod home;
mod hours;
mod insurance;
pub mod kit;
mod live;
mod page;
mod patient_words;
mod patients;
mod phone;
mod picker;
mod practice;
mod rail;
mod referrals;
mod reminders;
mod schedule;
mod sealed;
mod search;
mod self_check_in;
mod site_picker;
mod staff;
mod staff_records;
mod urgent_care;
mod visit_types;
mod visits;
mod wait_limits;
mod wallboard;

pub use desk::{Desk, Transport};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use kernel::Problem;
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Seconds after which a request that found no answer is given up.
const ANSWER_SECONDS_MAX: u64 = 30;

/// All pages of an office.
pub fn router(desk: Desk) -> Router {
    let pages = Router::new()
        .merge(home::routes())
        .merge(door::routes())
        .merge(drafts::routes())
        .merge(live::routes())
        .merge(staff_records::routes())
        .merge(accounts::routes())
        .merge(access_review::routes())
        .merge(search::routes())
        .merge(practice::routes())
        .merge(patients::routes())
        .merge(histories::routes())
        .merge(schedule::routes())
        .merge(appointments::routes())
        .merge(hours::routes())
        .merge(visit_types::routes())
        .merge(booking_questions::routes())
        .merge(closures::routes())
        .merge(fees::routes())
        .merge(figures::routes())
        .merge(urgent_care::routes())
        .merge(wait_limits::routes())
        .merge(consent_editions::routes())
        .merge(board::routes())
        .merge(phone::routes())
        .merge(call_lists::routes())
        .merge(reminders::routes())
        .merge(check_in::routes())
        .merge(visits::routes())
        .merge(documents::routes())
        .merge(insurance::routes())
        .merge(forms::routes())
        .merge(referrals::routes())
        .merge(self_check_in::routes())
        .merge(wallboard::routes());
    pages
        .merge(assets::routes())
        .fallback(no_such_page)
        .layer(from_fn_with_state(desk.clone(), forgery::check))
        .layer(from_fn_with_state(desk.clone(), self_check_in::kiosk::only))
        .layer(DefaultBodyLimit::max(forgery::FILES_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(ANSWER_SECONDS_MAX)))
        .layer(from_fn_with_state(desk.clone(), guard::queue))
        .layer(from_fn_with_state(desk.clone(), answer::faces))
        .layer(CompressionLayer::new().no_br().no_deflate())
        .layer(from_fn_with_state(desk.clone(), guard::close_up))
        .layer(from_fn_with_state(desk.clone(), guard::trace))
        .with_state(desk)
}

async fn no_such_page() -> answer::Fault {
    Problem::not_found("no_such_page", "There is no such page.").into()
}
