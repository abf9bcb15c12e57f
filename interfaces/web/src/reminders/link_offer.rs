//! The page behind a link about a freed time: it is taken or declined, or says kindly that it is gone.

use super::link::Shown;
use super::link_words::words;
use crate::kit::Button;
use front_office::follow_up::OfferNow;
use maud::{Markup, html};
use workflows::reminders::OfferAsked;

pub(super) fn asked(shown: &Shown<'_>, offer: &OfferAsked) -> Markup {
    let said = words(shown.language);
    match offer.now {
        OfferNow::Open => html! {
            h2 { (said.offer_asks) }
            p { (said.offer_until) " " span.unbroken { (offer.until[shown.at()]) } ". " (said.offer_first) }
            (shown.press("come", Button::main(said.offer_take), html! {}))
            (shown.press("not_come", Button::plain(said.offer_leave), html! {}))
            (shown.press("call_me", Button::plain(said.call_me), html! {}))
        },
        OfferNow::Taken => html! { p { strong { (said.offer_yours) } } },
        OfferNow::Declined => html! { p { strong { (said.offer_declined) } } },
        OfferNow::Expired if offer.waits => html! { p { strong { (said.offer_expired) } } },
        OfferNow::Gone if offer.waits => html! { p { strong { (said.offer_gone) } } },
        OfferNow::Expired | OfferNow::Gone => html! { p { strong { (said.offer_over) } } },
    }
}
