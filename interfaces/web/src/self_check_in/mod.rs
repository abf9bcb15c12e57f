//! Self check-in: the patient's pages by link and at the kiosk, and the desk's pages to review what they entered.
//!
//! The patient's pages know no session of staff. A link's secret stands in its address, a kiosk's in a cookie; a browser with a
//! kiosk's cookie reaches no other page (see [`kiosk::only`]).

mod card;
mod details;
mod face;
mod histories;
pub(crate) mod kiosk;
mod kiosks;
mod link;
mod papers;
mod patient;
mod review;
mod visit;

pub(crate) use face::OfPatient;
pub(crate) use kiosks::kiosks_page;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/visit/{secret}", get(visit::show).post(visit::confirm))
        .route("/visit/{secret}/details", get(details::show).post(details::keep))
        .route("/visit/{secret}/card", get(card::show).post(card::keep))
        .route("/visit/{secret}/papers", get(papers::show).post(papers::send))
        .route("/visit/{secret}/papers/{form}", get(papers::read).post(papers::sign))
        .route("/kiosk", get(kiosk::welcome).post(kiosk::start))
        .route("/kiosk/code", post(kiosk::pair))
        .route("/kiosks", get(kiosks::list).post(kiosks::register))
        .route("/kiosks/{kiosk}/end", post(kiosks::end))
        .route("/appointments/{appointment}/link", post(link::offer))
        .route("/self-check-ins", get(review::list))
        .route("/self-check-ins/{self_check_in}", get(review::show).post(review::decide))
        .route("/self-check-ins/{self_check_in}/card/{side}", get(review::picture))
        .route("/self-check-ins/{self_check_in}/histories/{field}", get(histories::show).post(histories::accept))
}
