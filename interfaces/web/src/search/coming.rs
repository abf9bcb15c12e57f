//! Appointments that the search box finds: what the people found have ahead, or what somebody has on the day that was typed.

use super::{days, people};
use crate::kit::{Card, Column, Icon, Row, Suggestion, Table, wording};
use crate::patients::standing_of;
use crate::staff::Staff;
use front_office::scheduling::{Coming, ComingUp, ScheduleLine};
use kernel::{Day, Problem};
use maud::html;
use office::Permission;
use registry::people::PersonLine;

/// Appointments that are shown.
const SHOWN: u32 = 6;
/// Where more people are found than this, nobody is meant yet.
const MEANT_MAX: usize = 3;
/// People of a name whose appointments on a day are looked for.
const NAMESAKES_MAX: u32 = 50;

/// Appointments with the names of their people; and the day itself, where nothing else was typed.
#[derive(Default)]
pub(super) struct Found {
    coming: Option<Coming>,
    people: Vec<PersonLine>,
    day: Option<Day>,
}

/// The appointments of the few people found; where nobody was, those of a name on a day.
pub(super) async fn of(staff: &Staff, typed: &str, found: &[PersonLine]) -> Result<Found, Problem> {
    if !staff.may(Permission::SeeSchedule) {
        return Ok(Found::default());
    }
    let (people, on) = match days::day_in(typed, staff.today()) {
        _ if found.len() > MEANT_MAX => return Ok(Found::default()),
        _ if !found.is_empty() => (found.to_vec(), None),
        Some((day, others)) if others.is_empty() => return Ok(Found { day: Some(day), ..Found::default() }),
        Some((day, others)) => (people(staff, &others, NAMESAKES_MAX).await?, Some(day)),
        None => return Ok(Found::default()),
    };
    if people.is_empty() {
        return Ok(Found::default());
    }
    let patients = people.iter().map(|line| line.id).collect();
    let coming = staff.ask(ComingUp { patients, on, at_most: SHOWN }).await?;
    Ok(Found { coming: Some(coming), people, day: None })
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.lines().next().is_none() && self.day.is_none()
    }

    fn lines(&self) -> impl Iterator<Item = (&ScheduleLine, &Coming)> {
        self.coming.iter().flat_map(|coming| coming.lines.iter().map(move |line| (line, coming)))
    }

    fn name(&self, line: &ScheduleLine) -> &str {
        self.people.iter().find(|person| person.id == line.patient).map_or("", |person| person.name.reveal())
    }

    pub(super) fn offers(&self) -> Vec<Suggestion> {
        let day = self.day.map(|day| Suggestion {
            to: schedule_of(day),
            icon: Icon::Calendar,
            title: format!("Schedule of {}", wording::weekday(day)),
            detail: "Go there".to_owned(),
        });
        let appointment = |(line, coming): (&ScheduleLine, &Coming)| Suggestion {
            to: format!("/appointments/{}", line.appointment),
            icon: Icon::Calendar,
            title: self.name(line).to_owned(),
            detail: format!(
                "{} · {}, {}",
                when(line, coming),
                coming.labels.provider(line.provider),
                coming.labels.site(line.site)
            ),
        };
        day.into_iter().chain(self.lines().map(appointment)).collect()
    }

    pub(super) fn card(&self) -> Card {
        let columns = ["When", "Who", "With", "For", "Where", "Status"].map(Column::words).into();
        let row = |(line, coming): (&ScheduleLine, &Coming)| {
            Row::new(vec![
                html! { (when(line, coming)) },
                html! { (self.name(line)) },
                html! { (coming.labels.provider(line.provider)) },
                html! { (line.visit_type_name) },
                html! { (coming.labels.site(line.site)) },
                html! { (standing_of(line)) },
            ])
            .leads(format!("/appointments/{}", line.appointment))
        };
        let rows: Vec<Row> = self.lines().map(row).collect();
        let body = html! {
            @if let Some(day) = self.day { p { a href=(schedule_of(day)) { "Schedule of " (wording::weekday(day)) } } }
            @if !rows.is_empty() { (Table::new("Appointments found", columns, rows)) }
        };
        let card = Card::new("Appointments", body);
        if self.day.is_some() { card } else { card.to_the_edge() }
    }
}

fn schedule_of(day: Day) -> String {
    format!("/schedule?day={day}")
}

/// `Tue, Nov 24, 2026, 9:20 am`
fn when(line: &ScheduleLine, coming: &Coming) -> String {
    let starts = line.starts_at.civil(&coming.labels.zone(line.site));
    format!("{}, {}", wording::weekday(starts.date().into()), wording::clock(starts.time()))
}
