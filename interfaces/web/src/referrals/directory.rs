//! The directory of offices and clinicians outside the practice; and imported clinicians who may be taken over into it.

use super::tabs;
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, PageHead, Pill, Row, Table, Tone, wording};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::referrals::{Directory, Entry};
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::refer_out::ImportedProviders;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    from: String,
}

/// `GET /directory`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let found = staff.ask(Directory { typed: wanted.q.clone(), also_inactive: true }).await?.0;
    let mut head = PageHead::new("Directory").more("Offices and clinicians outside the practice");
    if staff.may(Permission::Refer) {
        head = head.deed(Button::main("Add an entry").icon(Icon::Plus).goes("/directory/new").key('n'));
        if staff.may(Permission::SeeSchedule) {
            head = head.deed(Button::plain("Imported clinicians").goes("/directory/imported"));
        }
    }
    let body = html! {
        (head)
        (tabs("/directory"))
        (search_bar("/directory", &wanted.q, &[]))
        (found_entries(&found, |entry| format!("/directory/{}", entry.id)))
    };
    staff.show("Directory", body)
}

/// The search; its words are of outside offices, so they may stand in the address.
pub(super) fn search_bar(to: &str, typed: &str, with: &[(&str, &str)]) -> Markup {
    html! {
        form.filter-bar method="get" action=(to) {
            @for (name, value) in with { input type="hidden" name=(name) value=(value); }
            (crate::kit::Field::text("q", "Name, specialty, place or NPI").value(typed).starts_here().optional())
            button.button { "Find" }
        }
    }
}

/// The entries, each leading on.
pub(super) fn found_entries(found: &[Entry], leads: impl Fn(&Entry) -> String) -> Markup {
    let columns = ["Name", "Specialty", "Works at", "City", "Telephone", "Likes"].map(Column::words).into();
    let row = |entry: &Entry| {
        let fields = &entry.fields;
        Row::new(vec![
            html! { (fields.name) @if !fields.active { " " (Pill::new(Tone::Quiet, "Not used")) } },
            html! { (fields.specialty) },
            html! { (fields.organisation) },
            html! { (fields.city) },
            html! { span.digits { (wording::phone(&fields.phone)) } },
            html! { (fields.prefers.title()) },
        ])
        .id(format!("entry-{}", entry.id))
        .leads(leads(entry))
    };
    let nobody = "Nobody in the directory is found by these words.";
    let table = Table::new("Entries", columns, found.iter().map(row).collect()).or(Empty::new(Icon::Search, nobody));
    html! { (Card::new("Entries", table).to_the_edge()) }
}

/// `GET /directory/imported`
pub(super) async fn imported(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let found = staff.ask(ImportedProviders { from: wanted.from.clone() }).await?.0;
    let columns = ["Name", "Specialty", "City", "Telephone"].map(Column::words).into();
    let rows = found.iter().map(|one| {
        Row::new(vec![
            html! { (one.party.name) },
            html! { (one.party.specialty) },
            html! { (one.party.city) },
            html! { span.digits { (wording::phone(&one.party.phone)) } },
        ])
        .leads(format!("/directory/new?imported={}", one.id))
    });
    let nobody = "No imported clinician is left who does not stand in the directory.";
    let table = Table::new("Imported clinicians", columns, rows.collect()).or(Empty::new(Icon::People, nobody));
    let more = found.last().filter(|_| found.len() >= 90);
    let body = html! {
        (PageHead::new("Imported clinicians").back("/directory", "Directory").more("Choose one to take over into the directory"))
        (Card::new("Not in the directory yet", table).to_the_edge())
        @if let Some(last) = more { p { (Button::plain("More").goes(format!("/directory/imported?from={}", plain(&last.party.name)))) } }
    };
    staff.show("Imported clinicians", body)
}

/// A name as the value of a query.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '+' }).collect()
}
