//! Signing: a form on the screen, for the patient or whoever may sign for them.

use super::sheet::{TypedSheet, sheet_fields};
use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, PageHead};
use crate::page::Page;
use crate::patient_words::words;
use crate::patients::{banner_of, chart_of};
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::{Path, Query};
use front_office::forms::{Capacity, FormId, FormToSign, SignForm};
use maud::html;
use office::PatientId;
use registry::people::Language;
use serde::Deserialize;
use std::collections::HashMap;

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
    page(&staff, patient, form, &typed, Faults::none()).await?.answer()
}

async fn page<'a>(
    staff: &'a Staff,
    patient: PatientId,
    form: FormId,
    typed: &TypedSheet,
    faults: Faults,
) -> Result<Page<'a>, Fault> {
    let sheet = staff.ask(FormToSign { patient, form }).await?;
    let forms = format!("{}/forms", chart_of(patient));
    let capacities = Capacity::ALL.iter().map(|one| Choice::new(one.word(), one.title())).collect();
    let signer = if typed.word("signer").is_empty() { sheet.signs_as.reveal().as_str() } else { typed.word("signer") };
    let capacity = typed.capacity().word();
    let body = html! {
        input type="hidden" name="edition" value=(sheet.edition);
        input type="hidden" name="back" value=(typed.word("back"));
        div.sheet {
            (Field::radios("capacity", "Who signs?", capacities).value(capacity).fault(faults.of("capacity")))
            (Field::text("signer", "Name of the person who signs").value(signer).fault(faults.of("signer")))
            (sheet_fields(&sheet.body, words(Language::English), typed, &faults))
        }
    };
    let to_sign = Form::post(format!("{forms}/{form}"), &staff.seal())
        .faults(faults)
        .body(body)
        .button(Button::main("Sign"))
        .button(Button::bare("Not now").goes(&forms));
    let body = html! {
        (PageHead::new(sheet.title.as_str()).back(&forms, "Forms of this patient").more(format!("Edition {}", sheet.edition)))
        (to_sign)
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
        Err(why) => {
            let faults = form_faults(why)?;
            page(&staff, patient, form, &typed, faults).await?.again().answer()
        }
    }
}
