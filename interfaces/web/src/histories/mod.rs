//! Histories: the sections of a chart that a visit goes through, entered, corrected, and marked as reviewed.

mod deeds;
mod entry;
mod form;
mod one;
mod page;
mod summary;
mod words;

pub(crate) use summary::card as summary_card;

use crate::desk::Desk;
use axum::Router;
use axum::routing::{get, post};
use clinical::histories::Section;
use kernel::Problem;
use office::{PatientId, Permission};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/patients/{patient}/histories", get(page::show))
        .route("/patients/{patient}/histories/review", post(deeds::review))
        .route("/patients/{patient}/histories/none", post(deeds::none))
        .route("/patients/{patient}/histories/{section}", post(entry::enter))
        .route("/patients/{patient}/histories/{section}/new", get(entry::begin))
        .route("/patients/{patient}/histories/{section}/{history}", get(entry::show).post(entry::correct))
        .route("/patients/{patient}/histories/{section}/{history}/end", post(entry::end))
        .route("/patients/{patient}/histories/{section}/{history}/again", post(entry::again))
        .route("/patients/{patient}/histories/{section}/{history}/error", post(entry::error))
}

/// The address of the histories of a chart.
fn histories_of(patient: PatientId) -> String {
    format!("{}/histories", crate::patients::chart_of(patient))
}

/// What it takes to change a section.
fn keeps(section: Section) -> Permission {
    match section {
        Section::Problems => Permission::Diagnose,
        _ => Permission::WriteChart,
    }
}

/// The section of an address.
fn section_of(word: &str) -> Result<Section, Problem> {
    Section::from_word(word).ok_or_else(|| Problem::not_found("not_found", "There is no such section."))
}
