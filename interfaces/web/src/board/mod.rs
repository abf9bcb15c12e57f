//! The live board: who is in the office and where, who is still expected, which rooms are free.

mod expected;
mod queue;
mod rooms;
mod rows;
mod urgent;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::desk::Desk;
use crate::kit::{
    Board, BoardRow, Button, Choice, Count, Empty, Field, Icon, Lane, Live, Notice, PageHead, Tab, Tabs, Tone,
    filter_bar, wording,
};
use crate::staff::{Staff, see_other};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use front_office::follow_up::OffersOpen;
use front_office::patient_flow::{Status, VisitLine};
use front_office::scheduling::BookingChoices;
use maud::{Markup, html};
use office::Permission;
use registry::practice::StaffId;
use rows::{Around, board_row};
use serde::Deserialize;
use workflows::patient_board::{BoardPage, PatientBoard};

pub(crate) use rows::{pill, tone};

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/board", get(show))
}

/// What of the board is wanted.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wanted {
    view: String,
    provider: String,
}

impl Wanted {
    /// What an address of the board shows.
    fn of_address(address: &str) -> Self {
        address.split_once('?').and_then(|(_, query)| serde_html_form::from_str(query).ok()).unwrap_or_default()
    }

    fn at(&self) -> String {
        match (self.view.as_str(), self.provider.parse::<StaffId>()) {
            ("", Err(_)) => "/board".to_owned(),
            (view, Err(_)) => format!("/board?view={view}"),
            (view, Ok(provider)) => format!("/board?view={view}&provider={provider}"),
        }
    }

    /// Whether patients of this provider are wanted.
    fn is_of(&self, provider: StaffId) -> bool {
        self.provider.parse::<StaffId>().map_or(true, |wanted| wanted == provider)
    }

    /// Whether a visit is wanted: of this provider, or of nobody yet.
    fn has(&self, line: &VisitLine) -> bool {
        line.provider.is_none_or(|provider| self.is_of(provider))
    }
}

/// The statuses of patients who are here, in the order of their way through the office.
pub(crate) const HERE: &[Status] = &[
    Status::Arrived,
    Status::CheckingIn,
    Status::Waiting,
    Status::Roomed,
    Status::ReadyForProvider,
    Status::WithProvider,
    Status::CheckingOut,
];

/// `GET /board`; the inside alone to htmx, when something at the site changed.
async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let at = wanted.at();
    let inside = inside(&staff, &wanted).await?;
    if staff.asked != Asked::Page {
        return staff.show("Board", inside);
    }
    let mut head = PageHead::new("Board").more(html! { (staff.site()?.name) });
    if staff.may(Permission::CheckIn) {
        head = head.deed(Button::main("Walk-in").icon(Icon::Plus).goes("/walk-ins/new").key('w'));
    }
    let tab = |view: &str, words: &str| {
        let to = Wanted { view: view.to_owned(), ..wanted.clone() }.at();
        if wanted.view == view { Tab::here(words, to) } else { Tab::new(words, to) }
    };
    let tabs =
        Tabs::new("How to show the board", vec![tab("", "List"), tab("lanes", "Lanes"), tab("gone", "Gone home")]);
    let filter = filter(&staff, &wanted).await?;
    staff.show("Board", html! { (head) (tabs) (filter) (Live::new("board", at, &["board"], inside)) })
}

/// Whose patients are shown.
async fn filter(staff: &Staff, wanted: &Wanted) -> Result<Markup, crate::answer::Fault> {
    let choices = staff.ask(BookingChoices { site: staff.site()?.id }).await?.0;
    let everybody = Choice::new("", "Everybody’s patients");
    let providers = choices.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called()));
    let providers = std::iter::once(everybody).chain(providers).collect();
    let fields = html! {
        @if !wanted.view.is_empty() { input type="hidden" name="view" value=(wanted.view); }
        (Field::select("provider", "Provider", providers).value(&wanted.provider))
    };
    Ok(filter_bar("/board", fields))
}

