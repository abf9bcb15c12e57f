//! The one search box: people, appointments, places and deeds, while somebody types and as a page of results. By POST, so
//! that no name is in an address.

mod coming;
mod days;
mod deeds;

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{
    Button, Card, Column, Empty, Field, Form, Icon, PageHead, Row, Suggestion, Suggestions, Table, paths, wording,
};
use crate::patients::{born, chart_of, sex_name};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::post;
use kernel::{Phi, Problem};
use maud::{Markup, Render, html};
use office::Permission;
use registry::people::{FindPeople, PersonLine};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route(paths::SEARCH, post(search)).route(paths::SUGGEST, post(suggest))
}

/// People offered while somebody types.
const SUGGESTED_MAX: u32 = 8;
/// People on the page of results.
const FOUND_MAX: u32 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
}

async fn people(staff: &Staff, typed: &str, at_most: u32) -> Result<Vec<PersonLine>, Problem> {
    if typed.trim().is_empty() || !staff.may(Permission::FindPeople) {
        return Ok(Vec::new());
    }
    let typed = Phi::new(typed.to_owned());
    staff.ask(FindPeople { typed, at_most }).await
}

async fn suggest(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let found = people(&staff, &form.q, SUGGESTED_MAX).await?;
    let coming = coming::of(&staff, &form.q, &found).await?;
    let commands = deeds::commands(&staff, &form.q);
    let nobody = found.is_empty() && coming.is_empty() && commands.is_empty();
    let offer = |line: &PersonLine| {
        let phone = match line.phone.reveal().as_str() {
            "" => String::new(),
            number => format!(" · {}", wording::phone(number)),
        };
        Suggestion {
            to: chart_of(line.id),
            icon: Icon::Person,
            title: line.name.reveal().clone(),
            detail: format!("{} · MRN {}{phone}", wording::digits(*line.birth_day.reveal()), line.mrn.reveal()),
        }
    };
    let mut suggestions = Suggestions::new()
        .group("People", found.iter().map(offer).collect())
        .group("Appointments", coming.offers())
        .group("Do and go", commands);
    if nobody && form.q.trim().chars().count() >= 2 && staff.may(Permission::RegisterPeople) {
        let register = Suggestion {
            to: "/patients/new".to_owned(),
            icon: Icon::Plus,
            title: "Register a new patient".to_owned(),
            detail: "With what you typed".to_owned(),
        };
        suggestions = suggestions.carrying("Nobody is found", register);
    }
    Ok(suggestions.render().into_response())
}

/// The same search in the page, for the first look and for another one.
pub(crate) fn form(staff: &Staff, typed: &str) -> Form {
    let hint = "Name, date of birth, phone or record number, in any order: a few letters of each will do. \
                With a day beside the name: garcia tomorrow";
    let field = Field::text("q", "Find a patient").id("find").value(typed).hint(hint).starts_here();
    Form::post(paths::SEARCH, &staff.seal()).body(field).button(Button::main("Find").icon(Icon::Search))
}

/// The way to register somebody, with what was typed.
fn register(staff: &Staff, typed: &str) -> Option<Button> {
    let button = || Button::plain("Register a new patient").icon(Icon::Plus);
    staff.may(Permission::RegisterPeople).then(|| button().posts("/patients/new", &staff.seal()).with("q", typed))
}

fn table(staff: &Staff, found: &[PersonLine], typed: &str) -> Markup {
    let columns = ["Name", "Born", "Sex", "Phone", "MRN"].map(Column::words).into();
    let rows = found.iter().map(|line| {
        Row::new(vec![
            html! { (line.name.reveal()) },
            html! { (born(staff, *line.birth_day.reveal())) },
            html! { (sex_name(line.sex)) },
            html! { span.digits { (wording::phone(line.phone.reveal())) } },
            html! { span.digits { (line.mrn.reveal()) } },
        ])
        .leads(chart_of(line.id))
    });
    let words = match typed.trim() {
        "" => "Type a few letters of a name, a birthday or a number.",
        _ => "Nobody is found by these words. Try fewer letters, another spelling, a birthday or a phone number.",
    };
    let mut empty = Empty::new(Icon::Search, words);
    if let Some(register) = register(staff, typed) {
        empty = empty.next(register);
    }
    Table::new("People found", columns, rows.collect()).or(empty).render()
}

async fn search(staff: Staff, Sealed { form: typed, .. }: Sealed<Typed>) -> Answer {
    let found = people(&staff, &typed.q, FOUND_MAX).await?;
    let coming = coming::of(&staff, &typed.q, &found).await?;
    let commands = deeds::commands(&staff, &typed.q);
    let many = found.len() >= usize::try_from(FOUND_MAX).unwrap_or(usize::MAX);
    let mut head = PageHead::new("Search");
    if let Some(register) = register(&staff, &typed.q).filter(|_| !found.is_empty()) {
        head = head.deed(register);
    }
    let body = html! {
        (head)
        (Card::new("Search", form(&staff, &typed.q)))
        (Card::new("People", table(&staff, &found, &typed.q)).to_the_edge())
        @if !coming.is_empty() { (coming.card()) }
        @if many { p.quiet { "These are the first " (FOUND_MAX) ". Type more to find others." } }
        @if !commands.is_empty() {
            (Card::new("Do and go", html! {
                ul.plain-list { @for command in &commands { li { a href=(command.to) { (command.title) } } } }
            }))
        }
    };
    staff.show("Search", body)
}
