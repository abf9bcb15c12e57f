//! Correcting demographics: the same fields as at registration, what is on record in them; a change by somebody else
//! meanwhile is shown and joined.

use super::banner::banner_of;
use super::licence::{Scan, Scanned};
use super::meanwhile::{Contested, join};
use super::person_fields::{ON_LICENCE, ON_RECORD_NOW, PersonFields};
use super::typed::TypedPerson;
use super::{chart_of, history, on_from};
use crate::answer::{Answer, form_faults};
use crate::kit::{Banner, Button, Faults, Form, Notice, PageHead, Tone};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kernel::Kind;
use maud::html;
use office::PatientId;
use registry::people::{Change, CorrectDemographics, HistoryOf, PersonCard};
use registry::practice::StaffOfPractice;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// Everything that stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(flatten)]
    person: TypedPerson,
    #[serde(flatten)]
    scan: Scan,
    version: String,
    back: String,
}

/// What stands beside the form: what somebody else did while it was open, or what a scanned licence says.
struct Beside {
    source: &'static str,
    fields: Contested,
    notice: Notice,
}

impl From<Scanned> for Beside {
    fn from(scanned: Scanned) -> Self {
        let notice = scanned.notice();
        Self { source: ON_LICENCE, fields: scanned.differs, notice }
    }
}

fn page<'a>(
    staff: &'a Staff,
    patient: PatientId,
    typed: &Typed,
    faults: Faults,
    beside: Option<&Beside>,
    banner: Banner,
) -> Page<'a> {
    let (source, others) = beside.map_or((ON_RECORD_NOW, &[][..]), |beside| (beside.source, &beside.fields));
    let fields = PersonFields { typed: &typed.person, faults: &faults, beside: others, source };
    let body = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="back" value=(typed.back);
        (typed.scan.field(faults.of("licence")))
        (fields.who()) (fields.contact()) (fields.language()) (fields.more())
    };
    let mut form = Form::post(format!("{}/demographics", chart_of(patient)), &staff.seal())
        .faults(faults)
        .body(body)
        .button(Button::main("Save"))
        .button(Scan::button());
    if source == ON_LICENCE && !others.is_empty() {
        form = form.button(Scan::take_all());
    }
    let form = form.button(Button::bare("Cancel").goes(on_from(&typed.back, patient)));
    let head = PageHead::new("Demographics").back(on_from(&typed.back, patient), "Back");
    let body = html! {
        (head)
        @if let Some(beside) = beside { div tabindex="-1" data-focus { (beside.notice) } }
        (form)
    };
    staff.page("Demographics", body).banner(banner)
}

/// `GET /patients/{patient}/demographics`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>, Query(wanted): Query<Wanted>) -> Answer {
    let (banner, person) = tokio::try_join!(banner_of(&staff, patient), staff.ask(PersonCard { patient }))?;
    let typed = Typed {
        person: TypedPerson::on_record(&person.demographics),
        scan: Scan::default(),
        version: person.version.to_string(),
        back: wanted.back,
    };
    page(&staff, patient, &typed, Faults::none(), None, banner).answer()
}

/// `POST /patients/{patient}/demographics`
pub(super) async fn correct(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form: mut typed, request }: Sealed<Typed>,
) -> Answer {
    if let Some(scanned) = typed.scan.fill_in_form(&mut typed.person) {
        let banner = banner_of(&staff, patient).await?;
        return match scanned.map(Beside::from) {
            Ok(beside) => page(&staff, patient, &typed, Faults::none(), Some(&beside), banner).answer(),
            Err(unread) => {
                page(&staff, patient, &typed, Faults::one("licence", unread.say()), None, banner).again().answer()
            }
        };
    }
    let person = staff.ask(PersonCard { patient }).await?;
    let version: i64 = typed.version.parse().unwrap_or(0);
    let faults = match typed.person.demographics(Some(&person.demographics)) {
        Err(faults) => faults,
        Ok(to) => match staff.perform(request, CorrectDemographics { patient, version, to }).await {
            Ok(()) => return Ok(staff.go_saying(&on_from(&typed.back, patient), "The demographics are saved.")),
            Err(why) if why.kind() == Kind::Conflict => {
                return changed_meanwhile(&staff, patient, version, typed).await;
            }
            Err(why) => form_faults(why)?,
        },
    };
    let banner = banner_of(&staff, patient).await?;
    page(&staff, patient, &typed, faults, None, banner).again().answer()
}

/// Shows who changed what meanwhile. Their changes are in the form already, except where both changed the same field.
async fn changed_meanwhile(staff: &Staff, patient: PatientId, seen: i64, mut typed: Typed) -> Answer {
    let (banner, person, history, colleagues) = tokio::try_join!(
        banner_of(staff, patient),
        staff.ask(PersonCard { patient }),
        staff.ask(HistoryOf { patient }),
        staff.ask(StaffOfPractice),
    )?;
    let since: Vec<Change> = history.changes.into_iter().filter(|change| change.version > seen).collect();
    let contested = join(&mut typed.person, &since);
    typed.version = person.version.to_string();
    let what = if contested.is_empty() {
        "Their changes are in the form now, beside yours. Look, and save."
    } else {
        "Their changes are in the form now. Where you both changed a field, yours stands in it and theirs is written above it. \
         Decide, and save."
    };
    let notice =
        Notice::new(Tone::Warn, "Somebody else changed this while you had it open. Nothing of yours was saved yet.")
            .more(html! { (history::table(&since, &colleagues.0, &staff.zone())) p { (what) } });
    let beside = Beside { source: ON_RECORD_NOW, fields: contested, notice };
    page(staff, patient, &typed, Faults::none(), Some(&beside), banner).status(StatusCode::CONFLICT).answer()
}
