//! The start page: how the day stands at this site, and whose turn it is, for the role of whoever is at the desk.

use crate::answer::Answer;
use crate::board::pill;
use crate::desk::Desk;
use crate::kit::{Button, Card, Column, Empty, Figure, Icon, Live, Minutes, PageHead, Row, Table, figures, wording};
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use front_office::patient_flow::{NextToAct, Status, VisitLine};
use jiff::tz::TimeZone;
use kernel::Moment;
use maud::{Markup, html};
use office::{Permission, Role};
use registry::practice::{StaffId, StaffOfPractice};
use workflows::patient_board::{BoardPage, PatientBoard};

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/", get(show)).route("/today", get(today))
}

/// Appointments shown ahead.
const EXPECTED_MAX: usize = 12;

async fn show(staff: Staff) -> Answer {
    let greeting = format!("Today, {}", staff.who.name());
    if !staff.may(Permission::SeeSchedule) {
        return staff.show("Today", html! { (PageHead::new(greeting)) (places(&staff)) });
    }
    let Ok(site) = staff.site() else {
        return staff.show("Today", html! { (PageHead::new(greeting)) (no_site(&staff)) });
    };
    let day = wording::in_full(staff.desk.office().now().civil(&site.zone).date().into());
    let inside = standing(&staff).await?;
    let body = html! {
        (PageHead::new(greeting).more(html! { (day) " · " (site.name) }))
        (Live::new("today", "/today", &["board", "schedule"], inside))
    };
    staff.show("Today", body)
}

/// The inside of the live part.
async fn today(staff: Staff) -> Answer {
    let inside = standing(&staff).await?;
    staff.show("Today", inside)
}

async fn standing(staff: &Staff) -> Result<Markup, kernel::Problem> {
    let site = staff.site()?.id;
    let page = staff.ask(PatientBoard { site }).await?;
    let me = my_record(staff).await?;
    let mine = turns(staff, &page, me);
    Ok(html! {
        (counts(&page))
        (Card::new("Your turn", turns_table(&page, &mine)).to_the_edge())
        (Card::new("Expected next", expected(&page, me)).to_the_edge())
        @if !page.board.left_open.is_empty() {
            (Card::new("Left open on earlier days", turns_table(&page, &page.board.left_open.iter().collect::<Vec<_>>())).to_the_edge())
        }
    })
}

/// The staff record behind this account, if it is a provider's.
async fn my_record(staff: &Staff) -> Result<Option<StaffId>, kernel::Problem> {
    let sees_patients =
        |role: &Role| matches!(role, Role::Physician | Role::NursePractitioner | Role::PhysicianAssistant);
    if !staff.who.roles().iter().any(sees_patients) {
        return Ok(None);
    }
    let all = staff.ask(StaffOfPractice).await?.0;
    let account = Some(staff.who.account());
    Ok(all.into_iter().find(|line| line.account == account && line.scheduled).map(|line| line.id))
}

fn counts(page: &BoardPage) -> Markup {
    let count = |statuses: &[Status]| statuses.iter().map(|status| page.board.count(*status)).sum::<usize>();
    let waiting = page.board.visits.iter().filter(|visit| visit.status == Status::Waiting);
    let longest = waiting.map(|visit| page.now.minutes_since(visit.since)).max();
    let mut wait = Figure::new("Waiting", count(&[Status::Waiting]).to_string());
    if let Some(longest) = longest {
        wait = wait.more(format!("longest {}", wording::minutes(longest.max(0))));
    }
    figures(&[
        Figure::new("Expected", page.board.expected.len().to_string()),
        Figure::new("At the desk", count(&[Status::Arrived, Status::CheckingIn, Status::CheckingOut]).to_string()),
        wait,
        Figure::new("In rooms", count(&[Status::Roomed, Status::ReadyForProvider, Status::WithProvider]).to_string()),
        Figure::new("Gone home", count(&[Status::Left]).to_string()),
    ])
}

/// The visits in which this person acts next, the longest in their status first.
fn turns<'a>(staff: &Staff, page: &'a BoardPage, me: Option<StaffId>) -> Vec<&'a VisitLine> {
    let mine = |visit: &&VisitLine| match visit.status.next_to_act() {
        NextToAct::FrontDesk => staff.may(Permission::CheckIn),
        NextToAct::MedicalAssistant => staff.may(Permission::RoomPatients) && me.is_none(),
        NextToAct::Provider => me == Some(visit.provider),
        NextToAct::Nobody => false,
    };
    let mut visits: Vec<&VisitLine> = page.board.visits.iter().filter(mine).collect();
    visits.sort_by_key(|visit| visit.since);
    visits
}

fn turns_table(page: &BoardPage, visits: &[&VisitLine]) -> Table {
    let columns = vec![
        Column::words("Patient"),
        Column::words("Status"),
        Column::words("For"),
        Column::words("Room"),
        Column::words("With"),
        Column::words("Next"),
    ];
    let rows = visits.iter().map(|visit| {
        let limit = page.board.thresholds.of(visit.status);
        let room = page.board.rooms.iter().find(|line| Some(line.room.id) == visit.room);
        Row::new(vec![
            html! { (page.people.name(visit.patient).reveal()) },
            html! { (pill(visit.status)) },
            html! { (Minutes::new(visit.since, page.now, limit.warn_minutes, limit.alarm_minutes)) },
            html! { (room.map_or("", |line| line.room.name.as_str())) },
            html! { (page.labels.provider(visit.provider)) },
            html! { (visit.status.next_to_act().title()) },
        ])
        .id(format!("turn-{}", visit.visit))
        .leads(format!("/visits/{}", visit.visit))
    });
    let empty =
        Empty::new(Icon::CheckCircle, "Nobody waits for you now.").next(Button::plain("Open the board").goes("/board"));
    Table::new("Visits in which you act next", columns, rows.collect()).or(empty)
}

/// The next appointments whose patients have not come yet; a provider's own where it is one who looks.
fn expected(page: &BoardPage, me: Option<StaffId>) -> Table {
    let columns = vec![Column::words("Time"), Column::words("Patient"), Column::words("Visit"), Column::words("With")];
    let mine = page.board.expected.iter().filter(|line| me.is_none_or(|me| me == line.provider));
    let rows = mine.take(EXPECTED_MAX).map(|line| {
        Row::new(vec![
            html! { (clock(line.starts_at, &page.site.zone)) },
            html! { (page.people.name(line.patient).reveal()) },
            html! { (line.visit_type_name) },
            html! { (page.labels.provider(line.provider)) },
        ])
        .id(format!("expected-{}", line.appointment))
        .leads(format!("/patients/{}", line.patient))
    });
    let empty = Empty::new(Icon::Calendar, "Nobody else is expected today.")
        .next(Button::plain("Open the schedule").goes("/schedule"));
    Table::new("Expected next", columns, rows.collect()).or(empty)
}

fn clock(at: Moment, zone: &TimeZone) -> String {
    wording::clock(at.civil(zone).time())
}

fn no_site(staff: &Staff) -> Markup {
    let empty = Empty::new(Icon::Pin, "You work at no site yet. Your office manager can change that.");
    html! { (if staff.may(Permission::ManagePractice) { empty.next(Button::plain("Sites and rooms").goes("/practice")) } else { empty }) }
}

/// What else this person's role leads to.
fn places(staff: &Staff) -> Markup {
    let others: Vec<_> = crate::rail::spots(staff).filter(|spot| spot.to != "/").collect();
    html! {
        nav.home-places aria-label="Your places" {
            @for spot in others { (Button::plain(spot.label).icon(spot.icon).goes(spot.to)) " " }
        }
    }
}
