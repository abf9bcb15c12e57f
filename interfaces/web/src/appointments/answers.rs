//! What was asked and answered when an appointment was booked, as its page and its history show it.

use crate::kit::{Pill, Tone};
use front_office::booking_questions::{AnswersGiven, AnswersLed};
use maud::{Markup, html};

/// The answers, where they led, and whether it was booked so.
pub(super) fn said(answers: &AnswersGiven) -> Markup {
    let tone = match answers.led {
        AnswersLed::Followed => Tone::Good,
        AnswersLed::Otherwise | AnswersLed::OutOfDate => Tone::Warn,
        AnswersLed::Unfinished => Tone::Quiet,
    };
    html! {
        ol.asked-path { @for step in &answers.taken { li { span.quiet { (step.asks) } " " strong { (step.says) } } } }
        @if let Some(outcome) = &answers.outcome { p { "Led to: " (outcome) } }
        (Pill::new(tone, answers.led.title()))
    }
}

/// The same in one line of the history.
pub(super) fn told(answers: &AnswersGiven) -> Markup {
    let said: Vec<&str> = answers.taken.iter().map(|step| step.says.as_str()).collect();
    html! {
        "Asked by edition " (answers.edition) ": " (said.join(" › "))
        @if let Some(outcome) = &answers.outcome { " → " (outcome) }
        " · " (answers.led.title())
    }
}
