//! The other parts of the panel: the reason, the red-flag questions, advice, the call-back, and the end.

use super::booking::hands_over;
use super::panel::Around;
use crate::kit::{Button, Choice, Field, Notice, Pill, Tone, Width, side_by_side};
use front_office::booking_questions::HandOver;
use front_office::phone::{CallOutcome, CallReason, RedFlagSet, Route, Urgency};
use maud::{Markup, html};
use office::Permission;

/// How urgent it is, with colour, icon and word.
pub(super) fn urgency_pill(urgency: Urgency) -> Pill {
    let tone = match urgency {
        Urgency::Emergency | Urgency::Now => Tone::Bad,
        Urgency::Today => Tone::Warn,
        Urgency::Soon => Tone::Info,
        Urgency::Routine => Tone::Quiet,
    };
    Pill::new(tone, urgency.title())
}

pub(super) fn reason(around: &Around<'_>) -> Markup {
    let (call, panel) = (&around.answer.call, around.panel);
    let reasons = CallReason::ALL.iter().map(|why| Choice::new(why.word(), why.title()));
    let reasons = std::iter::once(Choice::new("", "Choose…")).chain(reasons).collect();
    let stored = call.reason.map_or("", CallReason::word);
    let typed = |field: &str, stored: &str| match panel.typed(field) {
        "" => stored.to_owned(),
        typed => typed.to_owned(),
    };
    let fields = html! {
        (Field::select("reason", "Why do they call?", reasons).id("call-reason").value(typed("reason", stored))
            .fault(panel.faults.of("reason")).width(Width::Short))
        (Field::lines("words", "In their words", 2).id("call-words").value(typed("words", call.words.reveal()))
            .fault(panel.faults.of("words")).optional())
    };
    html! {
        section.call-part { h3 { "Reason" } (around.form("reason").body(fields).button(Button::plain("Note it"))) }
    }
}

/// From the booking to the red-flag questions.
pub(super) fn symptoms(around: &Around<'_>) -> Markup {
    let fields = html! {
        input type="hidden" name="reason" value=(CallReason::Symptoms.word());
        input type="hidden" name="words" value=(around.answer.call.words.reveal());
        div.form-buttons { button.button.main data-focus { "Note symptoms and ask the red-flag questions" } }
    };
    html! { (around.form("reason").body(fields)) }
}

pub(super) fn red_flags(around: &Around<'_>) -> Markup {
    let call = &around.answer.call;
    let asked = call.red_flag_set.is_some();
    if call.reason != Some(CallReason::Symptoms) && !asked {
        return html! {};
    }
    let sets = &around.answer.red_flags;
    html! {
        section.call-part {
            h3 { "Red-flag questions" }
            @if let Some(urgency) = call.urgency { (told(urgency)) }
            @if sets.is_empty() {
                p { "No questions are approved. Do not judge yourself how urgent it is: put the caller through to a nurse." }
            }
            @for set in sets { (questions(around, set)) }
        }
    }
}

/// What whoever answers says and does now.
fn told(urgency: Urgency) -> Notice {
    match urgency {
        Urgency::Emergency => Notice::new(
            Tone::Bad,
            "Emergency. Say: “Please hang up now and call 911.” Stay on the line if they cannot.",
        ),
        Urgency::Now => Notice::new(Tone::Bad, "Now. Put them through to a nurse at once; do not hang up before."),
        Urgency::Today => {
            Notice::new(Tone::Warn, "Today. A nurse calls back within two hours, or they are seen today.")
        }
        Urgency::Soon => Notice::new(Tone::Info, "Within days. Book the next free time."),
        Urgency::Routine => Notice::new(Tone::Info, "No red flag. Book in the usual course."),
    }
}

fn questions(around: &Around<'_>, set: &RedFlagSet) -> Markup {
    let panel = around.panel;
    let mine = panel.typed("set") == set.id.to_string();
    let open = mine || around.answer.call.red_flag_set == Some(set.id) || around.answer.red_flags.len() == 1;
    let approved = set.approved.map(|(_, on)| format!("version {}, approved {on}", set.version)).unwrap_or_default();
    let yes_or_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let fields = html! {
        input type="hidden" name="set" value=(set.id);
        @if mine { @if let Some(say) = panel.faults.of("answers") { p.fault { span.sr-only { "Problem: " } (say) } } }
        @for question in &set.questions {
            @let name = format!("answer-{}", question.position);
            (Field::radios(name.as_str(), question.asks.as_str(), yes_or_no()).id(format!("{}-{name}", set.id))
                .value(if mine { panel.typed(&name) } else { "" }))
        }
    };
    html! {
        details open[open] {
            summary { (set.title) " " span.quiet { (approved) } }
            p.script { "Read each question as it stands. Stop at the first yes to an emergency." }
            (around.form("red-flags").body(fields).button(Button::plain("That is what they said").about(set.title.as_str())))
        }
    }
}

