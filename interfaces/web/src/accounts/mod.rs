//! Accounts: who may sign in, as what, and where. Kept by the office manager.

mod change;
mod reset;
mod roles;

pub(crate) use roles::{picked_roles, role_field, roles_in_words};

use crate::answer::Fault;
use crate::desk::Desk;
use crate::staff::Staff;
use axum::Router;
use axum::routing::{get, post};
use kernel::Problem;
use office::{AccountId, AccountLine, Accounts};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/accounts/{id}", get(change::show).post(change::change))
        .route("/accounts/{id}/password", post(reset::reset))
}

/// One account, as the manager sees it.
pub(crate) async fn account(staff: &Staff, id: AccountId) -> Result<AccountLine, Fault> {
    let all = staff.ask(Accounts).await?.0;
    all.into_iter()
        .find(|line| line.account == id)
        .ok_or_else(|| Problem::not_found("no_account", "There is no such account.").into())
}
