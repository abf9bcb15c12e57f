//! Day repair: somebody is away, and each of their visits is proposed another place; all or each is accepted, and the patients
//! are called in order.

use crate::answer::{Answer, incomplete};
use crate::kit::{
    Button, Card, Choice, Column, Empty, Field, Icon, PageHead, Pill, Row, Table, Tone, Width, filter_bar, wording,
};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Query;
use front_office::scheduling::{AcceptRepair, AppointmentId, BookingChoices, Place, Proposal};
use jiff::civil::Time;
use kernel::Day;
use maud::{Markup, html};
use office::{Permission, SiteId};
use registry::practice::StaffId;
use serde::Deserialize;
use workflows::day_repair::{DayRepairAnswer, DayRepairPage};

const TITLE: &str = "Somebody is away";

/// Who is away, when.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    provider: String,
    day: String,
    from: String,
}

impl Wanted {
    fn at(&self) -> String {
        format!("/schedule/repair?provider={}&day={}&from={}", self.provider, self.day, self.from)
    }
}

/// `GET /schedule/repair`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let site = staff.site()?;
    let choices = staff.ask(BookingChoices { site: site.id }).await?.0;
    let today: Day = staff.today();
    let day: Day = wanted.day.parse().unwrap_or(today);
    let from = crate::appointments::time_of(&wanted.from);
    let wanted = Wanted { day: day.to_string(), ..wanted };
    let providers = std::iter::once(Choice::new("", "Choose…"))
        .chain(choices.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called())));
    let asked = html! {
        (Field::select("provider", "Who is away", providers.collect()).value(&wanted.provider).starts_here())
        (Field::date("day", "Day").value(&wanted.day))
        (Field::text("from", "From").value(&wanted.from).width(Width::Few).optional().hint("Empty: the whole day"))
    };
    let found = match wanted.provider.parse::<StaffId>() {
        Ok(provider) => Some(staff.ask(DayRepairPage { provider, day, from: from.unwrap_or(Time::midnight()) }).await?),
        Err(_) => None,
    };
    let body = html! {
        (PageHead::new(TITLE).back(format!("/schedule?day={day}"), "Schedule"))
        p { "Choose who is away and from when. Moa proposes where each visit goes: the same day with another provider first, then "
            "the nearest days. Nothing is moved before you accept it." }
        (filter_bar("/schedule/repair", asked))
        @if let Some(found) = &found { (plan(&staff, &wanted, found)) }
    };
    staff.show(TITLE, body)
}

fn plan(staff: &Staff, wanted: &Wanted, found: &DayRepairAnswer) -> Markup {
    let placed: Vec<&Proposal> = found.proposals.iter().filter(|one| one.to.is_some()).collect();
    let left = found.proposals.len() - placed.len();
    let all: Vec<String> = placed.iter().filter_map(|one| written(found, one)).collect();
    let accept = Button::main(format!("Move all {}", placed.len()))
        .posts("/schedule/repair", &staff.seal())
        .with("moves", all.join(";"))
        .with("back", wanted.at());
    let may = staff.may(Permission::Schedule);
    let columns = vec![
        Column::words("Call"),
        Column::words("Telephone"),
        Column::words("Was"),
        Column::words("Goes to"),
        Column::words("Why there"),
        Column::deeds("Deeds"),
    ];
    let rows = found.proposals.iter().zip(1..).map(|(one, call)| row(staff, wanted, found, one, call)).collect();
    let nobody = Empty::new(Icon::CheckCircle, "Nobody who is still to come has an appointment then.");
    let mut card = Card::new("Calls, in order", Table::new("Calls, in order", columns, rows).or(nobody)).to_the_edge();
    if may && !placed.is_empty() {
        card = card.deed(accept);
    }
    html! {
        (card)
        @if left > 0 {
            p { (left) @if left == 1 { " visit finds" } @else { " visits find" }
                " no place within four weeks. Call the patient, and put them on the waitlist." }
        }
    }
}

fn row(staff: &Staff, wanted: &Wanted, found: &DayRepairAnswer, one: &Proposal, call: usize) -> Row {
    let visit = &one.visit;
    let name = found.people.name(visit.patient);
    let kind = found.visit_types.iter().find(|kind| kind.id == visit.visit_type).map_or("", |kind| &kind.name);
    let number = found.phones.get(visit.patient);
    let was = visit.starts_at.civil(&found.labels.zone(visit.site));
    let goes = written(found, one).filter(|_| staff.may(Permission::Schedule)).map(|moves| {
        Button::plain("Move")
            .about(name.reveal().as_str())
            .posts("/schedule/repair", &staff.seal())
            .with("moves", moves)
            .with("back", wanted.at())
    });
    Row::new(vec![
        html! { (call) ". " a href=(crate::patients::chart_of(visit.patient)) { (name.reveal()) } },
        html! { span.digits { (wording::phone(number.reveal())) } },
        html! { (wording::clock(was.time())) ", " (kind) },
        html! {
            @match &one.to {
                Some(to) => {
                    strong { (wording::weekday(to.day)) ", " (wording::clock(to.starts_at.civil(&found.labels.zone(to.site)).time())) }
                    " " (found.labels.provider(to.provider))
                    @if to.site != visit.site { ", " (found.labels.site(to.site)) }
                }
                None => (Pill::new(Tone::Warn, "No place found").icon(Icon::Alert)),
            }
        },
        html! {
            @if let Some(to) = &one.to { (to.why.iter().map(|why| why.said()).collect::<Vec<_>>().join(", ")) }
        },
        html! { @if let Some(goes) = goes { (goes) } },
    ])
    .id(format!("call-{}", visit.appointment))
}

/// A proposal as it is sent back: appointment, version, site, provider, day, time.
fn written(found: &DayRepairAnswer, one: &Proposal) -> Option<String> {
    let to = one.to.as_ref()?;
    let from = to.starts_at.civil(&found.labels.zone(to.site)).time().strftime("%H:%M");
    let visit = &one.visit;
    Some(format!("{}|{}|{}|{}|{}|{from}", visit.appointment, visit.version, to.site, to.provider, to.day))
}

/// One move, as it was sent.
fn read(text: &str) -> Option<(AppointmentId, i64, Place)> {
    let mut parts = text.split('|');
    let appointment = parts.next()?.parse().ok()?;
    let version = parts.next()?.parse().ok()?;
    let site: SiteId = parts.next()?.parse().ok()?;
    let provider: StaffId = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    let from = crate::appointments::time_of(parts.next()?)?;
    Some((appointment, version, Place { site, provider, room: None, day, from }))
}

/// What is accepted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Accepted {
    moves: String,
    back: String,
}

/// `POST /schedule/repair`: moves all that are named, or none.
pub(super) async fn accept(staff: Staff, Sealed { form, request }: Sealed<Accepted>) -> Answer {
    let moves: Option<Vec<_>> = form.moves.split(';').map(read).collect();
    let moves = moves.ok_or_else(incomplete)?;
    let count = staff.perform(request, AcceptRepair { moves }).await?;
    let back = match crate::staff::way_back(Some(&form.back)) {
        "/" => "/schedule",
        back => back,
    };
    let said = if count == 1 {
        "The visit is moved. Call the patient.".to_owned()
    } else {
        format!("All {count} visits are moved. Call the patients in this order.")
    };
    Ok(staff.go_saying(back, &said))
}
