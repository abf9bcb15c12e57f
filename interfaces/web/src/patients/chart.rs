//! The face of the chart: who this is, when they come, who pays, and, for those who may see it, the clinical record.

use super::banner::{card, if_allowed};
use super::coverages::card as coverage_card;
use super::relations::part_name;
use super::typed::{language_name, marital_status_name, sex_name};
use super::{alerts, appointments, chart_of, clinical, merged, photo};
use crate::answer::Answer;
use crate::histories::summary_card;
use crate::insurance::cases_card;
use crate::kit::{Button, Card, Facts, Icon, PageHead, Tab, Tabs, wording};
use crate::page::Page;
use crate::reminders::reach_card;
use crate::staff::Staff;
use ::clinical::chart::ChartOf;
use axum::extract::Path;
use front_office::follow_up::WaitlistOf;
use front_office::insurance::{CardPicturesOf, CasesOf};
use front_office::scheduling::{PastOf, UpcomingOf};
use kernel::{Day, Phi, Problem};
use maud::{Markup, Render, html};
use office::{PatientId, Permission};
use registry::coverages::CoverageOf;
use registry::people::merging::{MergedInto, MergesInto};
use registry::people::{Interpreter, Person, PersonCard};
use registry::practice::StaffOfPractice;
use workflows::reminders::PatientReach;

/// `GET /patients/{patient}`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    if let Some(survivor) = staff.ask(MergedInto { patient }).await?.0 {
        return Ok(staff.go_saying(&chart_of(survivor), "That chart was merged into this one."));
    }
    page(&staff, patient).await?.answer()
}

/// The page, so that a deed on it that failed can show it again with a notice.
pub(super) async fn page(staff: &Staff, patient: PatientId) -> Result<Page<'_>, Problem> {
    let (card, person, merges, reach, coverages, pictures, cases, upcoming, waits, past, record, colleagues) = tokio::try_join!(
        card(staff, patient),
        staff.ask(PersonCard { patient }),
        staff.ask(MergesInto { patient }),
        staff.ask(PatientReach { patient }),
        if_allowed(staff, CoverageOf { patient }),
        if_allowed(staff, CardPicturesOf { patient }),
        if_allowed(staff, CasesOf { patient }),
        if_allowed(staff, UpcomingOf { patient }),
        if_allowed(staff, WaitlistOf { patient }),
        if_allowed(staff, PastOf { patient }),
        if_allowed(staff, ChartOf { patient }),
        staff.ask(StaffOfPractice),
    )?;
    let today = card.banner.today;
    // Beside a clinical record on the right; on the left where the role sees none.
    let payers = html! {
        @if let Some(coverages) = &coverages {
            (coverage_card(staff, patient, coverages, pictures.as_deref().unwrap_or_default(), today))
        }
        @if let Some(cases) = &cases { (cases_card(staff, patient, cases)) }
    };
    let body = html! {
        (head(staff, patient, Here::Chart))
        div.two-columns {
            div {
                @if let Some(upcoming) = &upcoming { (appointments::card("Coming up", upcoming)) }
                @if let Some(waits) = &waits { (appointments::waits(waits, today, &staff.zone())) }
                @if let Some(record) = &record {
                    (clinical::present(record))
                    (summary_card(staff, &record.histories, &colleagues.0))
                }
                @if let Some(past) = &past { (appointments::card("Past appointments", past)) }
                @if record.is_none() { (payers) }
            }
            div {
                (alerts::card(staff, patient, &card.banner.alerts, &staff.zone()))
                (who(staff, &person, today))
                (around(staff, &person))
                (reach_card(staff, &reach))
                (merged::card(staff, patient, &merges))
                @if record.is_some() { (payers) }
                @if staff.may(Permission::RegisterPeople) { (photo::form(staff, &person)) }
            }
        }
        @if let Some(record) = &record { (clinical::past(record)) }
    };
    Ok(staff.page("Chart", body).banner(card.shown()))
}

/// Which page of the chart is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    Chart,
    Histories,
    Documents,
    Referrals,
    Forms,
    History,
}

/// The head of every page of the chart: its deeds, and the way from one page to another.
pub(crate) fn head(staff: &Staff, patient: PatientId, here: Here) -> Markup {
    let chart = chart_of(patient);
    let mut head = PageHead::new("Chart").back("/patients", "Patients");
    if staff.may(Permission::RegisterPeople) {
        let edit = Button::plain("Edit demographics").icon(Icon::Edit).goes(format!("{chart}/demographics"));
        head = head.deed(edit.key('e'));
    }
    if staff.may(Permission::Schedule) {
        let book = Button::main("Book").icon(Icon::Calendar).opens(appointments::booking_for(patient));
        head = head.deed(book.key('b'));
    }
    let tab = |place, label: &str, to: String| if here == place { Tab::here(label, to) } else { Tab::new(label, to) };
    let mut tabs = vec![tab(Here::Chart, "Chart", chart.clone())];
    if staff.may(Permission::SeeChart) {
        tabs.push(tab(Here::Histories, "Histories", format!("{chart}/histories")));
    }
    if staff.may(Permission::SeeDocuments) {
        tabs.push(tab(Here::Documents, "Documents", format!("{chart}/documents")));
        tabs.push(tab(Here::Referrals, "Referrals", format!("{chart}/referrals")));
        tabs.push(tab(Here::Forms, "Forms", format!("{chart}/forms")));
    }
    tabs.push(tab(Here::History, "Changes", format!("{chart}/history")));
    if staff.may(Permission::ReviewAccess) {
        tabs.push(Tab::new("Who saw this chart", format!("/access-review/{patient}")));
    }
    html! { (head) (Tabs::new("Chart", tabs)) }
}

