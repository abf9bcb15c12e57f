//! Patients: finding and registering them, the face of the chart, and keeping what the office knows of a person.

mod alerts;
mod alike;
mod appointments;
mod banner;
mod birth;
mod chart;
mod clinical;
mod coverage;
mod coverages;
mod demographics;
mod duplicates;
mod files;
mod history;
mod licence;
mod list;
mod meanwhile;
mod merged;
mod person_fields;
mod photo;
mod register;
mod relations;
mod trend;
mod typed;
mod typed_card;

pub(crate) use appointments::standing_of;
pub(crate) use banner::banner_of;
pub(crate) use birth::{Unread, read as read_birthday};
pub(crate) use chart::{Here, head as chart_head};
pub(crate) use clinical::{plain_name, told_day};
pub(crate) use typed::{TypedPerson, sex_name};

use crate::desk::Desk;
use crate::kit::wording;
use crate::staff::{Staff, way_back};
use axum::Router;
use axum::routing::{get, post};
use kernel::Day;
use std::fmt::Display;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/patients", get(list::show).post(register::register))
        .route("/patients/new", get(register::begin).post(register::begin_with))
        .route("/patients/duplicates", get(duplicates::show).post(duplicates::decide))
        .route("/patients/{patient}", get(chart::show))
        .route("/patients/{patient}/part", post(merged::part))
        .route("/patients/{patient}/demographics", get(demographics::show).post(demographics::correct))
        .route("/patients/{patient}/history", get(history::show))
        .route("/patients/{patient}/relations", get(relations::show).post(relations::keep))
        .route("/patients/{patient}/coverages", post(coverage::enter))
        .route("/patients/{patient}/coverages/new", get(coverage::begin))
        .route("/patients/{patient}/coverages/{coverage}", get(coverage::show).post(coverage::correct))
        .route("/patients/{patient}/alerts", post(alerts::raise))
        .route("/patients/{patient}/alerts/new", get(alerts::begin))
        .route("/patients/{patient}/alerts/{alert}/end", post(alerts::end))
        .route("/patients/{patient}/photo", get(photo::show).post(photo::keep))
        .route("/patients/{patient}/files/{owner}/{position}", get(files::show))
}

/// The address of a chart: by id, never by name.
pub(crate) fn chart_of(patient: impl Display) -> String {
    format!("/patients/{patient}")
}

/// Where a deed about this patient leads afterwards: where it was called from, or their chart.
fn on_from(back: &str, patient: impl Display) -> String {
    match way_back(Some(back)) {
        "/" => chart_of(patient),
        back => back.to_owned(),
    }
}

/// A date of birth with the age today: `03/27/1984 · 42 y`.
pub(crate) fn born(staff: &Staff, born: Day) -> String {
    format!("{} · {}", wording::digits(born), wording::age(born, staff.today()))
}
