//! Booking: one dialog from a free time, a chart or the key `n`; with first free times, and every fault at once.

use super::booking::{Booking, Typed};
use super::fields::form;
use super::suggest::suggestions;
use crate::answer::{Answer, form_faults};
use crate::asked::Asked;
use crate::kit::{Faults, Field, Notice, Tone};
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::Query;
use front_office::scheduling::{HoldSlot, NoteSeenBefore, ReleaseHold};
use kernel::{Kind, Problem, RawId};
use maud::{Markup, html};
use office::{Command, PatientId, Permission};
use serde::Deserialize;
use workflows::asked_first::AskedFirst;
use workflows::refer_in::BookReferral;
use workflows::seen_before::SeenBefore;

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
    if !form.answer.is_empty() {
        return answered(&staff, form).await;
    }
    let typed = form.taken();
    if let Ok(hold) = typed.let_go.parse() {
        staff.perform(request, ReleaseHold { hold }).await?;
        let free = Notice::new(Tone::Good, "The time is free for others again.");
        return shown(&staff, &typed, Faults::none(), html! { (free) }).await;
    }
    if typed.hold == "yes" {
        return hold(&staff, request, &typed).await;
    }
    let note = match seen_on(&typed) {
        Ok(note) => note,
        Err(faults) => return again(&staff, &typed, faults, html! {}).await,
    };
    let given = typed.given();
    let done = match typed.deed(&staff) {
        Ok(Booking::Series(booking)) => perform(&staff, request, note, AskedFirst { given, booking }).await,
        Ok(Booking::Plain(booking)) => match typed.referral.parse() {
            Ok(inbound) => {
                let booking = BookReferral { inbound, booking };
                perform(&staff, request, note, AskedFirst { given, booking }).await
            }
            Err(_) => perform(&staff, request, note, AskedFirst { given, booking }).await,
        },
        Ok(Booking::Over(booking)) => perform(&staff, request, note, AskedFirst { given, booking }).await,
        Err(faults) => return again(&staff, &typed, faults, html! {}).await,
    };
    match done {
        Ok(_) if way_back(Some(&typed.back)) != "/" => Ok(staff.go_saying(&typed.back, "The appointment is booked.")),
        Ok(_) if staff.asked == Asked::Page => {
            Ok(staff.go_saying(&format!("/schedule?day={}", typed.day), "The appointment is booked."))
        }
        Ok(_) => Ok(staff.close_dialog("/schedule")),
        Err(why) => {
            let unseen = why.code() == "not_established" || !typed.seen_on.trim().is_empty();
            let over = why.kind() == Kind::Conflict || typed.over == "yes";
            let faults = form_faults(why)?;
            let offer = html! {
                @if unseen { (seen_before(&typed, &faults)) }
                @if over && staff.may(Permission::DoubleBook) { (double_booking(&typed, &faults)) }
            };
            again(&staff, &typed, faults, offer).await
        }
    }
}

/// Books, and notes what was said and answered before.
async fn perform<C: Command>(
    staff: &Staff,
    request: RawId,
    note: Option<NoteSeenBefore>,
    booking: C,
) -> Result<(), Problem> {
    staff.perform(request, SeenBefore { note, booking }).await.map(drop)
}

/// The form after an answer; where it led to a visit and no time is typed, with the first free times.
async fn answered(staff: &Staff, form: Typed) -> Answer {
    let (typed, led) = form.answered(staff).await?;
    let suggested = match led && typed.time.trim().is_empty() && !typed.visit_type.is_empty() {
        true => suggestions(staff, &typed).await?,
        false => html! {},
    };
    shown(staff, &typed, Faults::none(), suggested).await
}

/// Keeps the time from others while the caller makes up their mind.
async fn hold(staff: &Staff, request: RawId, typed: &Typed) -> Answer {
    let (at, minutes) = match typed.time_to_hold(staff).await? {
        Ok(found) => found,
        Err(faults) => return again(staff, typed, faults, html! {}).await,
    };
    match staff.perform(request, HoldSlot { at, minutes }).await {
        Ok(hold) => {
            let held = Notice::new(Tone::Good, "This time is held for you for ten minutes. Others see that it is.");
            let held = held.more(html! { button.button name="let_go" value=(hold) { "Let it go" } });
            shown(staff, typed, Faults::none(), html! { (held) }).await
        }
        Err(why) => again(staff, typed, form_faults(why)?, html! {}).await,
    }
}

/// When the patient was last seen here before Moa, if that is typed.
fn seen_on(typed: &Typed) -> Result<Option<NoteSeenBefore>, Faults> {
    if typed.seen_on.trim().is_empty() {
        return Ok(None);
    }
    let (Ok(day), Ok(patient)) = (typed.seen_on.parse(), typed.patient.parse()) else {
        let mut faults = Faults::none();
        faults.add("seen_on", "Enter the day, like 2026-11-23 or 11/23/2026.");
        return Err(faults);
    };
    Ok(Some(NoteSeenBefore { patient, day }))
}

/// What is asked about somebody who is new to Moa, and perhaps not to the practice.
fn seen_before(typed: &Typed, faults: &Faults) -> Markup {
    html! {
        (Field::date("seen_on", "Last seen here").value(&typed.seen_on).fault(faults.of("seen_on")).optional()
            .hint("If the patient was seen in this practice before, enter when"))
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
