//! Cases of injury, on the face of the chart and in a dialog.

use super::typed_case::TypedCase;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Facts, Faults, Form, Icon, Pill, Tone, wording};
use crate::patients::chart_of;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::insurance::{CaseId, CasesOf, InjuryCase, KeepInjuryCase};
use kernel::Problem;
use maud::{Markup, html};
use office::{PatientId, Permission};

const TITLE: &str = "Injury case";

fn place(patient: PatientId) -> String {
    format!("{}/injury-cases", chart_of(patient))
}

/// All of a patient's, for the face of the chart.
pub(crate) fn card(staff: &Staff, patient: PatientId, cases: &[InjuryCase]) -> Card {
    let keeps = staff.may(Permission::KeepCoverage);
    let (closed, open): (Vec<&InjuryCase>, Vec<&InjuryCase>) =
        cases.iter().partition(|case| case.fields.closed_on.is_some());
    let edit = |case: &InjuryCase| {
        let edit = Button::bare("Edit").about(case.fields.cause.title());
        keeps.then(|| edit.opens(format!("{}/{}", place(patient), case.id)))
    };
    let body = html! {
        @if cases.is_empty() { p.quiet { "No injury at work or in traffic." } }
        @for case in open { (one(case, edit(case))) }
        @if !closed.is_empty() {
            details.folded {
                summary { (closed.len()) " closed" }
                @for case in closed { (one(case, edit(case))) }
            }
        }
    };
    let card = Card::new("Injury cases", body);
    match keeps {
        true => card.deed(Button::bare("Open a case").icon(Icon::Plus).opens(format!("{}/new", place(patient)))),
        false => card,
    }
}

fn one(case: &InjuryCase, edit: Option<Button>) -> Markup {
    let fields = &case.fields;
    let missing = case.still_missing();
    let by = |name: &str, phone: &str| {
        [name.to_owned(), wording::phone(phone)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let facts = Facts::new()
        .fact("Injured", wording::digits(fields.injured_on))
        .fact("Pays", fields.insurer.clone())
        .fact("Claim number", html! { (fields.claim_number.reveal()) })
        .fact("Adjuster", by(fields.adjuster.reveal(), fields.adjuster_phone.reveal()))
        .fact("Employer", by(fields.employer.reveal(), fields.employer_phone.reveal()))
        .fact("Hurt", html! { (fields.body_parts.reveal()) })
        .fact("Closed", fields.closed_on.map(wording::digits).unwrap_or_default());
    html! {
        section.part {
            header.part-head {
                h3 { (fields.cause.title()) }
                @if fields.closed_on.is_none() && !missing.is_empty() { (Pill::new(Tone::Warn, format!("Ask for the {}", missing.join(" and ")))) }
                @if let Some(edit) = edit { (edit) }
            }
            (facts)
        }
    }
}

fn form(staff: &Staff, to: &str, typed: &TypedCase, faults: Faults) -> Markup {
    let body = typed.shown(&faults);
    let form = Form::post(to, &staff.seal()).answers_into("#dialog").faults(faults).body(body);
    html! { (form.button(Button::main("Save the case"))) }
}

async fn stored(staff: &Staff, patient: PatientId, case: CaseId) -> Result<InjuryCase, Problem> {
    let gone = || Problem::not_found("not_found", "There is no such case, or you may not see it.");
    staff.ask(CasesOf { patient }).await?.into_iter().find(|one| one.id == case).ok_or_else(gone)
}

/// `GET /patients/{patient}/injury-cases/new`
pub(super) async fn begin(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    staff.ask(CasesOf { patient }).await?;
    staff.dialog(TITLE, form(&staff, &place(patient), &TypedCase::default(), Faults::none()))
}

/// `GET /patients/{patient}/injury-cases/{case}`
pub(super) async fn show(staff: Staff, Path((patient, case)): Path<(PatientId, CaseId)>) -> Answer {
    let typed = TypedCase::on_record(&stored(&staff, patient, case).await?);
    staff.dialog(TITLE, form(&staff, &format!("{}/{case}", place(patient)), &typed, Faults::none()))
}

/// `POST /patients/{patient}/injury-cases`
pub(super) async fn open(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form: typed, request }: Sealed<TypedCase>,
) -> Answer {
    let faults = match typed.fields() {
        Err(faults) => faults,
        Ok(fields) => match staff.perform(request, KeepInjuryCase { patient, corrects: None, fields }).await {
            Ok(_) => return Ok(staff.go_saying(&chart_of(patient), "The case is open.")),
            Err(why) => form_faults(why)?,
        },
    };
    staff.dialog_again(TITLE, form(&staff, &place(patient), &typed, faults))
}

/// `POST /patients/{patient}/injury-cases/{case}`
pub(super) async fn correct(
    staff: Staff,
    Path((patient, case)): Path<(PatientId, CaseId)>,
    Sealed { form: typed, request }: Sealed<TypedCase>,
) -> Answer {
    let faults = match typed.fields() {
        Err(faults) => faults,
        Ok(fields) => {
            let corrects = Some((case, typed.version.parse().unwrap_or(0)));
            match staff.perform(request, KeepInjuryCase { patient, corrects, fields }).await {
                Ok(_) => return Ok(staff.go_saying(&chart_of(patient), "The case is saved.")),
                Err(why) => form_faults(why)?,
            }
        }
    };
    staff.dialog_again(TITLE, form(&staff, &format!("{}/{case}", place(patient)), &typed, faults))
}
