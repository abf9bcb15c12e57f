//! The list of sites, each with its rooms.

use super::rooms::{purpose_in_words, room_form};
use super::tabs;
use crate::answer::Answer;
use crate::door::ZONES;
use crate::kit::{Button, Card, Column, Empty, Facts, Faults, Icon, PageHead, Row, Table};
use crate::staff::Staff;
use maud::{Markup, html};
use office::{Permission, SiteId};
use registry::practice::{Room, Site, SitesOfPractice};

pub(super) async fn show(staff: Staff) -> Answer {
    let sites = staff.ask(SitesOfPractice).await?.0;
    staff.show("Sites and rooms", body(&staff, &sites, None))
}

/// The page; with what is wrong with the room that was typed at one of the sites.
pub(super) fn body(staff: &Staff, sites: &[(Site, Vec<Room>)], faulty: Option<(SiteId, &str, Faults)>) -> Markup {
    let mut head = PageHead::new("Sites and rooms");
    let manages = staff.may(Permission::ManagePractice);
    if manages {
        head = head.deed(Button::main("Open a site").icon(Icon::Plus).goes("/practice/sites/new").key('n'));
    }
    html! {
        (head)
        (tabs(staff, "/practice"))
        @if sites.is_empty() { (Empty::new(Icon::Building, "You work at no site yet.")) }
        @for (site, rooms) in sites {
            @let card = Card::new(site.name.as_str(), html! {
                (facts(site))
                (table(staff, site, rooms))
                @if staff.may(Permission::SeeSchedule) { p { a href={ "/practice/sites/" (site.id) "/equipment" } { "Equipment of " (site.name) } } }
                @if manages {
                    @match &faulty {
                        Some((of, typed, faults)) if *of == site.id => (room_form(staff, site.id, typed, faults.clone())),
                        _ => (room_form(staff, site.id, "", Faults::none())),
                    }
                }
            });
            @if manages { (card.deed(Button::bare("Change").about(&site.name).goes(format!("/practice/sites/{}", site.id)))) }
            @else { (card) }
        }
    }
}

fn facts(site: &Site) -> Facts {
    let address = format!("{}, {}, {} {}", site.street, site.city, site.state, site.postal_code);
    let named = site.zone.iana_name().unwrap_or("UTC");
    let zone = ZONES.iter().find(|(zone, _)| *zone == named).map_or(named, |(_, called)| called);
    Facts::new().fact("Address", address).fact("Telephone", &site.phone).fact("Time zone", zone)
}

fn table(staff: &Staff, site: &Site, rooms: &[Room]) -> Table {
    let manages = staff.may(Permission::ManagePractice);
    let mut columns = vec![Column::words("Room"), Column::words("For")];
    if manages {
        columns.push(Column::deeds("Deeds"));
    }
    let seal = staff.seal();
    let rows = rooms.iter().map(|room| {
        let close = Button::bare("Close").about(&room.name).posts(format!("/practice/rooms/{}/close", room.id), &seal);
        Row::new(vec![html! { (room.name) }, html! { (purpose_in_words(room.purpose)) }, html! { (close) }])
    });
    Table::new(format!("Rooms of {}", site.name), columns, rows.collect())
        .or(Empty::new(Icon::Door, "No room is open here."))
}
