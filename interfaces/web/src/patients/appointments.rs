//! A patient's appointments on the face of the chart: those to come and those that were.

use crate::kit::{Card, Column, Icon, Pill, Row, Table, Tone, wording};
use front_office::follow_up::{EntryStanding, WaitlistLine};
use front_office::patient_flow::Status;
use front_office::scheduling::{AppointmentsOf, ScheduleLine, Standing};
use jiff::tz::TimeZone;
use kernel::Day;
use maud::{Markup, Render, html};
use office::PatientId;

/// Where the booking dialog for this patient opens.
pub(super) fn booking_for(patient: PatientId) -> String {
    format!("/appointments/new?patient={patient}")
}

/// Appointments shown before the rest is folded away.
const SHOWN: usize = 6;

/// One list of appointments.
pub(super) fn card(heading: &str, of: &AppointmentsOf) -> Card {
    let table = |lines: &[ScheduleLine]| {
        let columns = ["When", "With", "For", "Where", "Status"].map(Column::words).into();
        Table::new(heading, columns, lines.iter().map(|line| row(line, of)).collect())
    };
    let (first, rest) = of.lines.split_at(of.lines.len().min(SHOWN));
    if first.is_empty() {
        return Card::new(heading, html! { p.quiet { "No appointments." } });
    }
    let body = html! {
        (table(first))
        @if !rest.is_empty() {
            details.folded { summary { (rest.len()) " more" } (table(rest)) }
        }
    };
    Card::new(heading, body.render()).to_the_edge()
}

/// For what the patient waits, if they do.
pub(super) fn waits(places: &[WaitlistLine], today: Day, zone: &TimeZone) -> Markup {
    let waiting = places.iter().filter(|place| place.standing == EntryStanding::Waiting && today <= place.until);
    html! {
        @for place in waiting {
            p { "Waits for an earlier time since " (wording::digits(place.added_at.civil(zone).date().into())) ", until "
                (wording::digits(place.until)) ": " a href="/waitlist" { "waitlist" } }
        }
    }
}

fn row(line: &ScheduleLine, of: &AppointmentsOf) -> Row {
    let zone = of.labels.zone(line.site);
    let starts = line.starts_at.civil(&zone);
    Row::new(vec![
        html! { (wording::weekday(starts.date().into())) ", " (wording::clock(starts.time())) },
        html! { (of.labels.provider(line.provider)) },
        html! { (line.visit_type_name) },
        html! { (of.labels.site(line.site)) },
        html! {
            (standing_of(line))
            @if let Some(fee) = of.fees.iter().find(|fee| fee.appointment == line.appointment) {
                span.cell-more { (crate::fees::said(fee)) }
            }
        },
    ])
    .leads(format!("/appointments/{}", line.appointment))
}

/// How the promise, or the visit, stands.
pub(crate) fn standing_of(line: &ScheduleLine) -> Pill {
    if let Some(visit) = &line.visit {
        let tone = if visit.status == Status::Left { Tone::Good } else { Tone::Busy };
        return Pill::new(tone, visit.status.title());
    }
    match line.standing {
        Standing::Booked => Pill::new(Tone::Quiet, "Booked"),
        Standing::Confirmed => Pill::new(Tone::Info, "Confirmed"),
        Standing::Cancelled => {
            let why = line.cancel_reason.map(|why| format!(": {}", why.title().to_lowercase())).unwrap_or_default();
            Pill::new(Tone::Quiet, format!("Cancelled{why}")).icon(Icon::Close)
        }
        Standing::NoShow => Pill::new(Tone::Warn, "No-show"),
    }
}
