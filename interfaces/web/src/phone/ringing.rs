//! What rings, at the foot of every page; and picking up.

use super::panel::{Panel, panel_of};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::kit::{Button, Icon, wording};
use crate::sealed::{Nothing, Sealed};
use crate::staff::{Staff, see_other};
use axum::extract::Path;
use axum::response::IntoResponse;
use front_office::phone::{AnswerCall, CallId, PickUp};
use maud::{Markup, html};
use workflows::phone_desk::{Ringing, RingingCall};

/// `GET /calls/ringing`: the cards of the calls that ring; nothing most of the time.
pub(super) async fn show(staff: Staff) -> Answer {
    let ringing = staff.ask(Ringing { site: staff.site()?.id }).await?;
    let cards = html! { @for line in &ringing { (card(&staff, line)) } };
    if staff.asked == Asked::Page { staff.show("Ringing", cards) } else { Ok(cards.into_response()) }
}

fn card(staff: &Staff, line: &RingingCall) -> Markup {
    let at = format!("/calls/{}/answer", line.call.id);
    let number = line.call.number.reveal();
    html! {
        section.ringing-card id={ "ringing-" (line.call.id) } role="alert" {
            (Icon::Phone)
            div {
                strong { @if number.is_empty() { "Number withheld" } @else { (wording::phone(number)) } }
                @match line.matches.as_slice() {
                    [] => p.quiet { "Nobody on file has this number." },
                    [one] => p { (one.name.reveal()) ", " (wording::digits(*one.birth_day.reveal())) },
                    many => p { (many.len()) " people on file have this number." },
                }
            }
            (Button::main("Answer").posts(at, &staff.seal()).swaps("#call"))
            span.ringing-key { kbd { "F2" } }
        }
    }
}

/// `POST /calls/pick-up`: the call that rings; the one that this person talks on; or a new one.
pub(super) async fn pick_up(staff: Staff, Sealed { request, form: Nothing {} }: Sealed<Nothing>) -> Answer {
    let call = staff.perform(request, PickUp { site: staff.site()?.id }).await?;
    taken(&staff, call).await
}

/// `POST /calls/{call}/answer`
pub(super) async fn answer(
    staff: Staff,
    Path(call): Path<CallId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    let call = staff.perform(request, AnswerCall { call }).await?;
    taken(&staff, call).await
}

async fn taken(staff: &Staff, call: CallId) -> Answer {
    if staff.asked == Asked::Page {
        return Ok(see_other(&format!("/calls/{call}")));
    }
    panel_of(staff, call, Panel::default()).await
}
