//! The fields of the booking dialog: what must be known, what the patient would like, and how often it repeats.

use super::booking::Typed;
use crate::answer::Fault;
use crate::booking_questions::{anybody_of, asking, shown};
use crate::kit::{Button, Choice, Faults, Field, Form, Width, side_by_side, wording};
use crate::staff::Staff;
use front_office::scheduling::{AppointmentsOf, BookingChoices, ScheduleLine, UpcomingOf, VisitType};
use jiff::civil::Weekday;
use kernel::Problem;
use maud::{Markup, Render, html};
use office::PatientId;
use registry::people::PersonCard;
use registry::practice::StaffLine;

/// The days of the week on which most offices are open: word, day, name.
pub(crate) const DAYS: &[(&str, Weekday, &str)] = &[
    ("mon", Weekday::Monday, "Monday"),
    ("tue", Weekday::Tuesday, "Tuesday"),
    ("wed", Weekday::Wednesday, "Wednesday"),
    ("thu", Weekday::Thursday, "Thursday"),
    ("fri", Weekday::Friday, "Friday"),
    ("sat", Weekday::Saturday, "Saturday"),
    ("sun", Weekday::Sunday, "Sunday"),
];

/// The parts of a day, as they are chosen.
pub(crate) const PARTS: [(&str, &str); 4] =
    [("any", "Any time"), ("morning", "Mornings"), ("afternoon", "Afternoons"), ("evening", "Evenings")];

/// The kinds of visit, each with how long it takes.
pub(crate) fn kinds_of_visit(kinds: &[VisitType]) -> Vec<Choice> {
    let kinds = kinds.iter();
    let kinds = kinds.map(|kind| Choice::new(kind.id.to_string(), format!("{} · {} min", kind.name, kind.minutes)));
    std::iter::once(Choice::new("", "Choose…")).chain(kinds).collect()
}

/// Nobody named, in these words, and then each provider.
pub(crate) fn providers_or(nobody: &str, providers: &[StaffLine]) -> Vec<Choice> {
    each_or(vec![Choice::new("", nobody)], providers)
}

/// These choices that name nobody, and then each provider.
pub(crate) fn each_or(nobody: Vec<Choice>, providers: &[StaffLine]) -> Vec<Choice> {
    let providers = providers.iter().map(|line| Choice::new(line.id.to_string(), line.called()));
    nobody.into_iter().chain(providers).collect()
}

/// What the patient would like: it orders the free times, and excludes none.
fn wishes(typed: &Typed, upcoming: &AppointmentsOf) -> Markup {
    let days = DAYS.iter().map(|(word, _, name)| Choice::new(*word, *name)).collect();
    let said = |line: &ScheduleLine| {
        let at = wording::moment(line.starts_at, &upcoming.labels.zone(line.site));
        Choice::new(line.appointment.to_string(), format!("{at}, {}", line.visit_type_name))
    };
    let others = std::iter::once(Choice::new("", "Any day")).chain(upcoming.lines.iter().map(said)).collect();
    let parts = PARTS.map(|(word, name)| Choice::new(word, name)).into();
    let open = !typed.part.is_empty() && typed.part != "any" || !typed.days.is_empty() || !typed.same_day.is_empty();
    html! {
        details.folded open[open] {
            summary { "What suits the patient" }
            (side_by_side(html! {
                (Field::select("part", "Time of day", parts).value(&typed.part).optional())
                @if !upcoming.lines.is_empty() {
                    (Field::select("same_day", "Same day as", others).value(&typed.same_day).optional())
                }
            }))
            (Field::checks("days", "Days of the week", days, typed.days.clone()).optional().hint("None ticked: any day"))
        }
    }
}

/// How often it repeats.
fn series(typed: &Typed, faults: &Faults) -> Markup {
    let every = std::iter::once(Choice::new("", "Once"))
        .chain((1..=12).map(|weeks: u8| match weeks {
            1 => Choice::new("1", "Every week"),
            weeks => Choice::new(weeks.to_string(), format!("Every {weeks} weeks")),
        }))
        .collect();
    let open = !typed.every_weeks.is_empty() || faults.of("times").is_some();
    html! {
        details.folded open[open] {
            summary { "Book a series" }
            (side_by_side(html! {
                (Field::select("every_weeks", "How often", every).value(&typed.every_weeks).optional())
                (Field::number("times", "How many in all").value(&typed.times).fault(faults.of("times")).width(Width::Few).optional())
            }))
        }
    }
}

/// The form, with everything that is typed so far; `more` stands below the fields.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn form(staff: &Staff, typed: &Typed, faults: Faults, more: Markup) -> Result<Markup, Fault> {
    let patient: PatientId =
        typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let site = typed.at(staff)?;
    let (choices, card, upcoming, asked) = tokio::try_join!(
        staff.ask(BookingChoices { site: site.id }),
        staff.ask(PersonCard { patient }),
        staff.ask(UpcomingOf { patient }),
        asking(staff, &typed.asked_edition, &typed.asked_path),
    )?;
    let choices = choices.0;
    let types = kinds_of_visit(&choices.visit_types);
    let providers = each_or(anybody_of(asked.as_ref(), "Whoever is free first"), &choices.providers);
    // The questions take the cursor while they are being answered, and at the beginning where nothing is chosen yet.
    let moved = !typed.answer.is_empty();
    let begins =
        asked.is_some() && faults.is_empty() && (moved || typed.visit_type.is_empty() && typed.find.is_empty());
    let kind =
        Field::select("visit_type", "Kind of visit", types).value(&typed.visit_type).fault(faults.of("visit_type"));
    let kind = if begins && typed.visit_type.is_empty() { kind } else { kind.starts_here() };
    let rooms = std::iter::once(Choice::new("", "As the visit needs"))
        .chain(choices.rooms.iter().map(|room| Choice::new(room.id.to_string(), room.name.as_str())))
        .collect();
    let who = &card.demographics;
    let outside = faults.of("time").is_some();
    let fields = html! {
        // What Enter in a field presses; without it that would be the first of the suggested times.
        button hidden { "Book" }
        p.booking-for { "For " strong { (who.given.reveal()) " " (who.family.reveal()) } ", born "
            (crate::patients::born(staff, *who.birth_day.reveal()))
            @if staff.site().is_ok_and(|usual| usual.id != site.id) { ", at " strong { (site.name) } } }
        input type="hidden" name="patient" value=(patient);
        input type="hidden" name="back" value=(typed.back);
        input type="hidden" name="referral" value=(typed.referral);
        input type="hidden" name="site" value=(typed.site);
        (shown(asked.as_ref(), begins, moved))
        (kind)
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
        (wishes(typed, &upcoming))
        (series(typed, &faults))
        (more)
    };
    Ok(staff
        .in_place(Form::post("/appointments", &staff.seal()))
        .faults(faults)
        .body(fields)
        .button(Button::main("Book"))
        .button(Button::plain("First free times").sends("find", "yes"))
        .button(Button::bare("Hold this time").sends("hold", "yes"))
        .render())
}
