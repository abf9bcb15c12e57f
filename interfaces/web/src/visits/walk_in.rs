//! Walk-ins: who it is, for what, and whom they will see.

use crate::answer::{Answer, form_faults};
use crate::appointments::{kinds_of_visit, providers_or};
use crate::kit::{Button, Card, Faults, Field, Form, PageHead};
use crate::page::Page;
use crate::patients::banner_of;
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Query;
use front_office::patient_flow::StartWalkIn;
use front_office::patient_flow::urgent_care::KeepsQueue;
use front_office::scheduling::BookingChoices;
use kernel::{Phi, Problem};
use maud::html;
use office::PatientId;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    visit_type: String,
    provider: String,
    reason: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// `GET /walk-ins/new`: who it is, and then the rest.
pub(super) async fn begin(staff: Staff, Query(wanted): Query<Typed>) -> Answer {
    match wanted.patient.parse::<PatientId>() {
        Ok(patient) => form(&staff, patient, &wanted, Faults::none()).await?.answer(),
        Err(_) => {
            let body = html! {
                (PageHead::new("Walk-in").back("/board", "Board"))
                (Card::new("Patient", picker(&staff, "/walk-ins/search", "/walk-ins/new", "", &[])))
            };
            staff.show("Walk-in", body)
        }
    }
}

/// `POST /walk-ins/search`
pub(super) async fn search(staff: Staff, Sealed { form: typed, .. }: Sealed<Searched>) -> Answer {
    let found = find(&staff, &typed.q).await?;
    let body = html! {
        (PageHead::new("Walk-in").back("/board", "Board"))
        (Card::new("Patient", picker(&staff, "/walk-ins/search", "/walk-ins/new", &typed.q, &found)))
    };
    staff.show("Walk-in", body)
}

async fn form<'a>(staff: &'a Staff, patient: PatientId, typed: &Typed, faults: Faults) -> Result<Page<'a>, Problem> {
    let banner = banner_of(staff, patient).await?;
    let choices = staff.ask(BookingChoices { site: staff.site()?.id }).await?.0;
    let keeps_queue = staff.ask(KeepsQueue { site: staff.site()?.id }).await?.0;
    let nobody = if keeps_queue { "The next provider" } else { "Choose…" };
    let (types, providers) = (kinds_of_visit(&choices.visit_types), providers_or(nobody, &choices.providers));
    let fields = html! {
        input type="hidden" name="patient" value=(patient);
        (Field::select("visit_type", "For which kind of visit?", types).value(&typed.visit_type).fault(faults.of("visit_type")).starts_here())
        (Field::select("provider", "Whom will they see?", providers).value(&typed.provider).fault(faults.of("provider")))
        (Field::text("reason", "Why do they come?").value(&typed.reason).fault(faults.of("reason")).optional()
            .hint("In the patient’s own words"))
    };
    let form = Form::post("/walk-ins", &staff.seal())
        .faults(faults)
        .body(fields)
        .button(Button::main("Take in"))
        .button(Button::bare("Cancel").goes("/board"));
    Ok(staff.page("Walk-in", html! { (PageHead::new("Walk-in").back("/board", "Board")) (form) }).banner(banner))
}

impl Typed {
    /// The deed, or every fault of the form.
    fn deed(&self, staff: &Staff, keeps_queue: bool) -> Result<StartWalkIn, Problem> {
        let again = || Problem::invalid("no_patient", "Choose the patient again.");
        let patient = self.patient.parse().map_err(|_| again())?;
        let provider = match self.provider.as_str() {
            "" if keeps_queue => Ok(None),
            named => named.parse().map(Some),
        };
        match (self.visit_type.parse(), provider) {
            (Ok(visit_type), Ok(provider)) => Ok(StartWalkIn {
                site: staff.site()?.id,
                patient,
                visit_type,
                provider,
                reason: Phi::new(self.reason.clone()),
            }),
            (kind, provider) => {
                let mut why = Problem::invalid("walk_in", "Choose what is missing.");
                if kind.is_err() {
                    why = why.at("visit_type", "Choose the kind of visit.");
                }
                if provider.is_err() {
                    why = why.at("provider", "Choose whom they will see.");
                }
                Err(why)
            }
        }
    }
}

/// `POST /walk-ins`
pub(super) async fn take_in(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let keeps_queue = staff.ask(KeepsQueue { site: staff.site()?.id }).await?.0;
    let done = match typed.deed(&staff, keeps_queue) {
        Ok(deed) => staff.perform(request, deed).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(visit) => Ok(staff.go(&format!("/visits/{visit}/check-in"))),
        Err(why) => {
            let faults = form_faults(why)?;
            let patient =
                typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
            form(&staff, patient, &typed, faults).await?.again().answer()
        }
    }
}
