//! Who calls: the people of that number, a search, and the two identifiers that must agree.

use super::panel::{Around, Panel, panel_of};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Icon, wording};
use crate::patients::{TypedPerson, chart_of};
use crate::picker::find;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::phone::{CallId, Identifier, IdentifyCaller, Verification};
use maud::{Markup, html};
use office::Permission;
use registry::people::PersonLine;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
    new: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    said: Vec<String>,
}

/// The part of the panel as long as nobody is verified.
pub(super) fn part(around: &Around<'_>) -> Markup {
    let panel = around.panel;
    let people = if panel.searched.is_some() { &panel.found } else { &around.answer.matches };
    let may_register = around.staff.may(Permission::RegisterPeople);
    let field = Field::text("q", "Who is calling?")
        .id("call-q")
        .value(panel.searched.as_deref().unwrap_or_default())
        .hint("Name, date of birth, phone or record number, in any order");
    let field = if people.is_empty() && panel.faults.is_empty() { field.starts_here() } else { field };
    let mut search = around.form("search").body(html! { (field) }).button(Button::plain("Find").icon(Icon::Search));
    if may_register {
        search = search.button(Button::plain("New patient").icon(Icon::Plus).sends("new", "yes"));
    }
    html! {
        section.call-part {
            h3 { "Who is it?" }
            @if !people.is_empty() { (verify(around, people)) }
            @if panel.searched.is_some() && people.is_empty() { p { "Nobody is found by these words." } }
            (search)
        }
    }
}

/// Choosing the person and ticking what they said that agrees.
fn verify(around: &Around<'_>, people: &[PersonLine]) -> Markup {
    let panel = around.panel;
    let choice = |line: &PersonLine| {
        let born = wording::digits(*line.birth_day.reveal());
        Choice::new(line.id.to_string(), format!("{}, {born}, MRN {}", line.name.reveal(), line.mrn.reveal()))
    };
    let picked = match (panel.typed("patient"), people) {
        ("", [only]) => only.id.to_string(),
        (typed, _) => typed.to_owned(),
    };
    let said = Identifier::ALL.iter().map(|one| Choice::new(one.word(), one.title())).collect();
    let fields = html! {
        p.script { "Say: “May I have your full name and your date of birth, please?” Compare with the chart; read nothing out." }
        (Field::radios("patient", "Whom is it about?", people.iter().map(choice).collect()).value(picked)
            .fault(panel.faults.of("patient")).id("call-patient").starts_here())
        (Field::checks("said", "What did they say that agrees? Two at least", said, panel.picked("said"))
            .fault(panel.faults.of("said")).id("call-said"))
    };
    html! { (around.form("caller").body(fields).button(Button::main("Verified"))) }
}

/// The part of the panel once it is known whom the call is about.
pub(super) fn known(around: &Around<'_>) -> Markup {
    let call = &around.answer.call;
    let how: Vec<&str> = call.identifiers().iter().map(|one| one.title()).collect();
    html! {
        @if let Some(person) = call.patient.and_then(|patient| around.answer.people.get(patient)) {
            section.call-part {
                p {
                    (Icon::Person) " About " a href=(chart_of(person.id)) { (person.name.reveal()) }
                    ", born " (wording::digits(*person.birth_day.reveal())) ", MRN " (person.mrn.reveal())
                    @if how.is_empty() { " · registered in this call" } @else { " · verified by: " (how.join(", ")) }
                }
            }
        }
    }
}

/// `POST /calls/{call}/search`
pub(super) async fn search(staff: Staff, Path(call): Path<CallId>, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let found = find(&staff, &form.q).await?;
    let typed_words = !form.q.trim().is_empty();
    let new = form.new == "yes" || (found.is_empty() && typed_words && staff.may(Permission::RegisterPeople));
    let new_caller = new.then(|| TypedPerson::searched(&form.q));
    panel_of(&staff, call, Panel { searched: Some(form.q), found, new_caller, ..Panel::default() }).await
}

/// `POST /calls/{call}/caller`
pub(super) async fn identify(
    staff: Staff,
    Path(call): Path<CallId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let Ok(patient) = typed.patient.parse() else {
        let mut faults = Faults::none();
        faults.add("patient", "Choose whom it is about.");
        return panel_of(&staff, call, Panel::faulty(faults, typed.fields())).await;
    };
    let said = typed.said.iter().filter_map(|word| Identifier::from_word(word)).collect();
    match staff.perform(request, IdentifyCaller { call, patient, verification: Verification::Said(said) }).await {
        Ok(()) => panel_of(&staff, call, Panel::saying("The caller is verified.")).await,
        Err(why) => {
            let faults = form_faults(why)?;
            // The same person again, also where they were found by a search.
            let found = staff.ask(registry::people::PersonCard { patient }).await?;
            let found = find(&staff, found.mrn.reveal()).await?;
            let searched = Some(String::new());
            panel_of(&staff, call, Panel { searched, found, ..Panel::faulty(faults, typed.fields()) }).await
        }
    }
}

impl Typed {
    fn fields(&self) -> Vec<(String, String)> {
        let said = self.said.iter().map(|word| ("said".to_owned(), word.clone()));
        std::iter::once(("patient".to_owned(), self.patient.clone())).chain(said).collect()
    }
}
