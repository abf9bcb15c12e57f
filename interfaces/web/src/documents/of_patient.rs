//! The documents of a patient, as a page of the chart.

use super::inbox::{found, search_form, table};
use crate::answer::Answer;
use crate::kit::{Button, Card, Empty, Icon};
use crate::patients::{Here, banner_of, chart_head, chart_of};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::documents::{DocumentsOf, SearchDocuments};
use kernel::Phi;
use maud::html;
use office::{PatientId, Permission};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// `GET /patients/{patient}/documents`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let lines = staff.ask(DocumentsOf { patient }).await?;
    let empty = Empty::new(Icon::Document, "No document lies in this chart yet.");
    let at = format!("/documents/new?patient={patient}");
    let card = Card::new("Documents", table("Documents, latest first", &lines, &staff.zone(), empty)).to_the_edge();
    let card = match staff.may(Permission::FileDocuments) {
        true => card.deed(Button::plain("Scan or upload").icon(Icon::Upload).goes(at).key('u')),
        false => card,
    };
    let body = html! {
        (chart_head(&staff, patient, Here::Documents))
        (card)
        div.below { (search_form(&staff, &format!("{}/documents/search", chart_of(patient)), "")) }
    };
    staff.page("Documents", body).banner(banner_of(&staff, patient).await?).answer()
}

/// `POST /patients/{patient}/documents/search`
pub(super) async fn search(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, .. }: Sealed<Searched>,
) -> Answer {
    let at = format!("{}/documents", chart_of(patient));
    let lines = staff.ask(SearchDocuments { typed: Phi::new(form.q.clone()), patient: Some(patient) }).await?;
    let body = html! {
        (chart_head(&staff, patient, Here::Documents))
        (search_form(&staff, &format!("{at}/search"), &form.q))
        (Card::new("Found", found(&lines, &staff.zone())).to_the_edge())
        p { (Button::bare("All documents of this patient").goes(at)) }
    };
    staff.page("Documents", body).banner(banner_of(&staff, patient).await?).answer()
}
