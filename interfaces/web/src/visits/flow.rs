//! The page of one visit: where it is, and every change with its time.

use crate::answer::Answer;
use crate::board::pill;
use crate::kit::{Button, Card, Facts, PageHead, Timeline, Tone, wording};
use crate::patients::banner_of;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::patient_flow::{ChangeLine, VisitFlow, VisitFlowAnswer, VisitId};
use maud::{Markup, html};
use office::Permission;

/// `GET /visits/{visit}`
pub(super) async fn show(staff: Staff, Path(visit): Path<VisitId>) -> Answer {
    let flow = staff.ask(VisitFlow { visit }).await?;
    let banner = banner_of(&staff, flow.line.patient).await?;
    let zone = flow.labels.zone(flow.line.site);
    let at = |moment: kernel::Moment| wording::clock(moment.civil(&zone).time());
    let line = &flow.line;
    let facts = Facts::new()
        .fact("Status", pill(line.status))
        .fact("Since", html! { (at(line.since)) })
        .fact("Room", html! { (room_name(&staff, line.room)) })
        .fact("Visit", html! { (line.visit_type_name) })
        .fact("Provider", html! { (flow.labels.provider(line.provider)) })
        .fact("Appointment", html! { @match line.appointed_for { Some(moment) => (at(moment)), None => "Walk-in" } })
        .fact("Reason", html! { (line.reason.reveal()) })
        .fact("Site", html! { (flow.labels.site(line.site)) ", " (wording::weekday(line.day)) });
    let mut head = PageHead::new("Visit").back("/board", "Board");
    if staff.may(Permission::CheckIn) && line.status.is_here() {
        head = head.deed(Button::plain("Check-in").goes(format!("/visits/{visit}/check-in")));
        head = head.deed(Button::plain("Check-out").goes(format!("/visits/{visit}/check-out")));
    }
    let body = html! { (head) (Card::new("Now", facts)) (Card::new("What happened", timeline(&staff, &flow))) };
    staff.page("Visit", body).banner(banner).answer()
}

fn room_name(staff: &Staff, room: Option<registry::practice::RoomId>) -> String {
    let rooms = staff.sites.iter().flat_map(|(_, rooms)| rooms);
    let named = room.and_then(|id| rooms.into_iter().find(|room| room.id == id));
    named.map(|room| room.name.clone()).unwrap_or_default()
}

fn timeline(staff: &Staff, flow: &VisitFlowAnswer) -> Markup {
    let zone = flow.labels.zone(flow.line.site);
    let mut timeline = Timeline::new();
    for change in &flow.changes {
        let when = wording::clock(change.at.civil(&zone).time());
        timeline = timeline.entry(tone(change), when, what(staff, change), "");
    }
    html! { (timeline) }
}

const fn tone(change: &ChangeLine) -> Tone {
    if change.undone_of.is_some() { Tone::Warn } else { Tone::Good }
}

fn what(staff: &Staff, change: &ChangeLine) -> Markup {
    let room = room_name(staff, change.room);
    html! {
        @if change.undone_of.is_some() { "Undone: back to " } (change.to.title())
        @if !room.is_empty() { " · " (room) }
    }
}
