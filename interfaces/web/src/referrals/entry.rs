//! One entry of the directory: adding it, also from an import, and changing it.

use super::version;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, PageHead, Width, side_by_side};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::referrals::{AddEntry, ChangeEntry, Channel, DirectoryEntry, EntryFields, EntryId, EntryKind};
use maud::html;
use office::Permission;
use serde::Deserialize;
use workflows::refer_out::ImportedProviders;

/// What stands in the form.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    kind: String,
    name: String,
    specialty: String,
    organisation: String,
    npi: String,
    phone: String,
    fax: String,
    email: String,
    street: String,
    city: String,
    state: String,
    postal_code: String,
    prefers: String,
    note: String,
    active: Vec<String>,
    imported: String,
    version: String,
}

impl Typed {
    fn of(fields: &EntryFields, version: i64) -> Self {
        let own = fields.clone();
        Self {
            kind: own.kind.word().to_owned(),
            name: own.name,
            specialty: own.specialty,
            organisation: own.organisation,
            npi: own.npi,
            phone: own.phone,
            fax: own.fax,
            email: own.email,
            street: own.street,
            city: own.city,
            state: own.state,
            postal_code: own.postal_code,
            prefers: own.prefers.word().to_owned(),
            note: own.note,
            active: if own.active { vec!["yes".to_owned()] } else { Vec::new() },
            imported: own.imported_from.map(|id| id.to_string()).unwrap_or_default(),
            version: version.to_string(),
        }
    }

    fn fields(&self) -> EntryFields {
        let own = self.clone();
        EntryFields {
            kind: EntryKind::from_word(&own.kind).unwrap_or(EntryKind::Clinician),
            name: own.name,
            specialty: own.specialty,
            organisation: own.organisation,
            npi: own.npi,
            phone: own.phone,
            fax: own.fax,
            email: own.email,
            street: own.street,
            city: own.city,
            state: own.state,
            postal_code: own.postal_code,
            prefers: Channel::from_word(&own.prefers).unwrap_or(Channel::Print),
            note: own.note,
            active: own.active.iter().any(|word| word == "yes"),
            imported_from: own.imported.parse().ok(),
        }
    }
}

/// `GET /directory/new`, empty or filled from an import.
pub(super) async fn begin(staff: Staff, Query(wanted): Query<Typed>) -> Answer {
    let mut typed = Typed { active: vec!["yes".to_owned()], ..Typed::default() };
    if !wanted.imported.is_empty() && staff.may(Permission::SeeSchedule) {
        let all = staff.ask(ImportedProviders { from: wanted.name.clone() }).await?.0;
        if let Some(one) = all.into_iter().find(|one| one.id.to_string() == wanted.imported) {
            let party = one.party;
            // An NPI that was sent with a wrong digit is not taken over.
            let npi = if kernel::npi_holds(&party.npi) { party.npi } else { String::new() };
            typed = Typed {
                kind: EntryKind::Clinician.word().to_owned(),
                name: party.name,
                specialty: party.specialty,
                npi,
                phone: party.phone,
                fax: party.fax,
                email: party.email,
                street: party.street,
                city: party.city,
                state: party.state,
                postal_code: party.postal_code,
                imported: wanted.imported.clone(),
                ..typed
            };
        }
    }
    page(&staff, &typed, Faults::none(), None).answer()
}

/// `POST /directory`
pub(super) async fn add(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    match staff.perform(request, AddEntry(typed.fields())).await {
        Ok(_) => Ok(staff.go_saying("/directory", "The entry is in the directory.")),
        Err(why) => page(&staff, &typed, form_faults(why)?, None).again().answer(),
    }
}

/// `GET /directory/{office}`
pub(super) async fn edit(staff: Staff, Path(office): Path<EntryId>) -> Answer {
    let entry = staff.ask(DirectoryEntry { entry: office }).await?.0;
    page(&staff, &Typed::of(&entry.fields, entry.version), Faults::none(), Some(office)).answer()
}

/// `POST /directory/{office}`
pub(super) async fn change(
    staff: Staff,
    Path(office): Path<EntryId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let deed = ChangeEntry { entry: office, version: version(&typed.version)?, to: typed.fields() };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/directory", "The entry was changed.")),
        Err(why) => page(&staff, &typed, form_faults(why)?, Some(office)).again().answer(),
    }
}

fn page<'a>(staff: &'a Staff, typed: &Typed, faults: Faults, office: Option<EntryId>) -> Page<'a> {
    let kinds = EntryKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title())).collect();
    let ways = Channel::ALL.iter().map(|way| Choice::new(way.word(), way.title())).collect();
    let text = |name: &'static str, label: &'static str, value: &str| {
        Field::text(name, label).value(value).fault(faults.of(name))
    };
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="imported" value=(typed.imported);
        (Field::radios("kind", "What is it?", kinds).value(if typed.kind.is_empty() { "clinician" } else { &typed.kind }))
        (side_by_side(html! {
            (text("name", "Name", &typed.name).hint("As on a letter: Maya Chen, MD").starts_here())
            (text("specialty", "Specialty", &typed.specialty).optional())
        }))
        (side_by_side(html! {
            (text("organisation", "Office or hospital", &typed.organisation).optional())
            (text("npi", "NPI", &typed.npi).optional().width(Width::Short))
        }))
        (Fieldset::new("How to reach them", html! {
            (side_by_side(html! {
                (Field::phone("phone", "Telephone").value(&typed.phone).fault(faults.of("phone")).optional())
                (Field::phone("fax", "Fax").value(&typed.fax).fault(faults.of("fax")).optional())
                (Field::email("email", "E-mail").value(&typed.email).fault(faults.of("email")).optional())
            }))
            (side_by_side(html! {
                (text("street", "Street", &typed.street).optional())
                (text("city", "City", &typed.city).optional())
                (text("state", "State", &typed.state).optional().width(Width::Short))
                (text("postal_code", "ZIP code", &typed.postal_code).optional().width(Width::Short))
            }))
            (Field::select("prefers", "How they like to receive referrals", ways).value(if typed.prefers.is_empty() { "print" } else { &typed.prefers }))
        }))
        (Field::lines("note", "What else to know", 2).value(&typed.note).fault(faults.of("note")).optional()
            .hint("Like: wants the last ECG; new patients on Tuesdays only"))
        (Field::checks("active", "In use", vec![Choice::new("yes", "Patients are referred there")], typed.active.clone()).optional())
    };
    let to = office.map_or_else(|| "/directory".to_owned(), |id| format!("/directory/{id}"));
    let mut form = Form::post(to, &staff.seal()).faults(faults.clone()).body(fields);
    if staff.may(Permission::Refer) {
        form = form.button(Button::main("Save"));
    }
    let form = form.button(Button::bare("Cancel").goes("/directory"));
    let title = if office.is_some() { "Entry of the directory" } else { "New entry of the directory" };
    staff.page(title, html! { (PageHead::new(title).back("/directory", "Directory")) (form) })
}
