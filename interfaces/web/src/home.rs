//! The start page: how the day stands at this site, and whose turn it is, for the role of whoever is at the desk.

use crate::answer::Answer;
use crate::board::pill;
use crate::desk::Desk;
use crate::kit::{
    Button, Card, Column, Empty, Figure, Icon, Live, Minutes, PageHead, Pill, Row, Table, Tone, figures, wording,
};
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use front_office::documents::Tray;
use front_office::patient_flow::{Status, VisitId, VisitLine};
use jiff::tz::TimeZone;
use kernel::Moment;
use maud::{Markup, html};
use office::Permission;
use registry::drafts::{DraftLine, DraftStanding, MyDrafts};
use registry::practice::StaffId;
use workflows::now_list::{NowAnswer, NowLine, NowList, Pressing, Task};
use workflows::patient_board::BoardPage;

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
    let day = wording::in_full(staff.today());
    let inside = standing(&staff).await?;
    let body = html! {
        (PageHead::new(greeting).more(html! { (day) " · " (site.name) }))
        (Live::new("today", "/today", &["board", "schedule", "phone", "referrals", "mail"], inside))
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
    let now = staff.ask(NowList { site }).await?;
    let drafts = staff.ask(MyDrafts).await?.0;
    let page = &now.board;
    Ok(html! {
        (counts(page))
        (Card::new("Your turn now", now_table(&now)).to_the_edge())
        @if !drafts.is_empty() { (Card::new("Half done", half_done(&drafts, &page.site.zone)).to_the_edge()) }
        (Card::new("Expected next", expected(page, now.me)).to_the_edge())
        @if !page.board.left_open.is_empty() {
            (Card::new("Left open on earlier days", turns_table(page, &page.board.left_open.iter().collect::<Vec<_>>())).to_the_edge())
        }
    })
}

/// What this person is to do now, the most pressing first, each with the reason for its place.
fn now_table(now: &NowAnswer) -> Table {
    let columns = ["What", "Who", "Why now", "Where", "With"].map(Column::words).into();
    let rows = now.lines.iter().map(|line| now_row(now, line)).collect();
    let empty =
        Empty::new(Icon::CheckCircle, "Nobody waits for you now.").next(Button::plain("Open the board").goes("/board"));
    Table::new("What you do now", columns, rows).or(empty)
}

fn now_row(now: &NowAnswer, line: &NowLine) -> Row {
    let page = &now.board;
    let (what, leads, id) = match line.task {
        Task::Call(call) => ("Answer the call".to_owned(), "/calls".to_owned(), call.to_string()),
        Task::CallBack(owed) => ("Call back".to_owned(), "/calls".to_owned(), owed.to_string()),
        Task::Late(appointment) => {
            ("Find out where they are".to_owned(), format!("/appointments/{appointment}"), appointment.to_string())
        }
        Task::Answer(answer) => ("Act on the answer".to_owned(), "/reminders".to_owned(), answer.to_string()),
        Task::Referral(referral) => {
            ("Follow the referral".to_owned(), format!("/referrals/{referral}"), referral.to_string())
        }
        Task::ReferralIn(inbound) => {
            ("Go on with the referral to us".to_owned(), format!("/referrals-in/{inbound}"), inbound.to_string())
        }
        Task::SelfCheckIn(id) => {
            ("Look over what they entered".to_owned(), format!("/self-check-ins/{id}"), id.to_string())
        }
        Task::Documents(tray) => {
            let what = if tray == Tray::Mine { "Review documents" } else { "Match documents" };
            (what.to_owned(), format!("/documents?tray={}", tray.word()), format!("documents-{}", tray.word()))
        }
        Task::Triage(visit) => ("Triage".to_owned(), format!("/visits/{visit}/triage"), format!("triage-{visit}")),
        Task::HelpAtOnce(visit) => ("Help at once".to_owned(), format!("/visits/{visit}"), format!("help-{visit}")),
        Task::TakeNext(visit) => ("Take the next".to_owned(), "/board".to_owned(), format!("next-{visit}")),
        Task::Visit(visit, status) => {
            let (what, at) = step(status, visit);
            (what.to_owned(), at, visit.to_string())
        }
    };
    let visit = match line.task {
        Task::Visit(id, _) | Task::Triage(id) | Task::HelpAtOnce(id) | Task::TakeNext(id) => {
            page.board.visits.iter().find(|visit| visit.visit == id)
        }
        Task::Call(_)
        | Task::CallBack(_)
        | Task::Late(_)
        | Task::Answer(_)
        | Task::Referral(_)
        | Task::ReferralIn(_)
        | Task::SelfCheckIn(_)
        | Task::Documents(_) => None,
    };
    let room = visit.and_then(|visit| page.board.rooms.iter().find(|line| Some(line.room.id) == visit.room));
    let person = line.patient.and_then(|patient| {
        let called = || now.calls.as_ref().and_then(|calls| calls.people.get(patient));
        let others = || now.others.get(patient).or_else(|| now.answering.get(patient));
        page.people.get(patient).or_else(called).or_else(others)
    });
    Row::new(vec![
        html! { (what) },
        html! {
            @match person {
                Some(person) => { (person.name.reveal()) span.cell-more { (wording::digits(*person.birth_day.reveal())) } }
                None => (wording::phone(line.number.reveal())),
            }
        },
        html! { (pressing(line.pressing)) " " (line.because) },
        html! { (room.map_or("", |line| line.room.name.as_str())) },
        html! { (visit.map_or("", |visit| page.labels.provider_or_next(visit.provider))) },
    ])
    .id(format!("now-{id}"))
    .leads(leads)
}

/// What comes next for a visit of this status, and the page on which it is done.
fn step(status: Status, visit: VisitId) -> (&'static str, String) {
    match status {
        Status::Arrived | Status::CheckingIn => ("Check in", format!("/visits/{visit}/check-in")),
        Status::Waiting => ("Put in a room", format!("/visits/{visit}")),
        Status::Roomed => ("Make ready for the provider", format!("/visits/{visit}")),
        Status::CheckingOut => ("Check out", format!("/visits/{visit}/check-out")),
        _ => ("See the patient", format!("/visits/{visit}")),
    }
}

fn pressing(pressing: Pressing) -> Pill {
    match pressing {
        Pressing::AtOnce => Pill::new(Tone::Bad, "At once"),
        Pressing::Overdue => Pill::new(Tone::Bad, "Overdue"),
        Pressing::Soon => Pill::new(Tone::Warn, "Soon"),
        Pressing::InTurn => Pill::new(Tone::Quiet, "In turn"),
    }
}

/// What this person has begun and not finished, each with the way back to it.
fn half_done(drafts: &[DraftLine], zone: &TimeZone) -> Table {
    let columns = vec![Column::words("Page"), Column::words("Left at"), Column::words("How")];
    let rows = drafts.iter().map(|line| {
        let how = match line.standing {
            DraftStanding::Parked => Pill::new(Tone::Info, "Put aside"),
            DraftStanding::Typed => Pill::new(Tone::Quiet, "Not finished"),
        };
        Row::new(vec![html! { (line.title) }, html! { (wording::moment(line.kept_at, zone)) }, html! { (how) }])
            .leads(line.page.as_str())
    });
    Table::new("What you have half done", columns, rows.collect())
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
            html! { (page.labels.provider_or_next(visit.provider)) },
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
