//! What changed in a patient's demographics: every field, by whom, when, from what to what.

use super::banner::card;
use super::chart::{Here, head};
use super::typed::{as_read, label_of};
use crate::access_review::who;
use crate::answer::Answer;
use crate::kit::{Card, Column, Empty, Icon, Row, Table, wording};
use crate::staff::Staff;
use axum::extract::Path;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use office::PatientId;
use registry::people::{Change, HistoryOf};
use registry::practice::{StaffLine, StaffOfPractice};

/// `GET /patients/{patient}/history`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let (card, history, colleagues) =
        tokio::try_join!(card(&staff, patient), staff.ask(HistoryOf { patient }), staff.ask(StaffOfPractice))?;
    let empty = Empty::new(Icon::History, "Nothing was changed since the patient was registered.");
    let table = table(&history.changes, &colleagues.0, &staff.zone()).or(empty);
    let body = html! {
        (head(&staff, patient, Here::History))
        (Card::new("Changes of the demographics", table).to_the_edge())
    };
    staff.page("Changes", body).banner(card.shown()).answer()
}

/// Changes in rows, as they come.
pub(super) fn table(changes: &[Change], colleagues: &[StaffLine], zone: &TimeZone) -> Table {
    let columns = ["Field", "Was", "Became", "When", "By whom"].map(Column::words).into();
    let row = |change: &Change| {
        Row::new(vec![
            html! { (label_of(&change.field)) },
            value(&change.field, change.before.reveal()),
            value(&change.field, change.after.reveal()),
            html! { (wording::moment(change.at, zone)) },
            html! { (who(change.account, colleagues)) },
        ])
    };
    Table::new("Changes, latest first", columns, changes.iter().map(row).collect())
}

fn value(field: &str, kept: &str) -> Markup {
    html! { @if kept.is_empty() { span.quiet { "empty" } } @else { (as_read(field, kept)) } }
}
