//! The one search box: people, places and deeds, while somebody types and as a page of results. By POST, so that no name is
//! in an address.

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{
    Button, Card, Column, Empty, Field, Form, Icon, PageHead, Row, Suggestion, Suggestions, Table, paths, wording,
};
use crate::patients::{born, chart_of, sex_name};
use crate::rail;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::post;
use kernel::Phi;
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

/// Something to do from anywhere, found by its words.
struct Deed {
    title: &'static str,
    /// Other words people call it by.
    also: &'static str,
    to: &'static str,
    icon: Icon,
    needs: Permission,
}

const fn deed(title: &'static str, also: &'static str, to: &'static str, icon: Icon, needs: Permission) -> Deed {
    Deed { title, also, to, icon, needs }
}

const DEEDS: &[Deed] = &[
    deed("Book an appointment", "schedule make visit", "/appointments/new", Icon::Calendar, Permission::Schedule),
    deed("Take in a walk-in", "walkin without appointment", "/walk-ins/new", Icon::Plus, Permission::CheckIn),
    deed("Register a new patient", "add create", "/patients/new", Icon::Plus, Permission::RegisterPeople),
    deed("Take on somebody", "hire add staff account", "/staff/new", Icon::People, Permission::ManageStaff),
    deed("Open a site", "add location office", "/practice/sites/new", Icon::Building, Permission::ManagePractice),
    deed("Enter a closure", "close holiday time off", "/closures/new", Icon::Calendar, Permission::ManagePractice),
    deed("Add a visit type", "new kind", "/visit-types/new", Icon::Plus, Permission::ManagePractice),
    deed("Set the wait limits", "alarm minutes board", "/wait-limits", Icon::Clock, Permission::ManagePractice),
    deed("Hand out a consent form", "edition", "/consent-editions", Icon::Check, Permission::ManagePractice),
    deed("Sites and rooms", "open close", "/practice", Icon::Door, Permission::ManagePractice),
    deed("Change your password", "own account", "/account/password", Icon::Gear, Permission::OwnAccount),
    deed("Change your PIN", "own account", "/account", Icon::Gear, Permission::OwnAccount),
];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
}

async fn people(staff: &Staff, typed: &str, at_most: u32) -> Result<Vec<PersonLine>, kernel::Problem> {
    if typed.trim().is_empty() || !staff.may(Permission::FindPeople) {
        return Ok(Vec::new());
    }
    let typed = Phi::new(typed.to_owned());
    staff.ask(FindPeople { typed, at_most }).await
}

/// Whether every word that was typed begins a word of the name.
fn is_called(typed: &str, name: &str) -> bool {
    let (typed, name) = (typed.to_lowercase(), name.to_lowercase());
    let mut words = typed.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| name.split(' ').any(|part| part.starts_with(word)))
}

/// Deeds and places of this role whose names begin with what was typed.
fn commands(staff: &Staff, typed: &str) -> Vec<Suggestion> {
    let deeds = DEEDS
        .iter()
        .filter(|deed| staff.may(deed.needs) && is_called(typed, &format!("{} {}", deed.title, deed.also)))
        .map(|deed| (deed.to, deed.icon, deed.title, "Do it"));
    let places = rail::spots(staff)
        .filter(|spot| is_called(typed, spot.label))
        .map(|spot| (spot.to, spot.icon, spot.label, "Go there"));
    deeds
        .chain(places)
        .map(|(to, icon, title, detail)| Suggestion {
            to: to.to_owned(),
            icon,
            title: title.to_owned(),
            detail: detail.to_owned(),
        })
        .collect()
}

async fn suggest(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let found = people(&staff, &form.q, SUGGESTED_MAX).await?;
    let commands = commands(&staff, &form.q);
    let nobody = found.is_empty() && commands.is_empty();
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
    let mut suggestions =
        Suggestions::new().group("People", found.iter().map(offer).collect()).group("Do and go", commands);
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
    let hint = "Name, date of birth, phone or record number, in any order: a few letters of each will do";
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
    let commands = commands(&staff, &typed.q);
    let many = found.len() >= usize::try_from(FOUND_MAX).unwrap_or(usize::MAX);
    let mut head = PageHead::new("Search");
    if let Some(register) = register(&staff, &typed.q).filter(|_| !found.is_empty()) {
        head = head.deed(register);
    }
    let body = html! {
        (head)
        (Card::new("Search", form(&staff, &typed.q)))
        (Card::new("People", table(&staff, &found, &typed.q)).to_the_edge())
        @if many { p.quiet { "These are the first " (FOUND_MAX) ". Type more to find others." } }
        @if !commands.is_empty() {
            (Card::new("Do and go", html! {
                ul.plain-list { @for command in &commands { li { a href=(command.to) { (command.title) } } } }
            }))
        }
    };
    staff.show("Search", body)
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn every_word_typed_begins_a_word_of_the_name() {
        assert!(is_called("reg pat", "Register a new patient"));
        assert!(is_called("NEW", "Register a new patient"));
        assert!(!is_called("reg board", "Register a new patient"));
        assert!(!is_called("  ", "Today"));
    }

    #[test]
    fn the_deeds_of_the_desk_are_found_by_what_people_call_them() {
        let found = |typed: &str| {
            let called = |deed: &&super::Deed| is_called(typed, &format!("{} {}", deed.title, deed.also));
            super::DEEDS.iter().find(called).map(|deed| deed.to)
        };
        let known = [("book", "/appointments/new"), ("walk-in", "/walk-ins/new"), ("walkin", "/walk-ins/new")];
        for (typed, to) in known.into_iter().chain([("holiday", "/closures/new"), ("pin", "/account")]) {
            assert_eq!(found(typed), Some(to), "{typed}");
        }
    }
}
