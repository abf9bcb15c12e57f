//! Insurance on file: pictures of a card's two sides, and cases of injury that another insurer pays for.

mod card_pictures;
mod cases;
mod typed_case;

pub(crate) use card_pictures::said as pictures_said;
pub(crate) use cases::card as cases_card;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/patients/{patient}/coverages/{coverage}/card", get(card_pictures::show).post(card_pictures::keep))
        .route("/patients/{patient}/coverages/{coverage}/card/{side}", get(card_pictures::picture))
        .route("/patients/{patient}/injury-cases", post(cases::open))
        .route("/patients/{patient}/injury-cases/new", get(cases::begin))
        .route("/patients/{patient}/injury-cases/{case}", get(cases::show).post(cases::correct))
}
