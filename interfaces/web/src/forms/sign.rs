//! Signing: a form on the screen, for the patient or whoever may sign for them.

use super::sheet::{Reading, TypedSheet, language_switch};
use crate::answer::{Answer, Fault};
use crate::kit::{Button, Choice, Faults, Field, Form, Notice, PageHead, Tone};
use crate::page::Page;
use crate::patients::{banner_of, chart_of};
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::{Path, Query};
use front_office::forms::{Capacity, FormId, FormToSign, SignForm};
use kernel::Problem;
use maud::html;
use office::PatientId;
use registry::people::Language;
use serde::Deserialize;
use std::collections::HashMap;

/// The id of the form, to which the button of the other language belongs.
const FORM: &str = "to-sign";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// `GET /patients/{patient}/forms/{form}`
pub(super) async fn show(
    staff: Staff,
    Path((patient, form)): Path<(PatientId, FormId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let typed = TypedSheet::of(HashMap::from([("back".to_owned(), wanted.back)]));
    page(&staff, patient, form, &typed, None).await?.answer()
}

async fn page<'a>(
    staff: &'a Staff,
    patient: PatientId,
    form: FormId,
    typed: &TypedSheet,
    why: Option<Problem>,
) -> Result<Page<'a>, Fault> {
    let sheet = staff.ask(FormToSign { patient, form }).await?;
    let language = sheet.read_in(typed.pressed().or(typed.read_in()).unwrap_or(sheet.speaks));
    let reading = Reading::shown_by_staff(&sheet.body, language);
    let faults = match why {
        Some(why) => reading.faults(typed, why)?,
        None => Faults::none(),
    };
    let said = &reading.words.sheet;
    let forms = format!("{}/forms", chart_of(patient));
    let capacities = Capacity::ALL.iter().map(|one| Choice::new(one.word(), said.capacity(*one))).collect();
    let capacities_beside: Vec<&str> = Capacity::ALL.iter().map(|one| one.title()).collect();
    let signer = if typed.word("signer").is_empty() { sheet.signs_as.reveal().as_str() } else { typed.word("signer") };
    let capacity = Field::radios("capacity", said.who_signs, capacities).voice(reading.words.voice);
    let body = html! {
        input type="hidden" name="edition" value=(sheet.edition);
        input type="hidden" name="back" value=(typed.word("back"));
        div.sheet {
            h2 { (sheet.title_in(language)) }
            (capacity.value(typed.capacity().word()).fault(faults.of("capacity")))
            (reading.beside(&capacities_beside.join(" / ")))
            (Field::text("signer", said.signer).voice(reading.words.voice).value(signer).fault(faults.of("signer")))
            (reading.beside("Name of the person who signs"))
            (reading.fields(typed, &faults))
        }
    };
    let to_sign = Form::post(format!("{forms}/{form}"), &staff.seal())
        .id(FORM)
        .voice(reading.words.voice)
        .faults(faults)
        .body(body)
        .button(Button::main(said.sign))
        .button(Button::bare(said.not_now).goes(&forms));
    let mut head = PageHead::new(sheet.title.as_str())
        .back(&forms, "Forms of this patient")
        .more(format!("Edition {}", sheet.edition));
    if sheet.spanish_title.is_some() {
        head = head.deed(language_switch(FORM, language));
    }
    let only_english = sheet.spanish_title.is_none() && sheet.speaks != Language::English;
    let body = html! {
        (head)
        @if only_english {
            (Notice::new(Tone::Warn, "This patient reads Spanish, and this form is in English only. Have it explained before it is signed."))
        }
        div lang=[(language != Language::English).then_some(language.word())] { (to_sign) }
    };
    Ok(staff.page("Form to sign", body).banner(banner_of(staff, patient).await?))
}

/// `POST /patients/{patient}/forms/{form}`
pub(super) async fn sign(
    staff: Staff,
    Path((patient, form)): Path<(PatientId, FormId)>,
    Sealed { form: typed, request }: Sealed<HashMap<String, String>>,
) -> Answer {
    let typed = TypedSheet::of(typed);
    if typed.pressed().is_some() {
        return page(&staff, patient, form, &typed, None).await?.answer();
    }
    let done = match typed.strokes() {
        Err(why) => Err(why),
        Ok(strokes) => {
            let sheet = typed.filled_in(form, strokes)?;
            staff.perform(request, SignForm { patient, today: staff.today(), sheet }).await
        }
    };
    match done {
        Ok(_) => {
            let to = match way_back(Some(typed.word("back"))) {
                "/" => format!("{}/forms", chart_of(patient)),
                back => back.to_owned(),
            };
            Ok(staff.go_saying(&to, "The form is signed."))
        }
        Err(why) => page(&staff, patient, form, &typed, Some(why)).await?.again().answer(),
    }
}
