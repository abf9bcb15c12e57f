//! One appointment: when, with whom, how it stands, what can be done about it, and its history.

use crate::answer::Answer;
use crate::asked::Asked;
use crate::fees::waive_button;
use crate::kit::{Button, Choice, Facts, Faults, Field, Form, Icon, Timeline, Tone, Width, side_by_side, wording};
use crate::patients::chart_of;
use crate::reminders::messages_about;
use crate::schedule::grid::{is_over, status};
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::scheduling::no_show_risk::NoShowRisk;
use front_office::scheduling::{
    Appointment, AppointmentAnswer, AppointmentId, BookingChoices, CancelReason, HistoryDeed, Standing,
};
use kernel::Day;
use maud::{Markup, Render, html};
use office::Permission;
use registry::people::PersonCard;
use serde::Deserialize;

/// `GET /appointments/{appointment}`
pub(super) async fn show(staff: Staff, Path(appointment): Path<AppointmentId>) -> Answer {
    let found = staff.ask(Appointment { appointment }).await?;
    let card = staff.ask(PersonCard { patient: found.line.patient }).await?;
    let who = &card.demographics;
    let line = &found.line;
    let zone = found.labels.zone(line.site);
    let clock = |at: kernel::Moment| wording::clock(at.civil(&zone).time());
    let facts = Facts::new()
        .fact("Patient", html! { a href=(chart_of(line.patient)) { (who.family.reveal()) ", " (who.given.reveal()) } })
        .fact("Born", html! { (crate::patients::born(&staff, *who.birth_day.reveal())) })
        .fact("When", html! { (wording::weekday(line.day)) ", " (clock(line.starts_at)) " to " (clock(line.ends_at)) })
        .fact("With", html! { (found.labels.provider(line.provider)) ", " (found.labels.site(line.site)) })
        .fact("Visit", html! { (line.visit_type_name) })
        .fact("Status", status(line).1)
        .fact("Reason", html! { (line.reason.reveal()) });
    let facts = match &found.risk {
        Some(risk) => facts.fact("No-show risk", in_words(risk)),
        None => facts,
    };
    let facts = match &line.double_reason {
        Some(why) => facts.fact("Double-booked because", html! { (why.reveal()) }),
        None => facts,
    };
    let facts = match &found.fee {
        Some(fee) => facts.fact("Fee", crate::fees::said(fee)),
        None => facts,
    };
    let facts = match &found.answers {
        Some(answers) => facts.fact("Asked", super::answers::said(answers)),
        None => facts,
    };
    let body = html! {
        (facts)
        div.form-buttons { @for deed in deeds(&staff, &found) { (deed) } }
        (messages_about(&staff, appointment, &zone).await?)
        details { summary { "History" } (history(&found)) }
    };
    staff.dialog("Appointment", body)
}

/// What speaks for a reminder. It is never a ground to refuse.
fn in_words(risk: &NoShowRisk) -> Markup {
    html! {
        @if let Some(per_cent) = risk.per_cent { "About " (per_cent) " of 100 such appointments are missed here. " }
        (risk.words) "."
    }
}

fn deeds(staff: &Staff, found: &AppointmentAnswer) -> Vec<Button> {
    let line = &found.line;
    let at = format!("/appointments/{}", line.appointment);
    let (version, back) = (line.version.to_string(), schedule_of(line.day));
    let post = |words: &str, to: &str| {
        let button = Button::plain(words).posts(format!("{at}/{to}"), &staff.seal());
        button.with("version", version.as_str())
    };
    // In the dialog the schedule below follows by itself.
    let stays = |button: Button| if staff.asked == Asked::Page { button } else { button.swaps("#dialog") };
    let mut deeds = Vec::new();
    match &line.visit {
        Some(seen) => {
            deeds.push(Button::main("Open the visit").goes(format!("/visits/{}", seen.visit)));
            if staff.may(Permission::CheckIn) && !is_over(seen.status) {
                deeds.push(Button::plain("Check-in").goes(format!("/visits/{}/check-in", seen.visit)));
            }
        }
        None if line.standing.holds_time() => {
            if staff.may(Permission::CheckIn) {
                deeds.push(post("Arrived", "arrival").with("back", "/board"));
                deeds.push(stays(post("No-show", "no-show").with("back", back.as_str())));
                deeds.push(post("Link for check-in", "link"));
            }
            if staff.may(Permission::Schedule) {
                if line.standing == Standing::Booked {
                    deeds.push(stays(post("Confirmed by the patient", "confirm").with("back", back.as_str())));
                }
                deeds.push(Button::plain("Move").opens(format!("{at}/move")));
                deeds.push(Button::plain("Carry to another day").posts(format!("{at}/lift"), &staff.seal()));
                deeds.push(Button::danger("Cancel it").opens(format!("{at}/cancel")));
            }
        }
        None if staff.may(Permission::Schedule) => {
            deeds.push(stays(post("Bring it back", "restore").icon(Icon::Undo).with("back", back.as_str())));
        }
        None => {}
    }
    deeds.extend(found.fee.as_ref().and_then(|fee| waive_button(staff, fee)));
    deeds
}

