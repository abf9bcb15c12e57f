//! A link for a patient, to be read out, printed or sent: it opens their own check-in.

use crate::answer::Answer;
use crate::kit::{Button, Card, PageHead, wording};
use crate::patients::banner_of;
use crate::staff::Staff;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use front_office::scheduling::{Appointment, AppointmentId};
use front_office::self_check_in::OfferLink;
use maud::html;

/// `POST /appointments/{appointment}/link`: shows the link on the answer itself, because it is kept nowhere.
pub(super) async fn offer(staff: Staff, headers: HeaderMap, Path(appointment): Path<AppointmentId>) -> Answer {
    let offered = staff.desk.office().perform(&staff.who, OfferLink { appointment }).await?;
    let line = staff.ask(Appointment { appointment }).await?.line;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = staff.desk.transport().scheme();
    let until = wording::moment(offered.until, &staff.zone());
    let at = format!("/appointments/{appointment}");
    let body = html! {
        (PageHead::new("Link for the patient").back(&at, "Appointment"))
        (Card::new("Give it to the patient only", html! {
            p.self-link { strong { (scheme) "://" (host) "/visit/" (offered.secret) } }
            p { "It opens until " (until) ", asks for the date of birth first, and is shown only now: Moa keeps no copy of it." }
            p { "What the patient enters waits for your review before it enters the chart." }
            p { (Button::plain("Done").goes(&at)) }
        }))
    };
    staff.page("Link for the patient", body).banner(banner_of(&staff, line.patient).await?).answer()
}
