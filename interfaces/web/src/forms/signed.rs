//! A signed form, as it was read, filled in and signed: to look at and to print.

use super::withdrawal::said;
use crate::answer::Answer;
use crate::kit::{Button, Card, Facts, PageHead, wording};
use crate::patients::{banner_of, chart_of};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::forms::{FieldKind, SignedForm, SignedId, SignedSheet};
use maud::{Markup, html};
use office::{PatientId, Permission};

/// `GET /patients/{patient}/signed/{signed}`
pub(super) async fn show(staff: Staff, Path((patient, signed)): Path<(PatientId, SignedId)>) -> Answer {
    let sheet = staff.ask(SignedForm { patient, signed }).await?;
    let zone = staff.zone();
    let until = sheet.expires_on.map_or_else(|| "No end".to_owned(), |day| format!("Until {}", wording::digits(day)));
    let facts = Facts::new()
        .fact("Signed by", html! { (sheet.signer.reveal()) })
        .fact("As", sheet.capacity.title())
        .fact("When", wording::moment(sheet.signed_at, &zone))
        .fact("Holds", until);
    let facts = match &sheet.withdrawal {
        Some(gone) => facts.fact("Taken back", said(gone)),
        None => facts,
    };
    let mut card = Card::new("Signature", facts);
    if sheet.withdrawal.is_none() && staff.may(Permission::CheckIn) {
        let at = format!("{}/signed/{signed}/withdrawal", chart_of(patient));
        card = card.deed(Button::bare("Take it back").goes(at));
    }
    let body = html! {
        (PageHead::new(sheet.title.as_str()).back(format!("{}/forms", chart_of(patient)), "Forms of this patient").more(format!("Edition {}", sheet.edition)))
        (card)
        div.sheet.below { @for (at, field) in sheet.body.fields.iter().enumerate() { (one(&sheet, at, field.kind, &field.label)) } }
    };
    staff.page("Signed form", body).banner(banner_of(&staff, patient).await?).answer()
}

fn one(sheet: &SignedSheet, at: usize, kind: FieldKind, label: &str) -> Markup {
    let said = sheet.answers.get(&at).map(|answer| answer.reveal().as_str());
    let said = match (kind, said) {
        (FieldKind::YesNo, Some("yes")) => Some("Yes"),
        (FieldKind::YesNo, Some("no")) => Some("No"),
        (_, said) => said,
    };
    match kind {
        FieldKind::Paragraph => html! { @for part in label.split("\n\n") { p.sheet-words { (part) } } },
        FieldKind::Signature => html! {
            p { strong { (label) } }
            svg.signature-drawn viewBox="0 0 1000 300" role="img" aria-label="The signature" {
                path d=(sheet.strokes.path().reveal()) {}
            }
        },
        _ => {
            html! { p { strong { (label) } br; @if let Some(said) = said { (said) } @else { span.quiet { "left blank" } } } }
        }
    }
}
