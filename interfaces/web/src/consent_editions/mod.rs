//! Consent editions: which edition of each consent form the practice hands out.

mod set;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/consent-editions", get(set::show)).route("/consent-editions/{kind}", post(set::set))
}
