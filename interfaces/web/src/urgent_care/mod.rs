//! Urgent care: triage, taking the next patient, handing back and over, what a site sets for it, and how a day of it went.

mod day;
mod hand;
mod settings;
mod take;
mod triage;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};
use front_office::patient_flow::urgent_care::Level;

use crate::kit::{Icon, Pill, Tone};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/urgent-care", get(settings::show).post(settings::set))
        .route("/urgent-care/day", get(day::show))
        .route("/board/next", get(take::choose_for_whom).post(take::next))
        .route("/visits/{visit}/triage", get(triage::ask).post(triage::keep))
        .route("/visits/{visit}/take", get(take::ask).post(take::this))
        .route("/visits/{visit}/hand-back", post(hand::back))
        .route("/visits/{visit}/hand-over", get(hand::ask).post(hand::over))
}

/// How urgent a visit is: colour, icon and word.
pub(crate) fn level_pill(level: Option<Level>) -> Pill {
    let tone = match level {
        Some(Level::One) => Tone::Bad,
        Some(Level::Two) | None => Tone::Warn,
        Some(Level::Three) => Tone::Info,
        Some(Level::Four | Level::Five) => Tone::Quiet,
    };
    match level {
        Some(level) => Pill::new(tone, level.title()),
        None => Pill::new(tone, "Not triaged yet").icon(Icon::Clock),
    }
}
