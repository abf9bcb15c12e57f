//! Access review: who did something to, or looked at, one patient's record. For the privacy officer.

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Column, Empty, Field, Form, Icon, Older, PageHead, Pill, Row, Table, Tone, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use jiff::tz::TimeZone;
use kernel::{Moment, Phi, RawId};
use maud::{Markup, html};
use office::{AccessOf, AccountId, Entry, Outcome, PatientId};
use registry::people::{FindPeople, PersonLine};
use registry::practice::{StaffLine, StaffOfPractice};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/access-review", get(start).post(find)).route("/access-review/{patient}", get(show))
}

/// People offered for one search.
const PEOPLE_MAX: u32 = 30;
/// Entries on a page of the journal about one patient.
const ENTRIES: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
}

#[derive(Deserialize)]
struct Wanted {
    before: Option<i64>,
}

fn search(staff: &Staff, typed: &str, found: Option<Markup>) -> Markup {
    let field = Field::text("q", "Patient")
        .value(typed)
        .starts_here()
        .hint("Name, birthday, telephone or record number, in any order");
    html! {
        (PageHead::new("Access review").more("Who did something to a patient's record, or looked at it"))
        (Form::post("/access-review", &staff.seal()).body(field).button(Button::main("Find")))
        @if let Some(found) = found { (found) }
    }
}

async fn start(staff: Staff) -> Answer {
    staff.show("Access review", search(&staff, "", None))
}

async fn find(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let wanted = FindPeople { typed: Phi::new(form.q.clone()), at_most: PEOPLE_MAX };
    let found = staff.ask(wanted).await?;
    staff.show("Access review", search(&staff, &form.q, Some(people(&found))))
}

fn people(found: &[PersonLine]) -> Markup {
    let columns = vec![Column::words("Name"), Column::words("Born"), Column::words("MRN")];
    let rows = found.iter().map(|line| {
        Row::new(vec![
            html! { (line.name.reveal()) },
            html! { (wording::digits(*line.birth_day.reveal())) },
            html! { span.digits { (line.mrn.reveal()) } },
        ])
        .leads(format!("/access-review/{}", line.id))
    });
    let empty = Empty::new(Icon::Search, "Nobody is found by these words.");
    html! { (Table::new("People found", columns, rows.collect()).or(empty)) }
}

async fn show(staff: Staff, Path(patient): Path<PatientId>, Query(wanted): Query<Wanted>) -> Answer {
    let page = staff.ask(AccessOf { patient, before: wanted.before }).await?;
    let colleagues = staff.ask(StaffOfPractice).await?.0;
    let zone = staff.zone();
    let here = format!("/access-review/{patient}");
    let older = match page.entries.last() {
        Some(last) if page.entries.len() == ENTRIES => Older::new(format!("{here}?before={}", last.cursor.seq)),
        _ => Older::end(),
    };
    let body = html! {
        (PageHead::new("Access review").back("/access-review", "Another patient").more("Latest first; times of your site"))
        (table(&page.entries, &colleagues, &zone))
        (older.newest(here))
    };
    staff.show("Access review", body)
}

fn table(entries: &[Entry], colleagues: &[StaffLine], zone: &TimeZone) -> Table {
    let columns = vec![
        Column::words("When"),
        Column::words("Who"),
        Column::words("What"),
        Column::words("Fact"),
        Column::words("Outcome"),
    ];
    let rows = entries.iter().map(|entry| {
        Row::new(vec![
            html! { (when(entry.at, zone)) },
            html! { (who(entry.actor, colleagues)) },
            html! { (entry.act) },
            html! { (entry.fact) },
            html! { (outcome(entry.outcome)) },
        ])
    });
    let empty = Empty::new(Icon::Shield, "Nobody did anything to this record, and nobody looked at it.");
    Table::new("Who did what", columns, rows.collect()).or(empty)
}

fn when(at: Moment, zone: &TimeZone) -> String {
    let civil = at.civil(zone);
    format!("{} {}", wording::digits(civil.date().into()), wording::clock(civil.time()))
}

fn outcome(outcome: Outcome) -> Pill {
    match outcome {
        Outcome::Done => Pill::new(Tone::Good, "Done"),
        Outcome::Shown => Pill::new(Tone::Info, "Shown"),
        Outcome::Refused => Pill::new(Tone::Bad, "Refused"),
    }
}

/// A colleague by name, a machine of the office by what it does, or the account's number.
pub(crate) fn who(actor: AccountId, colleagues: &[StaffLine]) -> String {
    if let Some(line) = colleagues.iter().find(|line| line.account == Some(actor)) {
        return format!("{}, {}", line.family, line.given);
    }
    let raw = RawId::from(actor);
    let word: Vec<u8> = raw.as_bytes().iter().copied().take_while(|byte| *byte != 0).collect();
    match String::from_utf8(word) {
        Ok(word) if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic()) => {
            format!("The office itself ({word})")
        }
        _ => format!("Account {actor}"),
    }
}

#[cfg(test)]
mod tests {
    use super::who;
    use kernel::RawId;

    #[test]
    fn a_machine_is_told_from_a_person() {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(b"import");
        assert_eq!(who(RawId::from_bytes(bytes).into(), &[]), "The office itself (import)");
        let person = RawId::from_parts(1_795_000_000_000, [200; 10]);
        assert!(who(person.into(), &[]).starts_with("Account "));
    }
}
