//! The worklist of pairs of charts that may be of one person: side by side, with what speaks for and against it.

use super::typed::sex_name;
use super::{born, chart_of};
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, PageHead, Row, Table, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use kernel::{Phi, Problem};
use maud::{Markup, html};
use office::PatientId;
use registry::people::duplicates::{DecideDuplicate, Decision, DuplicateWorklist, PairLine};
use registry::people::matching::Sign;
use registry::people::{Person, full_name};
use serde::Deserialize;
use workflows::merge_people::MergePeople;

/// Pairs on one page.
const PAIRS: u32 = 10;
const AT: &str = "/patients/duplicates";

/// `GET /patients/duplicates`
pub(super) async fn show(staff: Staff) -> Answer {
    let pairs = staff.ask(DuplicateWorklist { at_most: PAIRS }).await?;
    let body = html! {
        (PageHead::new("Possible duplicates").back("/patients", "Patients"))
        @if pairs.is_empty() {
            (Empty::new(Icon::People, "No two charts look like one person. New pairs appear here once a day."))
        } @else {
            p { "Compare both charts. When in doubt, ask the patient. Merging can be taken back." }
        }
        @for pair in &pairs { (card(&staff, pair)) }
    };
    staff.show("Possible duplicates", body)
}

fn name(person: &Person) -> Phi<String> {
    let who = &person.demographics;
    full_name(&who.family, &who.given, &who.preferred, &who.suffix)
}

fn card(staff: &Staff, pair: &PairLine) -> Card {
    let PairLine { one, other, compared, decision } = pair;
    let heading = if *decision == Decision::Later { "One person? Put off before" } else { "One person?" };
    let both = format!("{} and {}", name(one).reveal(), name(other).reveal());
    let rows = lines(staff, one).into_iter().zip(lines(staff, other));
    let rows = rows.map(|((what, a), (_, b))| Row::new(vec![html! { (what) }, a, b])).collect();
    let columns = ["What", "First chart", "Second chart"].map(Column::words).into();
    let (speaks, against): (Vec<&Sign>, Vec<&Sign>) = compared.signs.iter().partition(|sign| sign.bits >= 0.0);
    let deed = |words: &str, decision: &str| {
        Button::plain(words)
            .about(both.as_str())
            .posts(AT, &staff.seal())
            .with("one", one.id.to_string())
            .with("other", other.id.to_string())
            .with("decision", decision)
    };
    let body = html! {
        (Table::new(format!("The charts of {both}"), columns, rows))
        p { strong { "For one person: " } (said(&speaks)) "." }
        p { strong { "Against it: " } (said(&against)) "." @if let Some(why) = compared.told_apart { " " (why) "." } }
        p { strong { "Score: " } (format!("{:.0}", compared.bits)) " bits" }
        div.form-buttons {
            (deed("Same person: keep the first", "keep_one"))
            (deed("Same person: keep the second", "keep_other"))
            (deed("Not the same person", "apart"))
            (deed("Later", "later"))
        }
    };
    Card::new(heading, body)
}

fn said(signs: &[&Sign]) -> String {
    if signs.is_empty() {
        "nothing".to_owned()
    } else {
        signs.iter().map(|sign| sign.says).collect::<Vec<_>>().join("; ")
    }
}

/// What tells people apart, a line each.
fn lines(staff: &Staff, person: &Person) -> Vec<(&'static str, Markup)> {
    let who = &person.demographics;
    let place = &who.address;
    let phones = [&who.contacts.mobile, &who.contacts.home, &who.contacts.work];
    let phone = phones.into_iter().find(|phone| !phone.reveal().is_empty());
    vec![
        ("Name", html! { a href=(chart_of(person.id)) { (name(person).reveal()) } }),
        ("Middle name", html! { (who.middle.reveal()) }),
        ("Born", html! { (born(staff, *who.birth_day.reveal())) }),
        ("Sex", html! { (sex_name(who.sex)) }),
        ("MRN", html! { (person.mrn.reveal()) }),
        ("Phone", html! { @if let Some(phone) = phone { (wording::phone(phone.reveal())) } }),
        ("E-mail", html! { (who.contacts.email.reveal()) }),
        ("Address", html! { (place.street.reveal()) " " (place.city.reveal()) " " (place.postal_code.reveal()) }),
    ]
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    one: String,
    other: String,
    decision: String,
}

/// `POST /patients/duplicates`: what was decided about a pair.
pub(super) async fn decide(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let unreadable = |_| Problem::conflict("no_pair", "This pair is not on the list any more. Load the page again.");
    let one: PatientId = form.one.parse().map_err(unreadable)?;
    let other: PatientId = form.other.parse().map_err(unreadable)?;
    let (gone, survivor) = match form.decision.as_str() {
        "keep_one" => (other, one),
        "keep_other" => (one, other),
        word => {
            let decision = Decision::from_word(word).unwrap_or(Decision::Open);
            staff.perform(request, DecideDuplicate { one, other, decision }).await?;
            let say = if decision == Decision::Later { "Put off to later." } else { "Kept as two people." };
            return Ok(staff.go_saying(AT, say));
        }
    };
    staff.perform(request, MergePeople { gone, survivor }).await?;
    Ok(staff.go_saying(&chart_of(survivor), "Merged into this chart. The names and numbers of the other lead here."))
}
