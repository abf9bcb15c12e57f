//! A signed form, as it was read, filled in and signed: to look at and to print.

use super::sheet::{Reading, paragraphs};
use super::withdrawal::said;
use crate::answer::Answer;
use crate::kit::{Button, Card, Facts, PageHead, wording};
use crate::patients::{banner_of, chart_of};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::forms::{FieldKind, FormField, SignedForm, SignedId, SignedSheet};
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
        .fact("Read in", sheet.language.title())
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
        div.sheet.below lang=(sheet.language.word()) {
            h2 { (sheet.title_read) }
            @for (at, field) in sheet.body.fields.iter().enumerate() { (one(&sheet, at, field)) }
        }
    };
    staff.page("Signed form", body).banner(banner_of(&staff, patient).await?).answer()
}

/// A field as it was read, with what was filled in; where it was read in Spanish, the English stands beside it.
fn one(sheet: &SignedSheet, at: usize, field: &FormField) -> Markup {
    let reading = Reading::shown_by_staff(&sheet.body, sheet.language);
    let label = field.label_in(sheet.language);
    match field.kind {
        FieldKind::Paragraph => html! { (paragraphs(label, None)) (reading.beside(&field.label)) },
        FieldKind::Signature => html! {
            p { strong { (label) } }
            (reading.beside(&field.label))
            svg.signature-drawn viewBox="0 0 1000 300" role="img" aria-label="The signature" {
                path d=(sheet.strokes.path().reveal()) {}
            }
        },
        _ => {
            let kept = sheet.answers.get(&at).map(|answer| answer.reveal().as_str());
            let said = kept.map(|kept| as_read(reading, field, kept));
            let english = kept.map_or_else(|| "left blank".to_owned(), |kept| as_kept(field, kept));
            html! {
                p { strong { (label) } br; @if let Some(said) = said { (said) } @else { span.quiet lang="en" { "left blank" } } }
                (reading.beside(&format!("{} – {english}", field.label)))
            }
        }
    }
}

/// An answer in the words in which it was chosen.
fn as_read<'a>(reading: Reading<'_>, field: &'a FormField, kept: &'a str) -> &'a str {
    let said = &reading.words.sheet;
    match (field.kind, kept) {
        (FieldKind::YesNo, "yes") => said.yes,
        (FieldKind::YesNo, "no") => said.no,
        (FieldKind::Choice, _) => {
            let chosen = field.choices_in(reading.language).find(|(one, _)| *one == kept);
            chosen.map_or(kept, |(_, read)| read)
        }
        (_, kept) => kept,
    }
}

/// An answer in English, where it was chosen and not written.
fn as_kept(field: &FormField, kept: &str) -> String {
    match (field.kind, kept) {
        (FieldKind::YesNo, "yes") => "Yes".to_owned(),
        (FieldKind::YesNo, "no") => "No".to_owned(),
        (FieldKind::Text, _) => "in their own words".to_owned(),
        (_, kept) => kept.to_owned(),
    }
}
