//! Coverage: a card entered or corrected in a dialog, from the chart or from check-in.

use super::typed_card::TypedCard;
use super::{chart_of, on_from};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Form, Notice, Tone};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use kernel::{Kind, Problem};
use maud::{Markup, html};
use office::PatientId;
use registry::coverages::{Coverage, CoverageId, CoverageOf, KeepCoverage};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// Everything that stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(flatten)]
    card: TypedCard,
    version: String,
    back: String,
}

fn form(staff: &Staff, to: &str, typed: &Typed, faults: Faults) -> Markup {
    let body = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="back" value=(typed.back);
        (typed.card.fields(&faults))
    };
    let form = Form::post(to, &staff.seal()).answers_into("#dialog").faults(faults).body(body);
    html! { (form.button(Button::main("Save the card"))) }
}

fn place_of_new(patient: PatientId) -> String {
    format!("{}/coverages", chart_of(patient))
}

fn place_of(patient: PatientId, coverage: CoverageId) -> String {
    format!("{}/{coverage}", place_of_new(patient))
}

async fn one(staff: &Staff, patient: PatientId, coverage: CoverageId) -> Result<Coverage, Problem> {
    let all = staff.ask(CoverageOf { patient }).await?;
    let gone = || Problem::not_found("not_found", "There is no such coverage, or you may not see it.");
    all.into_iter().find(|one| one.id == coverage).ok_or_else(gone)
}

/// `GET /patients/{patient}/coverages/new`
pub(super) async fn begin(staff: Staff, Path(patient): Path<PatientId>, Query(wanted): Query<Wanted>) -> Answer {
    let today = staff.today();
    let known = staff.ask(CoverageOf { patient }).await?;
    let known = known.iter().filter(|coverage| coverage.covers(today)).count();
    let typed = Typed { card: TypedCard::to_begin_with(known + 1), back: wanted.back, ..Typed::default() };
    staff.dialog("Add an insurance card", form(&staff, &place_of_new(patient), &typed, Faults::none()))
}

/// `POST /patients/{patient}/coverages`
pub(super) async fn enter(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let faults = match typed.card.card() {
        Err(faults) => faults,
        Ok(card) => match staff.perform(request, KeepCoverage { patient, corrects: None, card }).await {
            Ok(_) => return Ok(staff.go_saying(&on_from(&typed.back, patient), "The card is on record.")),
            Err(why) => form_faults(why)?,
        },
    };
    staff.dialog_again("Add an insurance card", form(&staff, &place_of_new(patient), &typed, faults))
}

/// `GET /patients/{patient}/coverages/{coverage}`
pub(super) async fn show(
    staff: Staff,
    Path((patient, coverage)): Path<(PatientId, CoverageId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let known = one(&staff, patient, coverage).await?;
    let typed =
        Typed { card: TypedCard::on_record(&known.card), version: known.version.to_string(), back: wanted.back };
    staff.dialog("Insurance card", form(&staff, &place_of(patient, coverage), &typed, Faults::none()))
}

/// `POST /patients/{patient}/coverages/{coverage}`
pub(super) async fn correct(
    staff: Staff,
    Path((patient, coverage)): Path<(PatientId, CoverageId)>,
    Sealed { form: mut typed, request }: Sealed<Typed>,
) -> Answer {
    let at = place_of(patient, coverage);
    let version: i64 = typed.version.parse().unwrap_or(0);
    let faults = match typed.card.card() {
        Err(faults) => faults,
        Ok(card) => {
            let deed = KeepCoverage { patient, corrects: Some((coverage, version)), card };
            match staff.perform(request, deed).await {
                Ok(_) => return Ok(staff.go_saying(&on_from(&typed.back, patient), "The card is saved.")),
                Err(why) if why.kind() == Kind::Conflict => {
                    let now = one(&staff, patient, coverage).await?;
                    typed.version = now.version.to_string();
                    let form = form(&staff, &at, &typed, Faults::none());
                    return staff.dialog_again("Insurance card", html! { (changed_meanwhile(&now)) (form) });
                }
                Err(why) => form_faults(why)?,
            }
        }
    };
    staff.dialog_again("Insurance card", form(&staff, &at, &typed, faults))
}

/// What stands on record now, beside what was typed.
fn changed_meanwhile(now: &Coverage) -> Notice {
    let card = TypedCard::on_record(&now.card);
    let said = [card.payer, card.plan, card.member_number, card.group_number, card.starts_on, card.ends_on, card.copay];
    let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
    Notice::new(Tone::Warn, "Somebody else changed this card while you had it open. Nothing of yours was saved yet.")
        .more(html! { p { "On record now: " (said.join(", ")) "." } p { "Save again to put yours in its place." } })
}
