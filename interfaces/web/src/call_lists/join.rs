//! Putting somebody on the waitlist: who, for what, and what suits them.

use super::tabs;
use crate::answer::{Answer, Fault, form_faults};
use crate::appointments::{DAYS, PARTS, kinds_of_visit, providers_or};
use crate::kit::{Button, Choice, Faults, Field, Form, PageHead, side_by_side};
use crate::page::Page;
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Query;
use front_office::follow_up::{AddToWaitlist, Urgency, Weekdays};
use front_office::scheduling::{AppointmentsOf, BookingChoices, PartOfDay, UpcomingOf};
use kernel::{Phi, Problem};
use maud::{Render, html};
use office::PatientId;
use registry::people::PersonCard;
use serde::Deserialize;

const TITLE: &str = "Put somebody on the waitlist";
/// Days for which somebody waits where nothing else is said.
const USUAL_DAYS: i32 = 60;

/// What stands in the form.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    visit_type: String,
    provider: String,
    part: String,
    days: Vec<String>,
    until: String,
    urgency: String,
    appointment: String,
    note: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// `GET /waitlist/new`: who, and then the rest.
pub(super) async fn begin(staff: Staff, Query(typed): Query<Typed>) -> Answer {
    if typed.patient.parse::<PatientId>().is_err() {
        let head = PageHead::new(TITLE).back("/waitlist", "Waitlist");
        let body = html! { (head) (picker(&staff, "/waitlist/search", "/waitlist/new", "", &[])) };
        return staff.show(TITLE, body);
    }
    page(&staff, &typed, Faults::none()).await?.answer()
}

/// `POST /waitlist/search`
pub(super) async fn search(staff: Staff, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let found = find(&staff, &form.q).await?;
    let head = PageHead::new(TITLE).back("/waitlist", "Waitlist");
    let body = html! { (head) (picker(&staff, "/waitlist/search", "/waitlist/new", &form.q, &found)) };
    staff.show(TITLE, body)
}

/// `POST /waitlist`
pub(super) async fn add(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let faults = match typed.deed(&staff) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(_) => return Ok(staff.go_saying("/waitlist", "The patient is on the waitlist.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    page(&staff, &typed, faults).await?.again().answer()
}

impl Typed {
    fn deed(&self, staff: &Staff) -> Result<AddToWaitlist, Faults> {
        let mut faults = Faults::none();
        let patient = self.patient.parse().map_err(|_| faults.add("patient", "Choose the patient again."));
        let visit_type = self.visit_type.parse().map_err(|_| faults.add("visit_type", "Choose the kind of visit."));
        let until = self.until.parse().map_err(|_| faults.add("until", "Enter until when they wait."));
        let at = staff.site().map(|site| (site.id, staff.today()));
        let at = at.map_err(|why: Problem| faults.add("visit_type", why.say()));
        let (Ok(patient), Ok(visit_type), Ok(until), Ok((site, from))) = (patient, visit_type, until, at) else {
            return Err(faults);
        };
        let days = DAYS.iter().filter(|(word, _, _)| self.days.iter().any(|day| day == word)).map(|(_, day, _)| *day);
        Ok(AddToWaitlist {
            patient,
            visit_type,
            site: Some(site),
            provider: self.provider.parse().ok(),
            part: PartOfDay::from_word(&self.part).unwrap_or(PartOfDay::Any),
            weekdays: Weekdays::of(&days.collect::<Vec<_>>()),
            from,
            until,
            urgency: Urgency::from_word(&self.urgency).unwrap_or(Urgency::Routine),
            appointment: self.appointment.parse().ok(),
            note: Phi::new(self.note.clone()),
        })
    }
}

fn later(upcoming: &AppointmentsOf) -> Vec<Choice> {
    let said = |line: &front_office::scheduling::ScheduleLine| {
        let at = crate::kit::wording::moment(line.starts_at, &upcoming.labels.zone(line.site));
        let with = upcoming.labels.provider(line.provider);
        Choice::new(line.appointment.to_string(), format!("{at}, {}, {with}", line.visit_type_name))
    };
    std::iter::once(Choice::new("", "None: book an appointment")).chain(upcoming.lines.iter().map(said)).collect()
}

async fn page<'a>(staff: &'a Staff, typed: &Typed, faults: Faults) -> Result<Page<'a>, Fault> {
    let patient: PatientId =
        typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let (choices, card, upcoming) = tokio::try_join!(
        staff.ask(BookingChoices { site: staff.site()?.id }),
        staff.ask(PersonCard { patient }),
        staff.ask(UpcomingOf { patient }),
    )?;
    let choices = choices.0;
    let kinds = kinds_of_visit(&choices.visit_types);
    let providers = providers_or("Anybody", &choices.providers);
    let urgencies = Urgency::ALL.iter().rev().map(|urgency| Choice::new(urgency.word(), urgency.title()));
    let until = match typed.until.as_str() {
        "" => staff.today().plus_days(USUAL_DAYS).to_string(),
        until => until.to_owned(),
    };
    let days = DAYS.iter().map(|(word, _, name)| Choice::new(*word, *name)).collect();
    let who = &card.demographics;
    let fields = html! {
        input type="hidden" name="patient" value=(patient);
        p.booking-for { "For " strong { (who.given.reveal()) " " (who.family.reveal()) } ", born "
            (crate::patients::born(staff, *who.birth_day.reveal())) }
        (Field::select("visit_type", "Kind of visit", kinds).value(&typed.visit_type)
            .fault(faults.of("visit_type")).starts_here())
        (Field::select("appointment", "The later appointment that is moved forward", later(&upcoming))
            .value(&typed.appointment).fault(faults.of("appointment")).optional())
        (side_by_side(html! {
            (Field::select("provider", "With", providers).value(&typed.provider).optional())
            (Field::select("part", "Time of day", PARTS.map(|(word, name)| Choice::new(word, name)).into()).value(&typed.part).optional())
            (Field::select("urgency", "How urgent", urgencies.collect()).value(&typed.urgency).optional())
        }))
        (Field::checks("days", "Days that suit", days, typed.days.clone()).optional().hint("None ticked: any day"))
        (Field::date("until", "Waits until").value(until).fault(faults.of("until")))
        (Field::text("note", "Note").value(&typed.note).fault(faults.of("note")).optional().hint("The reason for the visit, in the patient’s own words"))
    };
    let form = Form::post("/waitlist", &staff.seal())
        .faults(faults)
        .body(fields)
        .button(Button::main("Put on the waitlist"))
        .button(Button::bare("Cancel").goes("/waitlist"));
    let head = PageHead::new(TITLE).back("/waitlist", "Waitlist");
    Ok(staff.page(TITLE, html! { (head) (tabs("").render()) (form) }))
}
