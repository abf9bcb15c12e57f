//! The door: signing in and out, locking and unlocking, one's own password and PIN, and the first day.

mod account;
mod attempts;
mod first_day;
mod lock;
mod password;
mod sign_in;
mod site;

pub(crate) use attempts::{Attempts, Door};
pub(crate) use first_day::ZONES;
pub(crate) use password::hashed;
pub(crate) use sign_in::Caller;

use crate::desk::Desk;
use axum::Router;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .merge(sign_in::routes())
        .merge(lock::routes())
        .merge(password::routes())
        .merge(account::routes())
        .merge(site::routes())
        .merge(first_day::routes())
}
