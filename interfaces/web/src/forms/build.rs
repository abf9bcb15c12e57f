//! The page of one form: its builder, a look at it as patients see it, publishing, and taking it out of use.

use super::draft_form::{TypedDraft, spanish_so_far};
use super::sheet::{Beside, Reading, TypedSheet};
use super::shelf;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Faults, Field, Form, Notice, PageHead, Tone, wording};
use crate::page::Page;
use crate::patient_words::words;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::forms::{FormBody, FormDraft, FormId, KeepDraft, OneForm, PublishForm, RetireForm, SpanishWording};
use front_office::intake::EarlierSignatures;
use kernel::Problem;
use maud::html;
use registry::people::Language;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    title: String,
    version: String,
    earlier: String,
}

/// `POST /forms`
pub(super) async fn begin(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let draft = FormDraft {
        title: form.title.clone(),
        spanish_title: String::new(),
        consent_kind: None,
        valid_days: None,
        body: FormBody::default(),
    };
    match staff.perform(request, KeepDraft { changes: None, draft }).await {
        Ok(id) => Ok(staff.go(&format!("/forms/{id}"))),
        Err(why) => {
            let faults = form_faults(why)?;
            shelf::page(&staff, &form.title, faults.of("title")).await?.again().answer()
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// The language in which the draft is looked at.
    look: String,
}

/// `GET /forms/{form}`
pub(super) async fn show(staff: Staff, Path(form): Path<FormId>, Query(wanted): Query<Wanted>) -> Answer {
    let look = Language::from_word(&wanted.look).unwrap_or(Language::English);
    page(&staff, form, None, look, Faults::none()).await?.answer()
}

async fn page<'a>(
    staff: &'a Staff,
    form: FormId,
    typed: Option<TypedDraft>,
    look: Language,
    faults: Faults,
) -> Result<Page<'a>, Problem> {
    let sheet = staff.ask(OneForm { form }).await?.0;
    let typed = typed.unwrap_or_else(|| TypedDraft::on_record(&sheet));
    let zone = staff.zone();
    let earlier = vec![
        Choice::new(EarlierSignatures::AskAgain.word(), "Everybody signs it anew")
            .hint("What they agreed to has changed"),
        Choice::new(EarlierSignatures::Hold.word(), "Earlier signatures hold on").hint("Only the wording was mended"),
    ];
    let publish = Form::post(format!("/forms/{form}/editions"), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(sheet.version);
            (Field::radios("earlier", "Those who signed an earlier edition", earlier).value(EarlierSignatures::AskAgain.word()).fault(faults.of("earlier")))
        })
        .button(Button::main(format!("Publish edition {}", sheet.line.edition + 1)));
    let languages = if sheet.line.in_spanish { "in English and Spanish" } else { "in English only" };
    let since = |at| format!("Edition {} since {}, {languages}", sheet.line.edition, wording::moment(at, &zone));
    let since = sheet.published_at.map(since);
    let body = html! {
        (PageHead::new(sheet.draft.title.as_str()).back("/forms", "Forms").more(html! { (shelf::standing(&sheet.line)) " " (since.unwrap_or_default()) }))
        div id="spanish" tabindex="-1" { (spanish_so_far(&sheet.draft)) }
        (Card::new("Draft", typed.shown(staff, form, &faults)))
        div.two-columns.below {
            (as_patients_see_it(form, &sheet.draft, look))
            div {
                @if sheet.draft_is_published { (Notice::new(Tone::Good, "The draft says what is handed out.")) }
                @else { (Card::new("Publish", publish)) }
                @if !sheet.line.retired && sheet.line.edition > 0 {
                    (Button::danger("Take it out of use").posts(format!("/forms/{form}/retirement"), &staff.seal()).with("version", sheet.version.to_string()))
                }
            }
        }
    };
    Ok(staff.page("Form", body))
}

/// The draft as it will be read; in Spanish too, once that is whole.
fn as_patients_see_it(form: FormId, draft: &FormDraft, look: Language) -> Card {
    let in_spanish = draft.spanish() == SpanishWording::Whole;
    let language = if in_spanish { look } else { Language::English };
    let reading = Reading { body: &draft.body, language, words: words(language), beside: Beside::Nothing };
    let title = if language == Language::Spanish { &draft.spanish_title } else { &draft.title };
    let sample = html! {
        div.sheet lang=(language.word()) { h3 { (title) } (reading.fields(&TypedSheet::default(), &Faults::none())) }
    };
    let card = Card::new("As patients see it", sample);
    let other = if language == Language::Spanish { Language::English } else { Language::Spanish };
    if !in_spanish {
        return card;
    }
    card.deed(Button::bare(format!("In {}", other.title())).goes(format!("/forms/{form}?look={}", other.word())))
}

/// `POST /forms/{form}`
pub(super) async fn change(
    staff: Staff,
    Path(form): Path<FormId>,
    Sealed { form: typed, request }: Sealed<TypedDraft>,
) -> Answer {
    let faults = match typed.draft() {
        Err(faults) => faults,
        Ok(draft) => {
            let changes = Some((form, typed.version.parse().unwrap_or(0)));
            match staff.perform(request, KeepDraft { changes, draft }).await {
                Ok(_) if typed.press == "keep" => {
                    return Ok(staff.go_saying(&format!("/forms/{form}"), "The draft is kept."));
                }
                Ok(_) => return Ok(staff.go(&format!("/forms/{form}#fields"))),
                Err(why) => form_faults(why)?,
            }
        }
    };
    page(&staff, form, Some(typed), Language::English, faults).await?.again().answer()
}

/// `POST /forms/{form}/editions`
pub(super) async fn publish(
    staff: Staff,
    Path(form): Path<FormId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let earlier = EarlierSignatures::from_word(&typed.earlier).unwrap_or(EarlierSignatures::AskAgain);
    let version = typed.version.parse().unwrap_or(0);
    match staff.perform(request, PublishForm { form, version, earlier }).await {
        Ok(edition) => {
            let in_spanish = staff.ask(OneForm { form }).await?.0.line.in_spanish;
            let languages = if in_spanish { "in English and Spanish" } else { "in English only" };
            let say = format!("Edition {edition} is handed out now. It is {languages}.");
            Ok(staff.go_saying(&format!("/forms/{form}"), &say))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            page(&staff, form, None, Language::English, faults).await?.again().answer()
        }
    }
}

/// `POST /forms/{form}/retirement`
pub(super) async fn retire(
    staff: Staff,
    Path(form): Path<FormId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let version = typed.version.parse().unwrap_or(0);
    staff.perform(request, RetireForm { form, version }).await?;
    Ok(staff.go_saying("/forms", "The form is out of use. What was signed stays signed."))
}
