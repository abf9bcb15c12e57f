//! One entry: entered, corrected, ended, taken up again or marked as wrong, in a dialog with what was ever done to it.

use super::form::{Faulty, fields, said_of, topic_choice};
use super::one::{changes, deeds, facts};
use super::words::{Around, what};
use super::{histories_of, keeps, section_of};
use crate::answer::{Answer, form_faults, incomplete};
use crate::kit::{Button, Faults, Form, Notice, Tone};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use clinical::histories::{
    Change, EntryId, Field, KeepHistory, KeepProblem, OneEntry, OneEntrySheet, Said, Section, Stands, Topic,
};
use kernel::{Phi, Problem, RawId};
use maud::{Markup, html};
use office::PatientId;
use registry::practice::StaffOfPractice;
use serde::Deserialize;
use std::collections::HashMap;

/// Everything that stands in the form, by the words of its fields.
pub(super) type Typed = HashMap<String, String>;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    topic: String,
}

/// Does it under the permission that the section needs.
async fn keep(
    staff: &Staff,
    request: RawId,
    patient: PatientId,
    section: Section,
    change: Change,
) -> Result<EntryId, Problem> {
    match section {
        Section::Problems => staff.perform(request, KeepProblem { patient, change }).await,
        _ => staff.perform(request, KeepHistory { patient, section, change }).await,
    }
}

fn title(section: Section) -> String {
    format!("Add to {}", section.title().to_lowercase())
}

/// `GET /patients/{patient}/histories/{section}/new`
pub(super) async fn begin(
    staff: Staff,
    Path((patient, section)): Path<(PatientId, String)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let section = section_of(&section)?;
    if section == Section::Social && Topic::from_word(&wanted.topic).is_none() {
        return staff.dialog(&title(section), topic_choice(&histories_of(patient)));
    }
    let mut said = Said::nothing().with(Field::Topic, &wanted.topic).with(Field::Verification, "confirmed");
    said.set(
        Field::Status,
        match section {
            Section::Past => "resolved",
            Section::Surgical | Section::Immunizations => "completed",
            _ => "active",
        },
    );
    staff.dialog(&title(section), new_form(&staff, patient, section, &said, Faults::none()))
}

fn new_form(staff: &Staff, patient: PatientId, section: Section, said: &Said, faults: Faults) -> Markup {
    let form = Form::post(format!("{}/{}", histories_of(patient), section.word()), &staff.seal())
        .answers_into("#dialog")
        .body(fields(section, said, &faults))
        .faults(faults)
        .button(Button::main("Add"));
    html! { (form) }
}

/// `POST /patients/{patient}/histories/{section}`
pub(super) async fn enter(
    staff: Staff,
    Path((patient, section)): Path<(PatientId, String)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&section)?;
    let said = said_of(&form);
    match keep(&staff, request, patient, section, Change::Enter(said.clone())).await {
        Ok(_) => Ok(staff.go_saying(&histories_of(patient), &format!("{}: added.", section.title()))),
        Err(why) => {
            let form = new_form(&staff, patient, section, &said, form_faults(why)?);
            staff.dialog_again(&title(section), form)
        }
    }
}

/// What is looked at, what was typed into it, and what is wrong with that.
struct Open<'a> {
    section: Section,
    sheet: &'a OneEntrySheet,
    said: &'a Said,
    faulty: Faulty,
    notice: Option<Notice>,
}

async fn asked(staff: &Staff, patient: PatientId, section: Section, entry: EntryId) -> Result<OneEntrySheet, Problem> {
    staff.ask(OneEntry { patient, section, entry }).await
}

async fn dialog(staff: &Staff, open: Open<'_>) -> Result<Markup, Problem> {
    let colleagues = staff.ask(StaffOfPractice).await?;
    let zone = staff.zone();
    let around = Around { colleagues: &colleagues.0, zone: &zone };
    let (sheet, section) = (open.sheet, open.section);
    let at = format!("{}/{}/{}", histories_of(sheet.patient), section.word(), sheet.entry.id);
    let may = staff.may(keeps(section)) && sheet.entry.stands != Stands::InError;
    Ok(html! {
        @if let Some(notice) = &open.notice { (notice) }
        p { strong { (what(section, &sheet.entry)) } }
        p.quiet { (around.source(&sheet.entry)) }
        @if may {
            (Form::post(at.as_str(), &staff.seal())
                .answers_into("#dialog")
                .faults(if matches!(open.faulty, Faulty::Form(_)) { open.faulty.faults() } else { Faults::none() })
                .body(html! {
                    input type="hidden" name="version" value=(sheet.entry.version);
                    (fields(section, open.said, &open.faulty.faults()))
                })
                .button(Button::main("Save")))
            (deeds(staff, &at, section, &sheet.entry, &open.faulty))
        } @else { (facts(section, &sheet.entry)) }
        (changes(section, sheet, &around))
    })
}

