//! What is kept of a call: its reason, the answers to the questions, advice, a call-back, its end.

use super::panel::{Panel, panel_of};
use crate::answer::{Answer, form_faults};
use crate::asked::Asked;
use crate::kit::Faults;
use crate::sealed::Sealed;
use crate::staff::{Staff, see_other};
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse;
use front_office::phone::{
    AnswerRedFlags, AskForCallBack, CallId, CallOutcome, CallReason, EndCall, GiveAdvice, NoteCall, Route, Urgency,
};
use kernel::{Phi, Problem};
use std::collections::BTreeMap;

/// What a form of the panel sends, by field.
type Typed = BTreeMap<String, String>;

fn of<'a>(typed: &'a Typed, field: &str) -> &'a str {
    typed.get(field).map_or("", String::as_str)
}

fn pairs(typed: &Typed) -> Vec<(String, String)> {
    typed.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The panel after a deed, or again with what was wrong.
async fn shown(staff: &Staff, call: CallId, typed: &Typed, done: Result<(), Problem>, say: &str) -> Answer {
    match done {
        Ok(()) => panel_of(staff, call, Panel::saying(say)).await,
        Err(why) => panel_of(staff, call, Panel::faulty(form_faults(why)?, pairs(typed))).await,
    }
}

/// `POST /calls/{call}/reason`
pub(super) async fn note(staff: Staff, Path(call): Path<CallId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let Some(reason) = CallReason::from_word(of(&form, "reason")) else {
        let mut faults = Faults::none();
        faults.add("reason", "Choose why they call.");
        return panel_of(&staff, call, Panel::faulty(faults, pairs(&form))).await;
    };
    let note = NoteCall { call, reason, words: Phi::from(of(&form, "words")) };
    let done = staff.perform(request, note).await;
    shown(&staff, call, &form, done, "The reason is noted.").await
}

/// `POST /calls/{call}/red-flags`
pub(super) async fn triage(staff: Staff, Path(call): Path<CallId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let set = of(&form, "set").parse().map_err(|_| Problem::invalid("incomplete", "Load the page again."))?;
    let answer = |(field, value): (&String, &String)| {
        let position = field.strip_prefix("answer-")?.parse().ok()?;
        Some((position, value == "yes"))
    };
    let answers = form.iter().filter_map(answer).collect();
    let done = staff.perform(request, AnswerRedFlags { call, set, answers }).await.map(drop);
    shown(&staff, call, &form, done, "The answers are kept.").await
}

/// `POST /calls/{call}/advice`
pub(super) async fn advise(staff: Staff, Path(call): Path<CallId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let done = staff.perform(request, GiveAdvice { call, advice: Phi::from(of(&form, "advice")) }).await;
    shown(&staff, call, &form, done, "The advice is kept, under your name.").await
}

/// `POST /calls/{call}/call-back`
pub(super) async fn call_back(
    staff: Staff,
    Path(call): Path<CallId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let ask = AskForCallBack {
        call,
        asks: Phi::from(of(&form, "asks")),
        urgency: Urgency::from_word(of(&form, "urgency")).unwrap_or(Urgency::Today),
        route: Route::from_word(of(&form, "route")).unwrap_or(Route::FrontDesk),
        number: Phi::from(of(&form, "number")),
    };
    let done = staff.perform(request, ask).await.map(drop);
    shown(&staff, call, &form, done, "They are owed a call. It stands on the list until it is done.").await
}

/// `POST /calls/{call}/end`
pub(super) async fn end(staff: Staff, Path(call): Path<CallId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let outcome = CallOutcome::from_word(of(&form, "outcome")).unwrap_or(CallOutcome::Settled);
    match staff.perform(request, EndCall { call, outcome }).await {
        Ok(()) if staff.asked == Asked::Page => Ok(see_other("/calls")),
        Ok(()) => {
            let mut answer = StatusCode::NO_CONTENT.into_response();
            answer.headers_mut().insert("hx-trigger", HeaderValue::from_static("close-call"));
            Ok(answer)
        }
        Err(why) => panel_of(&staff, call, Panel::faulty(form_faults(why)?, pairs(&form))).await,
    }
}
