//! How a day of urgent care went: by level, how long each clock ran, and who left without being seen.

use super::level_pill;
use crate::answer::Answer;
use crate::figures::spread;
use crate::kit::{Button, Column, Empty, Figure, Icon, PageHead, Row, Table, figures, wording};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::Spread;
use front_office::patient_flow::urgent_care::{LevelOfDay, UrgentCareDay, UrgentDay};
use kernel::Day;
use maud::{Markup, html};
use serde::Deserialize;

/// Which day is wanted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    day: String,
}

/// `GET /urgent-care/day`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let day = wanted.day.parse().ok();
    let page = staff.ask(UrgentCareDay { site: staff.site()?.id, day }).await?.0;
    let to = |day: Day| format!("/urgent-care/day?day={day}");
    let mut head = PageHead::new("A day of urgent care")
        .back("/board", "Board")
        .more(html! { (wording::in_full(page.day)) " · " (page.site.name) })
        .deed(Button::plain("Day before").icon(Icon::Back).goes(to(page.day.plus_days(-1))).key('['));
    if page.day < page.today {
        head = head.deed(Button::plain("Day after").goes(to(page.day.plus_days(1))).key(']'));
        head = head.deed(Button::plain("Today").goes("/urgent-care/day").key('t'));
    }
    staff.show("A day of urgent care", html! { (head) (in_all(&page)) (table(&page)) })
}

fn in_all(page: &UrgentDay) -> Markup {
    let all = &page.all;
    let half = |spread: Option<Spread>| spread.map_or_else(|| "—".to_owned(), |of| wording::minutes(of.median));
    figures(&[
        Figure::new("Came", all.came.to_string()),
        Figure::new("Door to triage, half within", half(all.to_triage)),
        Figure::new("Door to provider, half within", half(all.to_provider)),
        Figure::new("Door to discharge, half within", half(all.stay)),
        Figure::new("Left without being seen", all.left_unseen.to_string()).more(share(all)),
    ])
}

/// The share of those who left without being seen: `3.3%`.
fn share(line: &LevelOfDay) -> String {
    let permille = line.left_unseen_permille();
    format!("{}.{}%", permille / 10, permille % 10)
}

fn table(page: &UrgentDay) -> Markup {
    let columns = vec![
        Column::words("Level"),
        Column::number("Came"),
        Column::number("Door to triage"),
        Column::number("Door to provider"),
        Column::number("Door to discharge"),
        Column::number("Left without being seen"),
    ];
    let rows = page.levels.iter().map(|line| row(html! { (level_pill(line.level)) }, line)).collect();
    let nobody = Empty::new(Icon::Board, "Nobody waited for the next provider on this day.");
    let table = Table::new("The day by level", columns, rows).or(nobody);
    let table = if page.levels.is_empty() { table } else { table.foot(row(html! { "All" }, &page.all)) };
    html! {
        (table)
        @if !page.levels.is_empty() {
            p.quiet { "Of each clock: half of the patients within so many minutes, and nine of ten within so many. Discharge counts those who were seen." }
        }
    }
}

fn row(called: Markup, line: &LevelOfDay) -> Row {
    Row::new(vec![
        called,
        html! { (line.came) },
        spread(line.to_triage, wording::minutes),
        spread(line.to_provider, wording::minutes),
        spread(line.stay, wording::minutes),
        html! { (line.left_unseen) @if line.left_unseen > 0 { span.cell-more { (share(line)) } } },
    ])
}
