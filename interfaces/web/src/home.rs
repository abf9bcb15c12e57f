//! The start page: today's work for whoever is at the desk.

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::PageHead;
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use maud::html;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/", get(show))
}

async fn show(staff: Staff) -> Answer {
    staff.show("Today", html! { (PageHead::new("Today")) })
}
