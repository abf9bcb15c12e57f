//! The page of one form: its builder, a look at it as patients see it, publishing, and taking it out of use.

use super::draft_form::TypedDraft;
use super::sheet::{TypedSheet, sheet_fields};
use super::shelf;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Faults, Field, Form, Notice, PageHead, Tone, wording};
use crate::page::Page;
use crate::patient_words::words;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::forms::{FormBody, FormDraft, FormId, KeepDraft, OneForm, PublishForm, RetireForm};
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
    let draft =
        FormDraft { title: form.title.clone(), consent_kind: None, valid_days: None, body: FormBody::default() };
    match staff.perform(request, KeepDraft { changes: None, draft }).await {
        Ok(id) => Ok(staff.go(&format!("/forms/{id}"))),
        Err(why) => {
            let faults = form_faults(why)?;
            shelf::page(&staff, &form.title, faults.of("title")).await?.again().answer()
        }
    }
}

/// `GET /forms/{form}`
pub(super) async fn show(staff: Staff, Path(form): Path<FormId>) -> Answer {
    page(&staff, form, None, Faults::none()).await?.answer()
}

async fn page<'a>(
    staff: &'a Staff,
    form: FormId,
    typed: Option<TypedDraft>,
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
    let since =
        sheet.published_at.map(|at| format!("Edition {} since {}", sheet.line.edition, wording::moment(at, &zone)));
    let sample = TypedSheet::default();
    let body = html! {
        (PageHead::new(sheet.draft.title.as_str()).back("/forms", "Forms").more(html! { (shelf::standing(&sheet.line)) " " (since.unwrap_or_default()) }))
        div.two-columns {
            div { (Card::new("Draft", typed.shown(staff, form, &faults))) }
            div {
                (Card::new("As patients see it", html! { div.sheet { (sheet_fields(&sheet.draft.body, words(Language::English), &sample, &Faults::none())) } }))
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
    page(&staff, form, Some(typed), faults).await?.again().answer()
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
        Ok(edition) => Ok(staff.go_saying(&format!("/forms/{form}"), &format!("Edition {edition} is handed out now."))),
        Err(why) => {
            let faults = form_faults(why)?;
            page(&staff, form, None, faults).await?.again().answer()
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