/// `GET /patients/{patient}/histories/{section}/{history}`
pub(super) async fn show(staff: Staff, Path((patient, section, entry)): Path<(PatientId, String, EntryId)>) -> Answer {
    let section = section_of(&section)?;
    let sheet = asked(&staff, patient, section, entry).await?;
    let open = Open { section, said: &sheet.entry.said, sheet: &sheet, faulty: Faulty::None, notice: None };
    let body = dialog(&staff, open).await?;
    staff.dialog(section.title(), body)
}

/// The dialog again after a refusal: what was typed stays; where somebody was faster it says so, beside what they left.
async fn again_with(
    staff: &Staff,
    (patient, section, entry): (PatientId, Section, EntryId),
    typed: Option<&Said>,
    why: Problem,
    of: fn(Faults) -> Faulty,
) -> Answer {
    let stale = why.code() == "stale";
    let faulty = if stale { Faulty::None } else { of(form_faults(why)?) };
    let sheet = asked(staff, patient, section, entry).await?;
    let notice = stale.then(|| {
        let say = "Somebody else changed this entry while you had it open. Nothing of yours was saved yet.";
        Notice::new(Tone::Warn, say)
    });
    let said = typed.unwrap_or(&sheet.entry.said);
    let body = dialog(staff, Open { section, sheet: &sheet, said, faulty, notice }).await?;
    staff.dialog_again(section.title(), body)
}

fn version_of(form: &Typed) -> Result<i64, Problem> {
    form.get("version").and_then(|version| version.parse().ok()).ok_or_else(incomplete)
}

/// `POST /patients/{patient}/histories/{section}/{history}`
pub(super) async fn correct(
    staff: Staff,
    Path((patient, section, entry)): Path<(PatientId, String, EntryId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&section)?;
    let said = said_of(&form);
    let change = Change::Correct(entry, version_of(&form)?, said.clone());
    match keep(&staff, request, patient, section, change).await {
        Ok(_) => Ok(staff.go_saying(&histories_of(patient), &format!("{}: saved.", section.title()))),
        Err(why) => again_with(&staff, (patient, section, entry), Some(&said), why, Faulty::Form).await,
    }
}

/// `POST /patients/{patient}/histories/{section}/{history}/end`
pub(super) async fn end(
    staff: Staff,
    Path((patient, section, entry)): Path<(PatientId, String, EntryId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&section)?;
    let on = Phi::new(form.get("on").cloned().unwrap_or_default());
    let change = Change::End(entry, version_of(&form)?, on);
    match keep(&staff, request, patient, section, change).await {
        Ok(_) => Ok(staff.go_saying(&histories_of(patient), &format!("{}: ended.", section.title()))),
        Err(why) => again_with(&staff, (patient, section, entry), None, why, Faulty::End).await,
    }
}

/// `POST /patients/{patient}/histories/{section}/{history}/again`
pub(super) async fn again(
    staff: Staff,
    Path((patient, section, entry)): Path<(PatientId, String, EntryId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&section)?;
    keep(&staff, request, patient, section, Change::Again(entry, version_of(&form)?)).await?;
    Ok(staff.go_saying(&histories_of(patient), &format!("{}: it stands again.", section.title())))
}

/// `POST /patients/{patient}/histories/{section}/{history}/error`
pub(super) async fn error(
    staff: Staff,
    Path((patient, section, entry)): Path<(PatientId, String, EntryId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&section)?;
    let reason = Phi::new(form.get("reason").cloned().unwrap_or_default());
    let change = Change::InError(entry, version_of(&form)?, reason);
    match keep(&staff, request, patient, section, change).await {
        Ok(_) => Ok(staff.go_saying(&histories_of(patient), "Marked as entered in error. It stays in the history.")),
        Err(why) => again_with(&staff, (patient, section, entry), None, why, Faulty::Error).await,
    }
}
