//! The page of one visit: where it is, and every change with its time.

use crate::answer::Answer;
use crate::board::pill;
use crate::kit::{Button, Card, Facts, PageHead, Timeline, Tone, wording};
use crate::patients::banner_of;
use crate::staff::Staff;
use crate::urgent_care::level_pill;
use axum::extract::Path;
use front_office::patient_flow::{ChangeLine, VisitFlow, VisitFlowAnswer, VisitId};
use maud::{Markup, Render, html};
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
        .fact("Provider", html! { (flow.labels.provider_or_next(line.provider)) })
        .fact("Appointment", html! { @match line.appointed_for { Some(moment) => (at(moment)), None => "Walk-in" } })
        .fact("Reason", html! { (line.reason.reveal()) })
        .fact("Site", html! { (flow.labels.site(line.site)) ", " (wording::weekday(line.day)) });
    let mut head = PageHead::new("Visit").back("/board", "Board");
    if staff.may(Permission::CheckIn) && line.status.is_here() {
        head = head.deed(Button::plain("Check-in").goes(format!("/visits/{visit}/check-in")));
        head = head.deed(Button::plain("Check-out").goes(format!("/visits/{visit}/check-out")));
    }
    let body = html! { (head) (Card::new("Now", facts)) (triages(&staff, &flow)) (Card::new("What happened", timeline(&staff, &flow))) };
    staff.page("Visit", body).banner(banner).answer()
}

fn room_name(staff: &Staff, room: Option<registry::practice::RoomId>) -> String {
    let rooms = staff.sites.iter().flat_map(|(_, rooms)| rooms);
    let named = room.and_then(|id| rooms.into_iter().find(|room| room.id == id));
    named.map(|room| room.name.clone()).unwrap_or_default()
}

/// How urgent it was found, each time somebody looked; nothing where nobody does.
fn triages(staff: &Staff, flow: &VisitFlowAnswer) -> Markup {
    let looks = flow.keeps_queue && flow.line.status.is_here() && staff.may(Permission::WriteChart);
    if flow.triages.is_empty() && !looks {
        return html! {};
    }
    let zone = flow.labels.zone(flow.line.site);
    let mut told = Timeline::new();
    for one in &flow.triages {
        let when = wording::clock(one.at.civil(&zone).time());
        let what = html! { (level_pill(Some(one.level))) " " (one.reason.reveal()) };
        told = told.entry(Tone::Good, when, what, "");
    }
    let mut card =
        Card::new("Triage", html! { @if flow.triages.is_empty() { p { "Not triaged yet." } } @else { (told) } });
    if looks {
        let words = if flow.triages.is_empty() { "Triage" } else { "Triage again" };
        card = card.deed(Button::plain(words).opens(format!("/visits/{}/triage", flow.line.visit)).key('t'));
    }
    card.render()
}

fn timeline(staff: &Staff, flow: &VisitFlowAnswer) -> Markup {
    let zone = flow.labels.zone(flow.line.site);
    let mut timeline = Timeline::new();
    let mut before: Option<&ChangeLine> = None;
    for change in &flow.changes {
        let when = wording::clock(change.at.civil(&zone).time());
        timeline = timeline.entry(tone(change), when, what(staff, flow, change, before), "");
        before = Some(change);
    }
    html! { (timeline) }
}

const fn tone(change: &ChangeLine) -> Tone {
    if change.undone_of.is_some() { Tone::Warn } else { Tone::Good }
}

fn what(staff: &Staff, flow: &VisitFlowAnswer, change: &ChangeLine, before: Option<&ChangeLine>) -> Markup {
    let room = room_name(staff, change.room);
    let hands = before.filter(|before| before.provider != change.provider && change.undone_of.is_none());
    html! {
        @match (hands.map(|before| before.provider), change.provider) {
            (Some(None), Some(to)) => { "Taken by " (flow.labels.provider(to)) },
            (Some(Some(_)), Some(to)) => { "Handed over to " (flow.labels.provider(to)) },
            (Some(_), None) => "Handed back to the queue",
            (None, _) => {
                @if change.undone_of.is_some() { "Undone: back to " } (change.to.title())
                @if change.provider.is_none() { " · waits for the next provider" }
            },
        }
        @if !room.is_empty() { " · " (room) }
        @if let Some(why) = change.out_of_turn { " · out of turn: " (why.title()) }
    }
}
