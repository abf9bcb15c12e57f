//! Those who wait for the next provider, in the order in which they are taken, each with the reason for their place.

use super::rows::{Around, deeds, detail, pill, room_name};
use crate::kit::{Button, Column, Count, Empty, Icon, Minutes, Notice, Row, Table, Tone, wording};
use crate::urgent_care::level_pill;
use front_office::patient_flow::urgent_care::{Clock, Level, Queued};
use front_office::patient_flow::{Threshold, VisitLine};
use maud::{Markup, html};
use office::Permission;

/// The alarm for everybody of level 1 whom no provider is with; nothing where there is nobody.
pub(super) fn alarm(around: &Around<'_>) -> Markup {
    let all: Vec<&VisitLine> = around.page.board.in_danger().collect();
    html! {
        @if !all.is_empty() {
            div role="alert" id="level-one" {
                (Notice::new(Tone::Bad, "Level 1: needs help at once.").more(html! {
                    @for line in &all {
                        a href={ "/visits/" (line.visit) } { (around.page.people.name(line.patient).reveal()) } " "
                        (room_name(around, line)) " "
                    }
                }))
            }
        }
    }
}

/// The queue, where the site keeps one or somebody still stands in it.
pub(super) fn section(around: &Around<'_>) -> Markup {
    let board = &around.page.board;
    if !board.care.on && board.queue.is_empty() {
        return html! {};
    }
    let nobody = Empty::new(Icon::Board, "Nobody waits for the next provider.");
    let columns = vec![
        Column::words("Patient"),
        Column::words("Place and why"),
        Column::words("Since the door"),
        Column::words("Status"),
        Column::deeds("Deeds"),
    ];
    let rows = board.queue.iter().enumerate().filter_map(|(place, queued)| row(around, place, queued)).collect();
    html! {
        section.board-part.board-queue {
            header.part-head {
                h2 { "Waiting for the next provider " (Count::new(board.queue.len(), "patients")) }
                a href="/urgent-care/day" { "How the day goes" }
                @if around.staff.may(Permission::RoomPatients) && !board.queue.is_empty() { (take_next(around)) }
            }
            (Table::new("Patients who wait for the next provider, in the order in which they are taken", columns, rows).or(nobody))
        }
    }
}

/// One key: for whoever sees patients here at once, for everybody else after saying for whom.
fn take_next(around: &Around<'_>) -> Button {
    match around.page.me {
        Some(me) => Button::main("Take the next")
            .posts("/board/next", &around.staff.seal())
            .with("provider", me.to_string())
            .key('n'),
        None => Button::main("Take the next for…").opens("/board/next").key('n'),
    }
}

fn row(around: &Around<'_>, place: usize, queued: &Queued) -> Option<Row> {
    let page = around.page;
    let line = page.board.line(queued.visit)?;
    let level = queued.triaged.map(|triaged| triaged.level);
    let since_door =
        |limit: Threshold| Minutes::new(line.arrived_at, page.now, limit.warn_minutes, limit.alarm_minutes);
    // Nobody of level 1 is told to wait.
    let wait = page.board.waits.get(&line.visit).filter(|_| level != Some(Level::One));
    let cells = vec![
        html! { (page.people.name(line.patient).reveal()) },
        html! {
            span.queue-place { strong.digits { (place + 1) } " " (level_pill(level)) }
            span.cell-more { (queued.because) }
        },
        html! {
            (since_door(page.board.care.limit_of(level)))
            @if level.is_none() { span.cell-more { "triage " (since_door(page.board.care.limit(Clock::Triage))) } }
            @if let Some(wait) = wait { span.cell-more { (wording::about_minutes(wait.minutes, wait.error)) } }
        },
        html! { (pill(line.status)) @if line.room.is_some() { span.cell-more { (room_name(around, line)) } } },
        deeds(around, line),
    ];
    let more = format!("{} · {}", detail(around, line), line.visit_type_name);
    Some(Row::new(cells).more(more).leads(format!("/visits/{}", line.visit)).id(format!("queue-{}", line.visit)))
}
