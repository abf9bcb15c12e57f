//! Alerts: what everybody who opens the chart must see at once; raised in a dialog, ended where they stand.

use super::{chart_of, on_from};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Faults, Field, Form, Icon, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use office::PatientId;
use registry::people::{Alert, AlertId, EndAlert, RaiseAlert};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    says: String,
    back: String,
}

/// The alerts that stand, on the face of the chart.
pub(super) fn card(staff: &Staff, patient: PatientId, alerts: &[Alert], zone: &TimeZone) -> Card {
    let at = format!("{}/alerts", chart_of(patient));
    let body = html! {
        @if alerts.is_empty() { p.quiet { "No alerts." } }
        @if !alerts.is_empty() {
            ul.plain-list {
                @for alert in alerts {
                    li.split {
                        span { (alert.says.reveal()) " " span.quiet { "since " (wording::moment(alert.raised_at, zone)) } }
                        (Button::bare("End").about(alert.says.reveal().as_str()).posts(format!("{at}/{}/end", alert.id), &staff.seal()))
                    }
                }
            }
        }
    };
    Card::new("Alerts", body).deed(Button::bare("Add an alert").icon(Icon::Plus).opens(format!("{at}/new")))
}

fn form(staff: &Staff, patient: PatientId, typed: &Typed, faults: Faults) -> Markup {
    let says = Field::text("says", "What must everybody know?")
        .value(&typed.says)
        .fault(faults.of("says"))
        .hint("In a few words, such as: Falls easily. Speaks through her daughter.")
        .starts_here();
    let form = Form::post(format!("{}/alerts", chart_of(patient)), &staff.seal())
        .answers_into("#dialog")
        .faults(faults)
        .body(html! { input type="hidden" name="back" value=(typed.back); (says) })
        .button(Button::main("Add the alert"));
    html! { (form) }
}

/// `GET /patients/{patient}/alerts/new`
pub(super) async fn begin(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    staff.dialog("Add an alert", form(&staff, patient, &Typed::default(), Faults::none()))
}

/// `POST /patients/{patient}/alerts`
pub(super) async fn raise(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    match staff.perform(request, RaiseAlert { patient, says: typed.says.as_str().into() }).await {
        Ok(_) => Ok(staff.go_saying(&on_from(&typed.back, patient), "The alert is up.")),
        Err(why) => staff.dialog_again("Add an alert", form(&staff, patient, &typed, form_faults(why)?)),
    }
}

/// `POST /patients/{patient}/alerts/{alert}/end`
pub(super) async fn end(
    staff: Staff,
    Path((patient, alert)): Path<(PatientId, AlertId)>,
    Sealed { request, .. }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, EndAlert { patient, alert }).await?;
    Ok(staff.go_saying(&chart_of(patient), "The alert is taken down. It stays in the history."))
}
