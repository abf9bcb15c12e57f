//! The forms of a patient, as a page of the chart: what holds, what is to be signed.

use super::withdrawal::on_record;
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, Pill, Row, Table, Tone, wording};
use crate::patients::{Here, banner_of, chart_head, chart_of};
use crate::staff::{Staff, way_back};
use axum::extract::{Path, Query};
use front_office::forms::{ConsentRecord, FormForPatient, FormStanding, FormsFor};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use office::{PatientId, Permission};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// `GET /patients/{patient}/forms`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>, Query(wanted): Query<Wanted>) -> Answer {
    let zone = staff.zone();
    let day = staff.today();
    let forms = staff.ask(FormsFor { patient, day }).await?;
    let record = staff.ask(ConsentRecord { patient }).await?;
    let back = way_back(Some(&wanted.back));
    let columns = vec![Column::words("Form"), Column::words("Stands"), Column::deeds("What to do")];
    let rows = forms.iter().map(|form| row(&staff, form, back, &zone)).collect();
    let empty = Empty::new(Icon::Document, "The practice hands out no forms yet. The office manager builds them.");
    let body = html! {
        (chart_head(&staff, patient, Here::Forms))
        @if back != "/" { p { (Button::plain("Back to the check-in").goes(back)) } }
        (Card::new("Forms", Table::new("Forms", columns, rows).or(empty)).to_the_edge())
        (on_record(&staff, &record))
    };
    staff.page("Forms", body).banner(banner_of(&staff, patient).await?).answer()
}

fn row(staff: &Staff, form: &FormForPatient, back: &str, zone: &TimeZone) -> Row {
    let (pill, said, signed) = match &form.standing {
        FormStanding::ToSign => (Pill::new(Tone::Warn, "To sign"), String::new(), None),
        FormStanding::Signed(signed, at, until) => {
            let until = until.map(|day| format!(", holds until {}", wording::digits(day))).unwrap_or_default();
            (Pill::new(Tone::Good, "Signed"), format!("{}{until}", wording::moment(*at, zone)), Some(*signed))
        }
        FormStanding::RunOut(signed, last) => {
            (Pill::new(Tone::Warn, "Run out"), format!("held until {}", wording::digits(*last)), Some(*signed))
        }
        FormStanding::TakenBack(signed, on) => {
            (Pill::new(Tone::Warn, "Taken back"), format!("from {} on", wording::digits(*on)), Some(*signed))
        }
        FormStanding::Changed(signed) => {
            (Pill::new(Tone::Warn, "Sign anew"), "the form has changed".to_owned(), Some(*signed))
        }
    };
    let chart = chart_of(form.patient);
    let holds = matches!(form.standing, FormStanding::Signed(..));
    let deeds: Markup = html! {
        div.row-deeds {
            @if let Some(signed) = signed { (Button::bare("Read").about(form.title.as_str()).goes(format!("{chart}/signed/{signed}"))) }
            @if staff.may(Permission::CheckIn) {
                @let at = format!("{chart}/forms/{}?back={back}", form.form);
                @if holds { (Button::bare("Sign again").about(form.title.as_str()).goes(at)) }
                @else { (Button::plain("Sign").about(form.title.as_str()).goes(at)) }
            }
        }
    };
    Row::new(vec![html! { (form.title) }, html! { (pill) " " span.quiet { (said) } }, deeds])
}