fn history(found: &AppointmentAnswer) -> Markup {
    let mut timeline = Timeline::new();
    for line in found.history.iter().rev() {
        let zone = found.labels.zone(line.site);
        let place = html! {
            (said(line.deed)) ": " (wording::moment(line.starts_at, &zone)) ", " (found.labels.provider(line.provider))
            @if let Some(why) = line.cancel_reason { " · " (why.title()) }
        };
        let tone = match line.deed {
            HistoryDeed::Cancelled | HistoryDeed::NoShow => Tone::Warn,
            _ => Tone::Good,
        };
        timeline = timeline.entry(tone, wording::moment(line.at, &zone), place, "");
    }
    if let Some(answers) = &found.answers {
        let zone = found.labels.zone(found.line.site);
        timeline = timeline.entry(Tone::Info, wording::moment(answers.at, &zone), super::answers::told(answers), "");
    }
    timeline.render()
}

const fn said(deed: HistoryDeed) -> &'static str {
    match deed {
        HistoryDeed::Booked => "Booked",
        HistoryDeed::DoubleBooked => "Double-booked",
        HistoryDeed::Moved => "Moved",
        HistoryDeed::Confirmed => "Confirmed",
        HistoryDeed::Cancelled => "Cancelled",
        HistoryDeed::NoShow => "Marked as no-show",
        HistoryDeed::Restored => "Brought back",
    }
}

/// The day to which it is to go, where one is shown.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    day: String,
}

/// `GET /appointments/{appointment}/move`: the form for those who do not drag.
pub(super) async fn places(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let found = staff.ask(Appointment { appointment }).await?;
    let line = &found.line;
    let time = line.starts_at.civil(&found.labels.zone(line.site)).time().strftime("%H:%M").to_string();
    let (provider, day, back) =
        (line.provider.to_string(), wanted.day.parse().unwrap_or(line.day).to_string(), schedule_of(line.day));
    let body = move_form(&staff, appointment, line.version, [&provider, &day, &time, &back], Faults::none()).await?;
    staff.dialog("Move the appointment", body)
}

/// The schedule of a day.
fn schedule_of(day: Day) -> String {
    format!("/schedule?day={day}")
}

/// The form that moves an appointment, with what stands in it: provider, day, time, and the schedule it was begun from.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn move_form(
    staff: &Staff,
    appointment: AppointmentId,
    version: i64,
    [provider, day, time, back]: [&str; 4],
    faults: Faults,
) -> Result<Markup, kernel::Problem> {
    let choices = staff.ask(BookingChoices { site: staff.site()?.id }).await?.0;
    let providers = choices.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called())).collect();
    let outside = faults.of("time").is_some();
    let fields = html! {
        input type="hidden" name="version" value=(version);
        input type="hidden" name="back" value=(back);
        (Field::select("provider", "Provider", providers).value(provider).fault(faults.of("provider")))
        (side_by_side(html! {
            (Field::date("day", "Day").value(day).fault(faults.of("day")).starts_here())
            (Field::text("time", "Time").value(time).fault(faults.of("time")).width(Width::Short))
        }))
        @if outside {
            (Field::checks("outside", "Outside of hours", vec![Choice::new("yes", "The provider agreed to see them at this time")], Vec::new()).optional())
        }
    };
    Ok(staff
        .in_place(Form::post(format!("/appointments/{appointment}/move"), &staff.seal()))
        .faults(faults)
        .body(fields)
        .button(Button::main("Move it"))
        .render())
}

/// `GET /appointments/{appointment}/cancel`: why.
pub(super) async fn reasons(staff: Staff, Path(appointment): Path<AppointmentId>) -> Answer {
    let found = staff.ask(Appointment { appointment }).await?;
    let reasons = CancelReason::ALL.iter().map(|why| Choice::new(why.word(), why.title())).collect();
    let body = staff.in_place(Form::post(format!("/appointments/{appointment}/cancel"), &staff.seal()))
        .body(html! {
            input type="hidden" name="version" value=(found.line.version);
            input type="hidden" name="back" value=(schedule_of(found.line.day));
            (Field::radios("reason", "Why is it cancelled?", reasons).value(CancelReason::PatientAsked.word()).starts_here())
        })
        .button(Button::danger("Cancel the appointment"));
    staff.dialog("Cancel", body)
}
