//! The page behind a link about a visit: a yes, a no that is pressed twice, or the wish to be called.

use super::link::Shown;
use super::link_words::words;
use crate::kit::Button;
use maud::{Markup, html};
use workflows::reminders::{LinkStanding, VisitAsked};

pub(super) fn asked(shown: &Shown<'_>, visit: &VisitAsked) -> Markup {
    let said = words(shown.language);
    match visit.standing {
        LinkStanding::Open | LinkStanding::Confirmed if shown.sure => sure(shown, visit),
        LinkStanding::Open => html! { h2 { (said.asks) } (answers(shown, visit)) },
        LinkStanding::Confirmed => html! { p { strong { (said.confirmed) } } (answers(shown, visit)) },
        LinkStanding::Cancelled => html! { p { strong { (said.cancelled) } } },
        LinkStanding::Changed => html! { p { strong { (said.changed) } } },
    }
}

fn answers(shown: &Shown<'_>, visit: &VisitAsked) -> Markup {
    let said = words(shown.language);
    html! {
        @if visit.standing == LinkStanding::Open { (shown.press("come", Button::main(said.come), html! {})) }
        p { (Button::plain(said.not_come).goes(shown.asks_again())) }
        (shown.press("call_me", Button::plain(said.call_me), html! {}))
    }
}

fn sure(shown: &Shown<'_>, visit: &VisitAsked) -> Markup {
    let said = words(shown.language);
    let yes = if visit.cancels { said.sure_cancel } else { said.sure_ask };
    html! {
        h2 { (said.sure) }
        (shown.press("not_come", Button::danger(yes), html! {}))
        p { (Button::plain(said.back).goes(shown.back())) }
    }
}
