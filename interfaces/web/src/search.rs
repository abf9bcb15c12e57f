//! The one search box: people and places, while somebody types and as a page of results. By POST, so that no name is in an
//! address.

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Card, Column, Empty, Icon, PageHead, Row, Suggestion, Suggestions, Table, paths, wording};
use crate::rail;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::post;
use kernel::Phi;
use maud::{Render, html};
use office::Permission;
use registry::people::{FindPeople, PersonLine};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route(paths::SEARCH, post(search))
        .route(paths::SUGGEST, post(suggest))
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

async fn people(staff: &Staff, typed: &str, at_most: u32) -> Result<Vec<PersonLine>, kernel::Problem> {
    if typed.trim().is_empty() || !staff.may(Permission::FindPeople) {
        return Ok(Vec::new());
    }
    let typed = Phi::new(typed.to_owned());
    staff.ask(FindPeople { typed, at_most }).await
}

fn chart(line: &PersonLine) -> String {
    format!("/patients/{}", line.id)
}

/// Places of the rail whose name has a word that begins like this.
fn places(staff: &Staff, typed: &str) -> Vec<Suggestion> {
    let begin = typed.trim().to_lowercase();
    if begin.is_empty() {
        return Vec::new();
    }
    let like = |label: &str| label.to_lowercase().split(' ').any(|word| word.starts_with(&begin));
    rail::spots(staff)
        .filter(|spot| like(spot.label))
        .map(|spot| Suggestion {
            to: spot.to.to_owned(),
            icon: spot.icon,
            title: spot.label.to_owned(),
            detail: "Go there".to_owned(),
        })
        .collect()
}

async fn suggest(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let found = people(&staff, &form.q, SUGGESTED_MAX).await?;
    let offers = found.iter().map(|line| Suggestion {
        to: chart(line),
        icon: Icon::Person,
        title: line.name.reveal().clone(),
        detail: format!("{} · MRN {}", wording::digits(*line.birth_day.reveal()), line.mrn.reveal()),
    });
    let suggestions = Suggestions::new()
        .group("People", offers.collect())
        .group("Places", places(&staff, &form.q));
    Ok(suggestions.render().into_response())
}

async fn search(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let found = people(&staff, &form.q, FOUND_MAX).await?;
    let columns = vec![
        Column::words("Name"),
        Column::words("Born"),
        Column::words("MRN"),
        Column::words("Telephone"),
    ];
    let rows = found.iter().map(|line| {
        Row::new(vec![
            html! { (line.name.reveal()) },
            html! { (wording::digits(*line.birth_day.reveal())) },
            html! { span.digits { (line.mrn.reveal()) } },
            html! { (line.phone.reveal()) },
        ])
        .leads(chart(line))
    });
    let empty = Empty::new(Icon::Search, "Nobody is found by these words. Try fewer letters, a birthday or a telephone number.");
    let places = places(&staff, &form.q);
    let body = html! {
        (PageHead::new("Search"))
        (Card::new("People", Table::new("People found", columns, rows.collect()).or(empty)).to_the_edge())
        @if !places.is_empty() {
            (Card::new("Places", html! { ul { @for place in &places { li { a href=(place.to) { (place.title) } } } } }))
        }
    };
    staff.show("Search", body)
}