/// After a deed at the board: the board as it is now, in place; or the page again for a browser without a script.
pub(crate) async fn after(staff: &Staff, back: &str) -> Answer {
    let back = crate::staff::way_back(Some(back));
    match staff.asked {
        Asked::Page => Ok(see_other(if back == "/" { "/board" } else { back })),
        Asked::Fragment | Asked::Dialog | Asked::Live => {
            let inside = inside(staff, &Wanted::of_address(back)).await?;
            staff.show("Board", inside)
        }
    }
}

async fn inside(staff: &Staff, wanted: &Wanted) -> Result<Markup, crate::answer::Fault> {
    let site = staff.site()?.id;
    let on_offer = staff.ask(OffersOpen { site }).await?.0;
    let board = PatientBoard { site };
    let page = match staff.asked {
        Asked::Page | Asked::Dialog => staff.ask(board).await?,
        Asked::Fragment | Asked::Live => staff.ask_again(board).await?,
    };
    let back = wanted.at();
    let around = Around { staff, page: &page, wanted, back: &back };
    let queued = |line: &&VisitLine| page.board.queue.iter().any(|queued| queued.visit == line.visit);
    let here = page.board.visits.iter().filter(|line| line.status.is_here() && wanted.has(line));
    let here: Vec<&VisitLine> = here.filter(|line| !queued(line)).collect();
    if wanted.view == "gone" {
        let done: Vec<&VisitLine> =
            page.board.visits.iter().filter(|line| !line.status.is_here() && wanted.has(line)).collect();
        let rows: Vec<BoardRow> = done.iter().rev().map(|line| board_row(&around, line)).collect();
        let nobody = Empty::new(Icon::Door, "Nobody has gone home yet today.");
        return Ok(html! {
            (counts(&page))
            section.board-part {
                h2 { "Gone home " (Count::new(done.len(), "patients")) }
                @if rows.is_empty() { (nobody) } @else { (Board::Rows(rows)) }
            }
        });
    }
    let left_open: Vec<BoardRow> =
        page.board.left_open.iter().filter(|line| !queued(line)).map(|line| board_row(&around, line)).collect();
    let board = if wanted.view == "lanes" { lanes(&around, &here) } else { list(&around, &here) };
    Ok(html! {
        @if on_offer > 0 {
            (Notice::new(Tone::Info, freed(on_offer)).more(html! { a href="/waitlist" { "Call the patients on the waitlist" } }))
        }
        (queue::alarm(&around))
        (counts(&page))
        (rooms::strip(&around))
        @if !left_open.is_empty() {
            section.board-part {
                h2 { "Still open from an earlier day" }
                (Board::Rows(left_open))
            }
        }
        (queue::section(&around))
        section.board-part {
            h2 { "In the office " (Count::new(here.len(), "patients")) }
            (board)
        }
        section.board-part {
            h2 { "Expected " (Count::new(page.board.expected.len(), "appointments")) }
            (expected::table(&around))
        }
    })
}

fn freed(times: usize) -> String {
    if times == 1 { "A freed time is on offer.".to_owned() } else { format!("{times} freed times are on offer.") }
}

fn counts(page: &BoardPage) -> Markup {
    html! {
        ul.board-counts aria-label="Patients by status" {
            @for status in HERE {
                @let count = page.board.count(*status);
                @if count > 0 { li { (pill(*status)) " " strong { (count) } } }
            }
            li.quiet { "As of " (wording::clock(page.now.civil(&page.site.zone).time())) }
        }
    }
}

/// Whoever waits longest where somebody must act comes first.
fn list(around: &Around<'_>, here: &[&VisitLine]) -> Board {
    let mut sorted = here.to_vec();
    sorted.sort_by_key(|line| (HERE.iter().position(|status| *status == line.status), line.since));
    Board::Rows(sorted.into_iter().map(|line| board_row(around, line)).collect())
}

fn lanes(around: &Around<'_>, here: &[&VisitLine]) -> Board {
    let lane = |status: &Status| {
        let mut of_status: Vec<&&VisitLine> = here.iter().filter(|line| line.status == *status).collect();
        of_status.sort_by_key(|line| line.since);
        let rows: Vec<BoardRow> = of_status.into_iter().map(|line| board_row(around, line)).collect();
        Lane { title: status.title().to_owned(), tone: tone(*status), rows }
    };
    Board::Lanes(HERE.iter().map(lane).collect())
}
