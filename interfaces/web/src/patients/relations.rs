//! Around the patient: who is called in an emergency, who pays, who acts for them; a line each, one of them empty.

use super::chart_of;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, Notice, Tone, Width, side_by_side};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use kernel::Kind;
use maud::{Markup, html};
use office::PatientId;
use registry::people::{KeepRelations, PersonCard, Relation, RelationPart};
use serde::Deserialize;

/// Everything that stands in the form: the same field once a line.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    part: Vec<String>,
    name: Vec<String>,
    phone: Vec<String>,
    relationship: Vec<String>,
    version: String,
}

/// What somebody is to the patient, in words.
pub(super) const fn part_name(part: RelationPart) -> &'static str {
    match part {
        RelationPart::EmergencyContact => "Emergency contact",
        RelationPart::Guarantor => "Guarantor",
        RelationPart::Proxy => "Acts for the patient",
    }
}

impl Typed {
    fn on_record(relations: &[Relation], version: i64) -> Self {
        let mut typed = Self { version: version.to_string(), ..Self::default() };
        for relation in relations {
            typed.part.push(relation.part.word().to_owned());
            typed.name.push(relation.name.reveal().clone());
            typed.phone.push(crate::kit::wording::phone(relation.phone.reveal()));
            typed.relationship.push(relation.relationship.clone());
        }
        typed
    }

    fn relations(&self) -> Vec<Relation> {
        self.lines()
            .filter(|line| line[1..].iter().any(|typed| !typed.trim().is_empty()))
            .map(|[part, name, phone, relationship]| Relation {
                part: RelationPart::from_word(part).unwrap_or(RelationPart::EmergencyContact),
                relationship: relationship.to_owned(),
                name: name.into(),
                phone: phone.into(),
            })
            .collect()
    }

    fn lines(&self) -> impl Iterator<Item = [&str; 4]> {
        let columns = [&self.part, &self.name, &self.phone, &self.relationship];
        let lines = columns.iter().map(|column| column.len()).max().unwrap_or(0);
        (0..lines).map(move |at| columns.map(|column| column.get(at).map_or("", String::as_str)))
    }
}

fn form(staff: &Staff, patient: PatientId, typed: &Typed, faults: Faults) -> Markup {
    let empty = [RelationPart::EmergencyContact.word(), "", "", ""];
    let line = |at: usize, [part, name, phone, relationship]: [&str; 4]| {
        let parts = RelationPart::ALL.iter().map(|one| Choice::new(one.word(), part_name(*one))).collect();
        let name = Field::text("name", "Name").id(format!("name-{at}")).value(name).optional();
        side_by_side(html! {
            (Field::select("part", "Who is this", parts).id(format!("part-{at}")).value(part).width(Width::Short))
            (if at == 0 { name.starts_here() } else { name })
            (Field::phone("phone", "Phone").id(format!("phone-{at}")).value(phone).optional())
            (Field::text("relationship", "Related how").id(format!("relationship-{at}")).value(relationship)
                .width(Width::Short).optional())
        })
    };
    let form = Form::post(format!("{}/relations", chart_of(patient)), &staff.seal())
        .answers_into("#dialog")
        .faults(faults)
        .body(html! {
            input type="hidden" name="version" value=(typed.version);
            div id="relations" { @for (at, typed) in typed.lines().chain([empty]).enumerate() { (line(at, typed)) } }
            p.hint { "To take somebody off the list, empty their line." }
        });
    html! { (form.button(Button::main("Save"))) }
}

const TITLE: &str = "Around the patient";

/// `GET /patients/{patient}/relations`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let person = staff.ask(PersonCard { patient }).await?;
    let typed = Typed::on_record(&person.relations, person.version);
    staff.dialog(TITLE, form(&staff, patient, &typed, Faults::none()))
}

/// `POST /patients/{patient}/relations`
pub(super) async fn keep(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form: mut typed, request }: Sealed<Typed>,
) -> Answer {
    let version: i64 = typed.version.parse().unwrap_or(0);
    match staff.perform(request, KeepRelations { patient, version, relations: typed.relations() }).await {
        Ok(()) => Ok(staff.go_saying(&chart_of(patient), "Saved.")),
        Err(why) if why.kind() == Kind::Conflict => {
            let now = staff.ask(PersonCard { patient }).await?;
            typed.version = now.version.to_string();
            let say =
                "Somebody else changed this patient's card while you had it open. Nothing of yours was saved yet.";
            let names: Vec<&str> = now.relations.iter().map(|one| one.name.reveal().as_str()).collect();
            let said = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
            let notice = Notice::new(Tone::Warn, say).more(html! { p { "On record now: " (said) "." } });
            let form = form(&staff, patient, &typed, Faults::none());
            staff.dialog_again(TITLE, html! { (notice) (form) })
        }
        Err(why) => staff.dialog_again(TITLE, form(&staff, patient, &typed, form_faults(why)?)),
    }
}
