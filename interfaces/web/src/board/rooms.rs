//! The rooms of the site in the order of the corridor: free, or who is in them.

use super::rows::{Around, since};
use crate::kit::{Pill, Tone};
use maud::{Markup, html};

pub(super) fn strip(around: &Around<'_>) -> Markup {
    let page = around.page;
    html! {
        ul.room-strip aria-label="Rooms" {
            @for line in &page.board.rooms {
                @let visit = line.occupant.and_then(|visit| {
                    page.board.visits.iter().chain(&page.board.left_open).find(|here| here.visit == visit)
                });
                li id={ "room-" (line.room.id) } {
                    strong { (line.room.name) }
                    @match visit {
                        Some(here) => {
                            a href={ "/visits/" (here.visit) } { (page.people.name(here.patient).reveal()) }
                            (since(page, here))
                        }
                        None => (Pill::new(Tone::Good, "Free")),
                    }
                }
            }
        }
    }
}