fn text(phi: &Phi<String>) -> Markup {
    html! { (phi.reveal()) }
}

/// A telephone number that can be called from here.
fn phone(number: &Phi<String>) -> Markup {
    html! { @if !number.reveal().is_empty() { a href={ "tel:" (number.reveal()) } { (wording::phone(number.reveal())) } } }
}

fn who(staff: &Staff, person: &Person, today: Day) -> Card {
    let who = &person.demographics;
    let place = &who.address;
    let born = *who.birth_day.reveal();
    let city: Vec<&str> = [&place.city, &place.state, &place.postal_code]
        .into_iter()
        .map(|part| part.reveal().as_str())
        .filter(|part| !part.is_empty())
        .collect();
    let street: Vec<&str> = [&place.street, &place.unit]
        .into_iter()
        .map(|part| part.reveal().as_str())
        .filter(|part| !part.is_empty())
        .collect();
    let address = html! {
        @if !street.is_empty() { (street.join(", ")) @if !city.is_empty() { br; } }
        (city.join(" "))
    };
    let language = match who.interpreter {
        Interpreter::Needed => format!("{}, needs an interpreter", language_name(&who.language)),
        Interpreter::NotNeeded => language_name(&who.language),
    };
    let mut facts = Facts::new()
        .fact("Born", format!("{} · {}", wording::digits(born), wording::age(born, today)))
        .fact("Sex on record", sex_name(who.sex))
        .fact("Mobile phone", phone(&who.contacts.mobile));
    let more: [(&str, Markup); 9] = [
        ("Home phone", phone(&who.contacts.home)),
        ("Work phone", phone(&who.contacts.work)),
        ("Middle names", text(&who.middle)),
        ("Pronouns", text(&who.pronouns)),
        ("Gender identity", text(&who.gender_identity)),
        ("Marital status", html! { (marital_status_name(who.marital_status.reveal())) }),
        ("Race", text(&who.race)),
        ("Ethnicity", text(&who.ethnicity)),
        ("Note for the desk", text(&who.note)),
    ];
    facts = facts.fact("E-mail", text(&who.contacts.email)).fact("Address", address).fact("Language", language);
    for (name, fact) in more.into_iter().filter(|(_, fact)| !fact.0.is_empty()) {
        facts = facts.fact(name, fact);
    }
    for known in person.identifiers.iter().filter(|known| !known.kind.is_empty()) {
        facts = facts.fact(identifier_name(&known.kind), hidden_but_last(&known.kind, known.value.reveal()));
    }
    let card = Card::new("Demographics", facts);
    match staff.may(Permission::RegisterPeople) {
        true => {
            card.deed(Button::bare("Edit").about("demographics").goes(format!("{}/demographics", chart_of(person.id))))
        }
        false => card,
    }
}

/// Kinds of numbers (HL7 v2 table 0203).
fn identifier_name(kind: &str) -> String {
    match kind {
        "MR" => "Number elsewhere".to_owned(),
        "SS" => "Social security number".to_owned(),
        "DL" => "Driver’s license".to_owned(),
        "PPN" => "Passport".to_owned(),
        other => format!("Number ({other})"),
    }
}

/// A social security number shows its last four digits, which is all a desk compares.
fn hidden_but_last(kind: &str, value: &str) -> String {
    if kind != "SS" {
        return value.to_owned();
    }
    let last: Vec<char> = value.chars().rev().take(4).collect();
    format!("•••-••-{}", last.into_iter().rev().collect::<String>())
}

fn around(staff: &Staff, person: &Person) -> Card {
    let mut facts = Facts::new();
    for relation in &person.relations {
        let who = html! {
            (relation.name.reveal())
            @if !relation.relationship.is_empty() { ", " (relation.relationship) }
            @if !relation.phone.reveal().is_empty() { br; (phone(&relation.phone)) }
        };
        facts = facts.fact(part_name(relation.part), who);
    }
    let body = if person.relations.is_empty() {
        html! { p.quiet { "Nobody to call in an emergency is on record." } }
    } else {
        facts.render()
    };
    let card = Card::new("Around the patient", body);
    match staff.may(Permission::RegisterPeople) {
        true => {
            let at = format!("{}/relations", chart_of(person.id));
            card.deed(Button::bare("Edit").about("who is around the patient").opens(at))
        }
        false => card,
    }
}
