//! The patient-flow board: where everybody is, for how long, and who acts next.

use super::{Empty, Icon, Pill, Tone, wording};
use kernel::Moment;
use maud::{Markup, Render, html};

/// Minutes that run: since when, and from how many minutes on they are long and too long. The server writes them, the browser
/// ticks them on.
#[derive(Clone, Copy, Debug)]
pub struct Minutes {
    since: Moment,
    now: Moment,
    long: u16,
    too_long: u16,
    runs: bool,
}

impl Minutes {
    /// Minutes from `since` to `now`, with the limits of the office.
    #[must_use]
    pub const fn new(since: Moment, now: Moment, long: u16, too_long: u16) -> Self {
        Self { since, now, long, too_long, runs: true }
    }

    /// Minutes from `since` to `until`, which are over.
    #[must_use]
    pub const fn over(since: Moment, until: Moment, long: u16, too_long: u16) -> Self {
        Self { since, now: until, long, too_long, runs: false }
    }

    /// The icons of the levels, once in a page: a board shows hundreds.
    pub(super) fn icons() -> Markup {
        html! {
            svg.sr-only width="0" height="0" aria-hidden="true" {
                (Icon::Clock.symbol("minutes-fine")) (Icon::Alert.symbol("minutes-long")) (Icon::Octagon.symbol("minutes-late"))
            }
        }
    }
}

impl Render for Minutes {
    fn render(&self) -> Markup {
        let minutes = self.now.minutes_since(self.since).max(0);
        let level = match minutes {
            m if m >= i64::from(self.too_long) => "late",
            m if m >= i64::from(self.long) => "long",
            _ => "fine",
        };
        html! {
            span.minutes data-since=[self.runs.then(|| self.since.unix_millis())] data-long=[self.runs.then_some(self.long)]
                data-too-long=[self.runs.then_some(self.too_long)] data-level=(level) {
                svg.icon aria-hidden="true" { use href={ "#minutes-" (level) } {} }
                span data-minutes { (wording::minutes(minutes)) }
                span.minutes-word data-word { @match level { "late" => "too long", "long" => "long", _ => "" } }
            }
        }
    }
}

/// One visit on the board.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// The visit's id; keeps the row in place through live updates.
    pub id: String,
    /// Where the row leads.
    pub leads: String,
    /// The patient's name.
    pub patient: String,
    /// What tells this patient from another of the same name: date of birth and age.
    pub detail: String,
    /// When the appointment is, or "Walk-in".
    pub appointment: String,
    /// Why they came: the visit type.
    pub reason: String,
    /// Whom they see.
    pub provider: String,
    /// Where they are; empty when nowhere in particular.
    pub room: String,
    /// The status, with tone, icon and word.
    pub status: Pill,
    /// Minutes in this status.
    pub in_status: Minutes,
    /// Minutes since they arrived.
    pub in_all: Minutes,
    /// Who acts next: "Medical assistant".
    pub next: String,
    /// The button of the next deed, and others.
    pub deeds: Markup,
}

/// Visits of one lane.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What the lane is: "Waiting".
    pub title: String,
    /// Its tone.
    pub tone: Tone,
    /// Its rows, longest wait first.
    pub rows: Vec<BoardRow>,
}

/// How a board is laid out.
#[derive(Clone, Debug)]
pub enum Board {
    /// A dense table, for the front desk.
    Rows(Vec<BoardRow>),
    /// Lanes by status, for the wall.
    Lanes(Vec<Lane>),
}

impl Render for Board {
    fn render(&self) -> Markup {
        match self {
            Self::Rows(rows) if rows.is_empty() => nobody(),
            Self::Rows(rows) => table(rows),
            Self::Lanes(lanes) => html! { div.lanes { @for lane in lanes { (lane) } } },
        }
    }
}

fn nobody() -> Markup {
    Empty::new(Icon::Board, "Nobody is in the office. Arrivals appear here by themselves.").render()
}

fn table(rows: &[BoardRow]) -> Markup {
    html! {
        div.table-scroll tabindex="0" role="region" aria-label="Patients in the office" {
            table.table.board {
                caption.sr-only { "Patients in the office" }
                thead {
                    tr {
                        th scope="col" { "Patient" } th scope="col" { "Status" } th scope="col" { "In status" }
                        th scope="col" { "In all" } th scope="col" { "Room" } th scope="col" { "Appointment" }
                        th.deeds scope="col" { "Next to act" }
                    }
                }
                tbody data-list {
                    @for row in rows {
                        tr id={ "visit-" (row.id) } data-row class=(row.status.class()) {
                            th scope="row" { a.row-link href=(row.leads) { (row.patient) } span.cell-more { (row.detail) } }
                            td { (row.status) }
                            td { (row.in_status) }
                            td { (row.in_all) }
                            td.room { @if row.room.is_empty() { span.quiet { "—" span.sr-only { "no room" } } } @else { (row.room) } }
                            td { (row.appointment) " · " (row.reason) span.cell-more { (row.provider) } }
                            td.deeds { (row.deeds) span.cell-more { (row.next) } }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Lane {
    fn render(&self) -> Markup {
        html! {
            section class={ "lane " (self.tone.class()) } {
                h2 { (self.tone.icon()) span { (self.title) } span.count { (self.rows.len()) span.sr-only { " patients" } } }
                ol data-list {
                    @for row in &self.rows {
                        li.lane-card id={ "lane-" (row.id) } data-row {
                            a.row-link href=(row.leads) { (row.patient) }
                            div.cell-more { (row.detail) }
                            div.lane-where {
                                @if !row.room.is_empty() { strong { (row.room) } " · " }
                                (row.provider)
                            }
                            div.lane-minutes { (row.in_status) span.quiet { "in all " (row.in_all) } }
                            div.lane-next { span { (row.next) } (row.deeds) }
                        }
                    }
                    @if self.rows.is_empty() { li.quiet { "Nobody" } }
                }
            }
        }
    }
}
