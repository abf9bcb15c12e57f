//! The panel of a call: who it is, why they call, how urgent it is, and what becomes of it.

use super::{booking, new_caller, parts, who};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::booking_questions::asking;
use crate::kit::{Faults, Form, Icon, Notice, Tone, wording};
use crate::patients::TypedPerson;
use crate::staff::Staff;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use front_office::booking_questions::Asking;
use front_office::phone::CallId;
use front_office::scheduling::{BookingChoices, ChoicesAnswer, OpeningsFound};
use maud::{Markup, html};
use office::Permission;
use registry::people::PersonLine;
use workflows::phone_desk::{CallAnswer, CallPage};

/// What of the panel differs from how it begins: what was typed last, what was found, what was wrong.
#[derive(Default)]
pub(super) struct Panel {
    /// The words that somebody was looked for by.
    pub searched: Option<String>,
    /// Who was found by them.
    pub found: Vec<PersonLine>,
    /// The new patient that is being registered.
    pub new_caller: Option<TypedPerson>,
    /// People alike that were shown before registering.
    pub alike: Vec<PersonLine>,
    /// What stands in the form that was sent last, by field.
    pub typed: Vec<(String, String)>,
    /// What was wrong with it.
    pub faults: Faults,
    /// Free times to choose from.
    pub times: Option<OpeningsFound>,
    /// A sentence about what was just done.
    pub say: Option<String>,
}

impl Panel {
    /// The panel after a deed that went well.
    pub(super) fn saying(say: &str) -> Self {
        Self { say: Some(say.to_owned()), ..Self::default() }
    }

    /// The panel again, with what is wrong and everything that was typed.
    pub(super) fn faulty(faults: Faults, typed: Vec<(String, String)>) -> Self {
        Self { faults, typed, ..Self::default() }
    }

    /// What was typed into a field.
    pub(super) fn typed(&self, field: &str) -> &str {
        self.typed.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.as_str())
    }

    /// The values of a field that were picked.
    pub(super) fn picked(&self, field: &str) -> Vec<String> {
        self.typed.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect()
    }
}

/// Everything that the parts of the panel are drawn from.
pub(super) struct Around<'a> {
    pub staff: &'a Staff,
    pub answer: &'a CallAnswer,
    pub choices: &'a ChoicesAnswer,
    /// Where the booking questions stand, once somebody can be booked.
    pub asking: Option<&'a Asking>,
    pub panel: &'a Panel,
}

impl Around<'_> {
    /// A form of the panel: its answer is the panel again.
    pub(super) fn form(&self, what: &str) -> Form {
        let form = Form::post(format!("/calls/{}/{what}", self.answer.call.id), &self.staff.seal());
        if self.staff.asked == Asked::Page { form } else { form.answers_into("#call") }
    }
}

/// `GET /calls/{call}`
pub(super) async fn show(staff: Staff, Path(call): Path<CallId>) -> Answer {
    panel_of(&staff, call, Panel::default()).await
}

/// The panel as it stands now: alone for the dialog, a page for a browser without a script.
pub(super) async fn panel_of(staff: &Staff, call: CallId, panel: Panel) -> Answer {
    let answer = staff.ask(CallPage { call }).await?;
    let site = panel.typed("site").parse().unwrap_or(answer.call.site);
    let choices = staff.ask(BookingChoices { site }).await?.0;
    let asked = match books(staff, &answer) {
        true => asking(staff, panel.typed("asked_edition"), panel.typed("asked_path")).await?,
        false => None,
    };
    let around = Around { staff, answer: &answer, choices: &choices, asking: asked.as_ref(), panel: &panel };
    let status = if panel.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = body(&around);
    match staff.asked {
        Asked::Page => staff.page("Call", html! { div.call-page { (body) } }).status(status).answer(),
        Asked::Fragment | Asked::Dialog | Asked::Live => {
            let inside = html! {
                header.dialog-head {
                    h2 id="call-title" { (Icon::Phone) " Call" }
                    form method="dialog" { button.button.bare { (Icon::Close) span.sr-only { "Back to the page; the call stays open" } } }
                }
                div.dialog-body { (body) }
            };
            Ok((status, inside).into_response())
        }
    }
}

/// Whether an appointment can be booked in this call now.
fn books(staff: &Staff, answer: &CallAnswer) -> bool {
    answer.call.patient.is_some() && answer.call.ended_at.is_none() && staff.may(Permission::Schedule)
}

fn body(around: &Around<'_>) -> Markup {
    let (call, panel) = (&around.answer.call, around.panel);
    html! {
        (facts(around))
        @if let Some(say) = &panel.say { (Notice::new(Tone::Good, say.as_str())) }
        @if call.ended_at.is_some() { (Notice::new(Tone::Info, "This call has ended. What was noted is kept.")) }
        @else {
            @match (&panel.new_caller, call.patient) {
                (Some(typed), None) => (new_caller::part(around, typed)),
                (None, None) => (who::part(around)),
                (_, Some(_)) => (who::known(around)),
            }
            @if books(around.staff, around.answer) { (booking::part(around)) }
            @if panel.new_caller.is_none() {
                (parts::reason(around))
                (parts::red_flags(around))
                (parts::advice(around))
                (parts::call_back(around))
                (parts::end(around))
            }
        }
    }
}

fn facts(around: &Around<'_>) -> Markup {
    let (call, zone) = (&around.answer.call, &around.answer.site.zone);
    let number = call.number.reveal();
    html! {
        p.call-facts {
            strong { @if number.is_empty() { "No number shown" } @else { (wording::phone(number)) } }
            " · " (around.answer.site.name) " · since " (wording::clock(call.began_at.civil(zone).time()))
            @if let Some(urgency) = call.urgency { " " (parts::urgency_pill(urgency)) }
        }
    }
}
