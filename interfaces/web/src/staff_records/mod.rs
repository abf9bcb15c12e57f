//! Staff: who works here, with credential and NPI, taken on and changed by the office manager.

mod change;
mod form;
mod list;
mod take_on;

use crate::answer::Fault;
use crate::desk::Desk;
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use kernel::Problem;
use registry::practice::{StaffId, StaffLine, StaffOfPractice};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/staff", get(list::show).post(take_on::take_on))
        .route("/staff/new", get(take_on::show))
        .route("/staff/{id}", get(change::show).post(change::change))
}

async fn member(staff: &Staff, id: StaffId) -> Result<StaffLine, Fault> {
    let all = staff.ask(StaffOfPractice).await?.0;
    all.into_iter()
        .find(|line| line.id == id)
        .ok_or_else(|| Problem::not_found("no_staff", "There is no such member of staff.").into())
}
