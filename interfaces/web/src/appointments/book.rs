//! Booking: one dialog from a free time, a chart or the key `n`; with first free times, and every fault at once.

use super::booking::{Booking, Typed};
use super::in_place;
use super::suggest::suggestions;
use crate::answer::{Answer, Fault, form_faults};
use crate::asked::Asked;
use crate::kit::{Button, Choice, Faults, Field, Form, Width, side_by_side};
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::Query;
use front_office::scheduling::BookingChoices;
use kernel::{Kind, Problem};
use maud::{Markup, Render, html};
use office::{PatientId, Permission};
use registry::people::PersonCard;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
    goes_on: String,
}

const TITLE: &str = "Book an appointment";

/// `GET /appointments/new`: who it is for, and then the rest.
pub(super) async fn begin(staff: Staff, Query(typed): Query<Typed>) -> Answer {
    match typed.patient.parse::<PatientId>() {
        Ok(_) => shown(&staff, &typed, Faults::none(), html! {}).await,
        Err(_) => staff.dialog(TITLE, picker(&staff, "/appointments/search", &typed.address(), "", &[])),
    }
}

/// `POST /appointments/search`
pub(super) async fn search(staff: Staff, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let found = find(&staff, &form.q).await?;
    let goes_on = match way_back(Some(&form.goes_on)) {
        "/" => "/appointments/new",
        path => path,
    };
    staff.dialog(TITLE, picker(&staff, "/appointments/search", goes_on, &form.q, &found))
}

/// `POST /appointments`: books, or shows free times, or takes one of those that were shown.
pub(super) async fn book(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    if !form.find.is_empty() {
        let suggested = suggestions(&staff, &form).await?;
        return shown(&staff, &form, Faults::none(), suggested).await;
    }
    let typed = form.taken();
    let done = match typed.deed(&staff) {
        Ok(Booking::Plain(booking)) => staff.perform(request, booking).await,
        Ok(Booking::Over(booking)) => staff.perform(request, booking).await,
        Err(faults) => return again(&staff, &typed, faults, html! {}).await,
    };
    match done {
        Ok(_) if way_back(Some(&typed.back)) != "/" => Ok(staff.go_saying(&typed.back, "The appointment is booked.")),
        Ok(_) if staff.asked == Asked::Page => {
            Ok(staff.go_saying(&format!("/schedule?day={}", typed.day), "The appointment is booked."))
        }
        Ok(_) => Ok(staff.close_dialog("/schedule")),
        Err(why) => {
            let over = why.kind() == Kind::Conflict || typed.over == "yes";
            let faults = form_faults(why)?;
            let offer = if over && staff.may(Permission::DoubleBook) {
                double_booking(&typed, &faults)
            } else {
                html! {}
            };
            again(&staff, &typed, faults, offer).await
        }
    }
}

/// What is asked of those who may book over another appointment.
fn double_booking(typed: &Typed, faults: &Faults) -> Markup {
    html! {
        fieldset.free-times {
            legend { "Book over it" }
            (Field::text("double_reason", "Why may two be booked at once?").value(&typed.double_reason)
                .fault(faults.of("double_reason")))
            button.button name="over" value="yes" { "Book over it" }
        }
    }
}

async fn shown(staff: &Staff, typed: &Typed, faults: Faults, more: Markup) -> Answer {
    let body = form(staff, typed, faults, more).await?;
    staff.dialog(TITLE, body)
}

async fn again(staff: &Staff, typed: &Typed, faults: Faults, more: Markup) -> Answer {
    let body = form(staff, typed, faults, more).await?;
    staff.dialog_again(TITLE, body)
}

async fn form(staff: &Staff, typed: &Typed, faults: Faults, more: Markup) -> Result<Markup, Fault> {
    let patient: PatientId =
        typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let (choices, card) =
        tokio::try_join!(staff.ask(BookingChoices { site: staff.site()?.id }), staff.ask(PersonCard { patient }))?;
    let choices = choices.0;
    let types = std::iter::once(Choice::new("", "Choose…"))
        .chain(
            choices
                .visit_types
                .iter()
                .map(|kind| Choice::new(kind.id.to_string(), format!("{} · {} min", kind.name, kind.minutes))),
        )
        .collect();
    let providers = std::iter::once(Choice::new("", "Whoever is free first"))
        .chain(choices.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called())))
        .collect();
    let rooms = std::iter::once(Choice::new("", "No room held"))
        .chain(choices.rooms.iter().map(|room| Choice::new(room.id.to_string(), room.name.as_str())))
        .collect();
    let who = &card.demographics;
    let outside = faults.of("time").is_some();
    let fields = html! {
        // What Enter in a field presses; without it that would be the first of the suggested times.
        button hidden { "Book" }
        p.booking-for { "For " strong { (who.given.reveal()) " " (who.family.reveal()) } ", born "
            (crate::patients::born(staff, *who.birth_day.reveal())) }
        input type="hidden" name="patient" value=(patient);
        input type="hidden" name="back" value=(typed.back);
        (Field::select("visit_type", "Kind of visit", types).value(&typed.visit_type).fault(faults.of("visit_type")).starts_here())
        (Field::select("provider", "Provider", providers).value(&typed.provider).fault(faults.of("provider")))
        (side_by_side(html! {
            (Field::date("day", "Day").value(&typed.day).fault(faults.of("day")))
            (Field::text("time", "Time").value(&typed.time).fault(faults.of("time")).width(Width::Short))
            (Field::select("room", "Room", rooms).value(&typed.room).optional())
        }))
        (Field::text("reason", "Reason").value(&typed.reason).fault(faults.of("reason")).optional().hint("In the patient’s own words"))
        @if outside {
            (Field::checks("outside", "Outside of hours", vec![Choice::new("yes", "The provider agreed to see them at this time")],
                vec![typed.outside.clone()]).optional())
        }
        (more)
    };
    Ok(in_place(staff, Form::post("/appointments", &staff.seal()))
        .faults(faults)
        .body(fields)
        .button(Button::main("Book"))
        .button(Button::plain("First free times").sends("find", "yes"))
        .render())
}