pub(super) fn advice(around: &Around<'_>) -> Markup {
    let (call, panel) = (&around.answer.call, around.panel);
    let given = call.advice.reveal();
    if !around.staff.may(Permission::AdviseByPhone) {
        return html! {
            @if call.reason == Some(CallReason::Symptoms) {
                p.quiet { "Advice is given by nurses and clinicians. Note what they say, and route the call." }
            }
        };
    }
    let typed = match panel.typed("advice") {
        "" => given.as_str(),
        typed => typed,
    };
    let field = Field::lines("advice", "What did you advise?", 2).id("call-advice").value(typed);
    let field = field.fault(panel.faults.of("advice")).optional();
    html! {
        section.call-part {
            h3 { "Advice" }
            (around.form("advice").body(html! { (field) }).button(Button::plain("Keep the advice")))
        }
    }
}

pub(super) fn call_back(around: &Around<'_>) -> Markup {
    let (call, panel) = (&around.answer.call, around.panel);
    let urgency = call.urgency.unwrap_or(Urgency::Today);
    let nurse = hands_over(around.asking) == Some(HandOver::Nurse);
    let route = if nurse { Route::Nurse } else { urgency.goes_to() };
    let soon = Urgency::ALL.iter().filter(|one| **one != Urgency::Emergency);
    let soon = soon.map(|one| Choice::new(one.word(), one.title())).collect();
    let routes = Route::ALL.iter().filter(|one| **one != Route::EmergencyServices);
    let routes = routes.map(|one| Choice::new(one.word(), one.title())).collect();
    let typed = |field: &str, otherwise: &str| match panel.typed(field) {
        "" => otherwise.to_owned(),
        typed => typed.to_owned(),
    };
    let number = Field::phone("number", "Number").id("call-number").value(typed("number", call.number.reveal()));
    let fields = html! {
        (Field::text("asks", "About what?").id("call-asks").value(panel.typed("asks")).fault(panel.faults.of("asks")).width(Width::Full))
        (side_by_side(html! {
            (Field::select("urgency", "How soon", soon).id("call-urgency").value(typed("urgency", urgency.word())).width(Width::Short))
            (Field::select("route", "Who calls", routes).id("call-route").value(typed("route", route.word())).width(Width::Short))
            (number.fault(panel.faults.of("number")))
        }))
    };
    html! {
        details.call-part open[nurse || !panel.typed("asks").is_empty() || panel.faults.of("asks").is_some()] {
            summary { "Have them called back" }
            (around.form("call-back").body(fields).button(Button::plain("Owe them a call")))
        }
    }
}

pub(super) fn end(around: &Around<'_>) -> Markup {
    let (call, panel) = (&around.answer.call, around.panel);
    let outcomes = CallOutcome::ALL.iter().filter(|one| **one != CallOutcome::Missed || call.answered_at.is_none());
    let outcomes = outcomes.map(|one| Choice::new(one.word(), one.title())).collect();
    let usual = match (panel.typed("outcome"), call.urgency, call.reason) {
        ("", Some(Urgency::Emergency), _) => CallOutcome::SentToEmergency.word(),
        ("", _, Some(CallReason::Appointment)) => CallOutcome::Booked.word(),
        ("", ..) => CallOutcome::Settled.word(),
        (typed, ..) => typed,
    };
    let field = Field::select("outcome", "How did it end?", outcomes).id("call-outcome").value(usual);
    let field = field.fault(panel.faults.of("outcome"));
    // After a booking the next key ends the call.
    let booked = panel.say.is_some() && call.reason == Some(CallReason::Appointment);
    let fields = html! { @if booked { (field.starts_here()) } @else { (field) } };
    html! {
        section.call-part { (around.form("end").body(fields).button(Button::main("End the call"))) }
    }
}
