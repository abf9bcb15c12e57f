//! Registering: one page, keyboard first; who may be the same person is shown before anything is saved.

use super::alike;
use super::licence::{Scan, Scanned};
use super::person_fields::{ON_LICENCE, PersonFields};
use super::typed::TypedPerson;
use super::typed_card::TypedCard;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Field, Fieldset, Form, PageHead, Width, side_by_side};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::Query;
use axum::http::StatusCode;
use kernel::{Kind, Phi};
use maud::html;
use office::PatientId;
use registry::people::{PersonLine, RegisterPatient, Relation, RelationPart};
use serde::Deserialize;
use workflows::register_patient::{RegisterAtDesk, SOMEBODY_ALIKE};

/// Everything that stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(flatten)]
    person: TypedPerson,
    #[serde(flatten)]
    card: TypedCard,
    #[serde(flatten)]
    scan: Scan,
    emergency_name: String,
    emergency_phone: String,
    emergency_relationship: String,
    told_apart: Vec<String>,
    back: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// What was typed into the search box, when nobody was found.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
    back: String,
}

impl Typed {
    fn to_begin_with(person: TypedPerson, back: &str) -> Self {
        let back = way_back(Some(back));
        Self {
            person,
            card: TypedCard::to_begin_with(1),
            back: if back == "/" { String::new() } else { back.to_owned() },
            ..Self::default()
        }
    }

    fn relations(&self) -> Vec<Relation> {
        if self.emergency_name.trim().is_empty() {
            return Vec::new();
        }
        vec![Relation {
            part: RelationPart::EmergencyContact,
            relationship: self.emergency_relationship.trim().to_owned(),
            name: self.emergency_name.trim().into(),
            phone: Phi::<String>::from(self.emergency_phone.trim()),
        }]
    }

    /// The deed, or all faults of the page at once.
    fn deed(&self) -> Result<RegisterAtDesk, Faults> {
        let person = self.person.demographics(None);
        let card = if self.card.is_blank() { Ok(None) } else { self.card.card().map(Some) };
        let mut emergency = Faults::none();
        let reached = !self.emergency_phone.trim().is_empty() || !self.emergency_relationship.trim().is_empty();
        if reached && self.emergency_name.trim().is_empty() {
            emergency.add("emergency_name", "Enter the emergency contact’s name, or leave all three empty.");
        }
        match (person, card) {
            (Ok(demographics), Ok(card)) if emergency.is_empty() => Ok(RegisterAtDesk {
                new: RegisterPatient { demographics, identifiers: Vec::new(), relations: self.relations() },
                card,
                told_apart: self.told_apart.iter().filter_map(|id| id.parse::<PatientId>().ok()).collect(),
            }),
            (person, card) => Err(person.err().unwrap_or_default().and(emergency).and(card.err().unwrap_or_default())),
        }
    }
}

fn page<'a>(staff: &'a Staff, typed: &Typed, faults: Faults, alike: &[PersonLine]) -> Page<'a> {
    page_beside(staff, typed, faults, alike, None)
}

/// The page, with what a scanned licence says beside what stands in the form.
fn page_beside<'a>(
    staff: &'a Staff,
    typed: &Typed,
    faults: Faults,
    alike: &[PersonLine],
    scanned: Option<&Scanned>,
) -> Page<'a> {
    let differs = scanned.map_or(&[][..], |scanned| &scanned.differs);
    let fields = PersonFields { typed: &typed.person, faults: &faults, beside: differs, source: ON_LICENCE };
    let emergency = html! {
        (side_by_side(html! {
            (Field::text("emergency_name", "Name").value(&typed.emergency_name).fault(faults.of("emergency_name")).optional())
            (Field::phone("emergency_phone", "Phone").value(&typed.emergency_phone).fault(faults.of("emergency_phone")).optional())
            (Field::text("emergency_relationship", "What they are to the patient").value(&typed.emergency_relationship)
                .optional().width(Width::Short))
        }))
    };
    let body = html! {
        (alike::shown(alike))
        input type="hidden" name="back" value=(typed.back);
        (typed.scan.field(faults.of("licence")))
        (fields.who())
        (fields.contact())
        (fields.language())
        (Fieldset::new("Emergency contact", emergency))
        (Fieldset::new("Insurance card", typed.card.fields(&faults)).hint("Leave this empty for self-pay, or when the card comes later."))
        (fields.more())
    };
    let register = if alike.is_empty() { "Register" } else { alike::NONE_OF_THESE };
    let way_out = if typed.back.is_empty() { "/patients" } else { &typed.back };
    let mut form = Form::post("/patients", &staff.seal())
        .id(alike::FORM)
        .faults(faults)
        .body(body)
        .button(Button::main(register))
        .button(Scan::button());
    if !differs.is_empty() {
        form = form.button(Scan::take_all());
    }
    let form = form.button(Button::bare("Cancel").goes(way_out));
    let body = html! {
        (PageHead::new("New patient").back("/patients", "Patients"))
        @if let Some(scanned) = scanned { (scanned.notice()) }
        @if !alike.is_empty() { (alike::notice(alike, &typed.back, staff.today())) }
        (form)
    };
    staff.page("New patient", body)
}

/// `GET /patients/new`
pub(super) async fn begin(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let typed = Typed::to_begin_with(TypedPerson::to_begin_with(), &wanted.back);
    page(&staff, &typed, Faults::none(), &[]).answer()
}

/// `POST /patients/new`: with what was typed into the search box, which has no place in an address.
pub(super) async fn begin_with(staff: Staff, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let typed = Typed::to_begin_with(TypedPerson::searched(&form.q), &form.back);
    page(&staff, &typed, Faults::none(), &[]).answer()
}

/// `POST /patients`
pub(super) async fn register(staff: Staff, Sealed { mut form, request }: Sealed<Typed>) -> Answer {
    match form.scan.fill_in_form(&mut form.person) {
        Some(Ok(scanned)) => return page_beside(&staff, &form, Faults::none(), &[], Some(&scanned)).answer(),
        Some(Err(unread)) => return page(&staff, &form, Faults::one("licence", unread.say()), &[]).again().answer(),
        None => {}
    }
    let deed = match form.deed() {
        Ok(deed) => deed,
        Err(faults) => return page(&staff, &form, faults, &[]).again().answer(),
    };
    match staff.perform(request, deed.clone()).await {
        Ok(patient) => {
            let back = form.back.as_str();
            let to = alike::on_with(if back.is_empty() { back } else { way_back(Some(back)) }, &patient.to_string());
            Ok(staff.go_saying(&to, "The patient is registered."))
        }
        Err(why) if why.kind() == Kind::Conflict && why.code() == SOMEBODY_ALIKE => {
            let alike = staff.ask(deed.alike()).await?;
            page(&staff, &form, Faults::none(), &alike).status(StatusCode::CONFLICT).answer()
        }
        Err(why) => page(&staff, &form, form_faults(why)?, &[]).again().answer(),
    }
}
