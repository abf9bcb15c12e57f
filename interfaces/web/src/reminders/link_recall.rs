//! The page behind a link about a recall: when a call suits the patient, or that they do not want to come. Why they are to come is not
//! said.

use super::link::Shown;
use super::link_words::words;
use crate::kit::voice::{ENGLISH, SPANISH};
use crate::kit::{Button, Field};
use communications::reminders::Language;
use front_office::follow_up::RecallEnd;
use maud::{Markup, html};

pub(super) fn asked(shown: &Shown<'_>, end: Option<RecallEnd>) -> Markup {
    let said = words(shown.language);
    match end {
        Some(RecallEnd::Booked) => html! { p { strong { (said.recall_booked) } } },
        Some(RecallEnd::Deceased | RecallEnd::Over) => html! { p { strong { (said.recall_over) } } },
        Some(RecallEnd::Declined) => html! { p { strong { (said.recall_declined) } } (call_me(shown)) },
        Some(RecallEnd::Reached) => html! { p { strong { (said.recall_noted) } } (call_me(shown)) (leave(shown)) },
        None if shown.sure => html! {
            h2 { (said.recall_sure) }
            (shown.press("not_come", Button::danger(said.recall_sure_yes), html! {}))
            p { (Button::plain(said.back).goes(shown.back())) }
        },
        None => html! { h2 { (said.recall_asks) } (call_me(shown)) (leave(shown)) },
    }
}

fn call_me(shown: &Shown<'_>) -> Markup {
    let said = words(shown.language);
    let voice = match shown.language {
        Language::English => ENGLISH,
        Language::Spanish => SPANISH,
    };
    let when = Field::lines("words", said.recall_when, 3).hint(said.recall_when_hint).optional().voice(voice);
    shown.press("call_me", Button::main(said.call_me), html! { (when) })
}

fn leave(shown: &Shown<'_>) -> Markup {
    html! { p { (Button::plain(words(shown.language).recall_leave).goes(shown.asks_again())) } }
}
