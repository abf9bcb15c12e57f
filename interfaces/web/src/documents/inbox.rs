//! The inbox: the trays, and the search over all text layers.

use crate::answer::Answer;
use crate::kit::{
    Button, Column, Count, Empty, Field, Form, Icon, PageHead, Pill, Row, Tab, Table, Tabs, Tone, wording,
};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Query;
use front_office::documents::{DocumentLine, DocumentState, Inbox, SearchDocuments, Tray, TrayCounts, TraysOf};
use jiff::tz::TimeZone;
use kernel::{Phi, Problem};
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    tray: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// `GET /documents`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let counts = staff.ask(TraysOf).await?.0;
    let usual = if counts.to_match.count == 0 && counts.mine.count > 0 { Tray::Mine } else { Tray::ToMatch };
    let tray = Tray::from_word(&wanted.tray).unwrap_or(usual);
    let lines = staff.ask(Inbox { tray }).await?;
    let empty = match tray {
        Tray::ToMatch => "Every document lies in a chart.",
        Tray::Mine => "No document waits for you.",
        Tray::ToReview => "No document waits for anybody.",
        Tray::Reviewed => "No document was reviewed yet.",
        Tray::SetAside => "Nothing was set aside.",
    };
    let body = html! {
        (head(&staff))
        (tabs(tray, counts))
        (table(tray.title(), &lines, &staff.zone(), Empty::new(Icon::Document, empty)))
        div.below { (search_form(&staff, "/documents/search", "")) }
    };
    staff.show("Documents", body)
}

fn head(staff: &Staff) -> PageHead {
    let head = PageHead::new("Documents");
    match staff.may(Permission::FileDocuments) {
        true => head.deed(Button::main("Scan or upload").icon(Icon::Upload).goes("/documents/new").key('n')),
        false => head,
    }
}

fn tabs(tray: Tray, counts: TrayCounts) -> Tabs {
    let tab = |one: &Tray| {
        let at = format!("/documents?tray={}", one.word());
        let tab = if *one == tray { Tab::here(one.title(), at) } else { Tab::new(one.title(), at) };
        match one {
            Tray::ToMatch if counts.to_match.count > 0 => tab.count(Count::new(counts.to_match.count, "to match")),
            Tray::Mine if counts.mine.count > 0 => tab.count(Count::new(counts.mine.count, "for me")),
            _ => tab,
        }
    };
    Tabs::new("Trays", Tray::ALL.iter().map(tab).collect())
}

/// `POST /documents/search`
pub(super) async fn search(staff: Staff, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let lines = staff.ask(SearchDocuments { typed: Phi::new(form.q.clone()), patient: None }).await?;
    let body = html! {
        (head(&staff).back("/documents", "Documents"))
        (search_form(&staff, "/documents/search", &form.q))
        (found(&lines, &staff.zone()))
    };
    staff.show("Documents", body)
}

/// What a search found.
pub(super) fn found(lines: &[DocumentLine], zone: &TimeZone) -> Markup {
    let nothing = "No text layer has these words. Pictures of paper have none: look for those by patient or tray.";
    table("Documents found", lines, zone, Empty::new(Icon::Search, nothing))
}

/// The search over text layers.
pub(super) fn search_form(staff: &Staff, at: &str, typed: &str) -> Form {
    let field = Field::text("q", "Search the words of documents")
        .value(typed)
        .hint("Words that stand in it, a few letters of each");
    Form::post(at, &staff.seal()).body(field).button(Button::plain("Search").icon(Icon::Search))
}

/// Documents in rows.
pub(super) fn table(caption: &str, lines: &[DocumentLine], zone: &TimeZone, empty: Empty) -> Markup {
    let columns = ["Document", "Patient", "Kind", "Pages", "Came", "Stands", "Reviewer"].map(Column::words).into();
    let row = |line: &DocumentLine| {
        let title = line.title.reveal();
        Row::new(vec![
            html! { @if title.is_empty() { (line.category.title()) } @else { (title) } },
            html! { @if line.patient.is_some() { (line.patient_name.reveal()) } @else { span.quiet { "not matched" } } },
            html! { (line.category.title()) },
            html! { span.digits { (line.pages) } },
            html! { (wording::moment(line.received_at, zone)) },
            html! { (standing(line.state)) },
            html! { (line.reviewer_name) },
        ])
        .leads(format!("/documents/{}", line.id))
    };
    html! { (Table::new(caption, columns, lines.iter().map(row).collect()).or(empty)) }
}

/// Where it is on its way.
pub(super) fn standing(state: DocumentState) -> Pill {
    let tone = match state {
        DocumentState::ToMatch => Tone::Warn,
        DocumentState::ToReview => Tone::Info,
        DocumentState::Reviewed | DocumentState::Filed => Tone::Good,
        DocumentState::SetAside => Tone::Quiet,
    };
    Pill::new(tone, state.title())
}

/// A fresh look at a page that is out of date.
pub(super) fn reload() -> Problem {
    Problem::invalid("unreadable", "What was sent cannot be read. Load the page again.")
}
