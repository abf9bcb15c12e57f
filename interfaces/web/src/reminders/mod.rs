//! Reminders: what goes out to patients and comes back, whom to call, letters to print, the practice's rules; and the patient's own
//! page behind a link.

mod calls;
mod hook;
mod letters;
mod link;
mod link_offer;
mod link_recall;
mod link_visit;
mod link_words;
mod list;
mod of_appointment;
mod reach;
mod rules;
mod said;
mod step_form;
mod wording_form;

pub(crate) use hook::HOOK;
pub(crate) use of_appointment::{mark_pill, messages_about};
pub(crate) use reach::card as reach_card;
pub(crate) use said::in_short;

use crate::desk::Desk;
use crate::kit::{Icon, Pill, Tone};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use communications::reminders::{Channel, MessageStanding};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/reminders", get(list::show))
        .route("/reminders/answers/{answer}/done", post(list::done))
        .route("/reminder-calls", get(calls::show))
        .route("/reminder-calls/{message}", post(calls::note))
        .route("/reminder-letters", get(letters::show).post(letters::print))
        .route("/reminders/rules", get(rules::show).post(rules::set))
        .route("/reminders/rules/usual", post(rules::begin))
        .route("/reminders/rules/token", post(rules::token))
        .route("/reminders/steps/new", get(step_form::begin))
        .route("/reminders/steps", post(step_form::add))
        .route("/reminders/steps/{step}", get(step_form::show).post(step_form::change))
        .route("/reminders/wordings/new", get(wording_form::begin))
        .route("/reminders/wordings", post(wording_form::add))
        .route("/reminders/wordings/{wording}", get(wording_form::show).post(wording_form::change))
        .route("/patients/{patient}/reach", get(reach::show).post(reach::keep))
        .route("/patients/{patient}/reach/consent", post(reach::consent))
        .route("/r/{secret}", get(link::show).post(link::answer))
        .route("/hooks/messages", post(hook::came).layer(DefaultBodyLimit::max(hook::BODY_BYTES_MAX)))
}

/// The icon of a channel.
const fn icon(channel: Channel) -> Icon {
    match channel {
        Channel::Text => Icon::Message,
        Channel::Mail => Icon::Envelope,
        Channel::Call => Icon::Phone,
        Channel::Letter => Icon::Print,
    }
}

/// How a message stands, with colour, icon and word.
fn standing(standing: MessageStanding, delivered: bool) -> Pill {
    match standing {
        MessageStanding::Planned => Pill::new(Tone::Quiet, standing.title()).icon(Icon::Clock),
        MessageStanding::Sending => Pill::new(Tone::Busy, standing.title()),
        MessageStanding::Sent if delivered => Pill::new(Tone::Good, "Arrived"),
        MessageStanding::Sent => Pill::new(Tone::Good, standing.title()).icon(Icon::Check),
        MessageStanding::Failed => Pill::new(Tone::Warn, standing.title()),
        MessageStanding::Skipped => Pill::new(Tone::Warn, standing.title()).icon(Icon::Close),
        MessageStanding::Withdrawn => Pill::new(Tone::Quiet, standing.title()).icon(Icon::Close),
    }
}
