//! Who is still expected today, with the one deed that the desk does when they come through the door.

use super::rows::Around;
use crate::kit::{Button, Column, Empty, Icon, Pill, Row, Table, Tone, wording};
use crate::reminders::mark_pill;
use front_office::scheduling::{ScheduleLine, Standing};
use maud::{Markup, Render, html};
use office::Permission;

/// Minutes after the appointed time from which somebody is late.
const LATE_MINUTES: i64 = 5;

pub(super) fn table(around: &Around<'_>) -> Markup {
    let lines: Vec<&ScheduleLine> =
        around.page.board.expected.iter().filter(|line| around.wanted.is_of(line.provider)).collect();
    if lines.is_empty() {
        return Empty::new(Icon::Calendar, "Nobody else is expected today.").render();
    }
    let columns = vec![
        Column::words("Patient"),
        Column::words("Time"),
        Column::words("Visit"),
        Column::words("Provider"),
        Column::words("Standing"),
        Column::deeds("Deeds"),
    ];
    let rows = lines.into_iter().map(|line| row(around, line)).collect();
    Table::new("Patients expected today", columns, rows).render()
}

fn plain(standing: Standing) -> Pill {
    match standing {
        Standing::Confirmed => Pill::new(Tone::Good, "Confirmed"),
        Standing::Booked | Standing::Cancelled | Standing::NoShow => Pill::new(Tone::Quiet, standing.title()),
    }
}

fn row(around: &Around<'_>, line: &ScheduleLine) -> Row {
    let page = around.page;
    let person = page.people.get(line.patient);
    let born = person.map(|person| wording::digits(*person.birth_day.reveal())).unwrap_or_default();
    let name = page.people.name(line.patient).into_revealed();
    let late = page.now.minutes_since(line.starts_at);
    let standing = match line.standing {
        _ if late >= LATE_MINUTES => Pill::new(Tone::Warn, format!("{} late", wording::minutes(late))),
        standing => {
            let mark = page.marks.get(&line.appointment).and_then(|mark| mark_pill(*mark, standing));
            mark.map_or_else(|| plain(standing), |(_, pill)| pill)
        }
    };
    let at = format!("/appointments/{}", line.appointment);
    let post = |words: &str, to: &str| {
        let button = if to == "arrival" { Button::plain(words) } else { Button::bare(words) };
        let button = button.posts(format!("{at}/{to}"), &around.staff.seal()).with("back", around.back);
        button.with("version", line.version.to_string()).swaps("#board").about(name.as_str())
    };
    let deeds = html! {
        @if around.staff.may(Permission::CheckIn) {
            div.row-deeds {
                (post("Arrived", "arrival").row_key('a'))
                @if late >= LATE_MINUTES { (post("No-show", "no-show-at-board")) }
            }
        }
    };
    Row::new(vec![
        html! { (name) },
        html! { span.unbroken { (wording::clock(line.starts_at.civil(&page.site.zone).time())) } },
        html! { (line.visit_type_name) },
        html! { (page.labels.provider(line.provider)) },
        html! { (standing) },
        deeds,
    ])
    .more(html! { (born) })
    .opens(at)
    .id(format!("expected-{}", line.appointment))
}
