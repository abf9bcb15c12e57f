//! The wallboard: a screen on the wall of the waiting room or the back office. It shows no name, and reaches nothing else.

mod screen;
mod settings;

pub(crate) use settings::{Typed, card};

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

/// The addresses of a screen that is a wallboard: these, and no others.
pub(crate) fn is_of_wallboards(path: &str) -> bool {
    matches!(path, "/wallboard" | "/wallboard/live" | "/kiosk/code")
}

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/wallboard", get(screen::show))
        .route("/wallboard/live", get(screen::live))
        .route("/kiosks/wallboard", post(settings::set))
}
