//! The form that files a document: in whose chart, as what, and who must look at it.

use super::new::{categories, day, reviewers};
use super::one::{Beside, version};
use crate::kit::{Button, Card, Field, Form, side_by_side};
use crate::staff::Staff;
use front_office::documents::{Category, DocumentId, DocumentSheet, FileDocument};
use kernel::{Phi, Problem};
use maud::html;
use office::PatientId;
use serde::Deserialize;

/// What stands in the form.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct TypedFiling {
    pub(super) patient: String,
    version: String,
    category: String,
    title: String,
    dated_on: String,
    reviewer: String,
}

impl TypedFiling {
    fn on_record(sheet: &DocumentSheet) -> Self {
        let line = &sheet.line;
        Self {
            category: line.category.word().to_owned(),
            // A file's name stands for a title where there is none, and is not typed into one.
            title: if line.title == sheet.file_name { String::new() } else { line.title.reveal().clone() },
            dated_on: line.dated_on.map(|day| day.to_string()).unwrap_or_default(),
            reviewer: line.reviewer.map(|id| id.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(super) fn deed(&self, document: DocumentId) -> Result<FileDocument, Problem> {
        Ok(FileDocument {
            document,
            version: version(&self.version)?,
            patient: self.patient.parse().map_err(|_| super::inbox::reload())?,
            category: Category::from_word(&self.category).unwrap_or(Category::Other),
            title: Phi::new(self.title.clone()),
            dated_on: day(&self.dated_on)?,
            reviewer: self.reviewer.parse().ok(),
        })
    }
}

/// The form for a patient who is chosen or has the document already.
pub(super) async fn card(
    staff: &Staff,
    sheet: &DocumentSheet,
    patient: PatientId,
    beside: &Beside,
) -> Result<Card, Problem> {
    let typed = beside.typed.clone().unwrap_or_else(|| TypedFiling::on_record(sheet));
    let faults = &beside.faults;
    let at = format!("/documents/{}", sheet.line.id);
    let moves = sheet.line.patient.is_some_and(|before| before != patient);
    let words = match sheet.line.patient {
        None => "File it in this chart",
        Some(_) if moves => "Move it to this chart",
        Some(_) => "Save",
    };
    let fields = html! {
        input type="hidden" name="version" value=(sheet.version);
        input type="hidden" name="patient" value=(patient);
        (Field::select("category", "Kind", categories()).value(&typed.category))
        (side_by_side(html! {
            (Field::text("title", "Title").value(&typed.title).fault(faults.of("title")).optional())
            (Field::date("dated_on", "Date on the document").value(&typed.dated_on).fault(faults.of("dated_on")).optional())
        }))
        (Field::select("reviewer", "Who must look at it?", reviewers(staff).await?).value(&typed.reviewer))
    };
    let mut form = Form::post(&at, &staff.seal()).body(fields).button(Button::main(words));
    form = match (sheet.line.patient, beside.chosen) {
        (Some(_), None) => form,
        _ => form.button(Button::bare("It is somebody else’s").goes(&at)),
    };
    let heading = if sheet.line.patient.is_some() && !moves { "In this chart" } else { "Compare it with the banner" };
    Ok(Card::new(heading, form))
}
