//! A patient's coverages on the face of the chart: who pays today, in their order; what ended is folded away.

use super::chart_of;
use super::typed_card::{priority_name, relationship_name};
use crate::insurance::pictures_said;
use crate::kit::{Button, Card, Facts, Icon, Pill, Tone, wording};
use crate::staff::Staff;
use front_office::insurance::CardPicture;
use kernel::Day;
use maud::{Markup, html};
use office::{PatientId, Permission};
use registry::coverages::Coverage;

/// All of them.
pub(super) fn card(
    staff: &Staff,
    patient: PatientId,
    coverages: &[Coverage],
    pictures: &[CardPicture],
    today: Day,
) -> Card {
    let at = format!("{}/coverages", chart_of(patient));
    let keeps = staff.may(Permission::KeepCoverage);
    let edit = |coverage: &Coverage| {
        let edit = Button::bare("Edit").about(coverage.card.payer.as_str());
        keeps.then(|| edit.opens(format!("{at}/{}", coverage.id)))
    };
    let (ended, mut stand): (Vec<&Coverage>, Vec<&Coverage>) =
        coverages.iter().partition(|coverage| coverage.card.ends_on.is_some_and(|last| last < today));
    stand.sort_by_key(|coverage| (!coverage.covers(today), coverage.card.priority));
    let body = html! {
        @if stand.is_empty() { p.quiet { "No insurance covers today: the patient pays for themselves." } }
        @for coverage in stand {
            (one(coverage, today, edit(coverage), html! { a href={ (at) "/" (coverage.id) "/card" } { (pictures_said(pictures, coverage.id, &staff.zone())) } }))
        }
        @if !ended.is_empty() {
            details.folded {
                summary { (ended.len()) " ended" }
                ul.plain-list {
                    @for coverage in ended {
                        li.split {
                            span {
                                (called(coverage)) " " span.digits { (coverage.card.member_number.reveal()) }
                                " " span.quiet { (days(coverage)) }
                            }
                            @if let Some(edit) = edit(coverage) { (edit) }
                        }
                    }
                }
            }
        }
    };
    let card = Card::new("Coverage", body);
    if keeps { card.deed(Button::bare("Add a card").icon(Icon::Plus).opens(format!("{at}/new"))) } else { card }
}

/// The insurer and the plan.
fn called(coverage: &Coverage) -> String {
    let card = &coverage.card;
    if card.plan.is_empty() { card.payer.clone() } else { format!("{} · {}", card.payer, card.plan) }
}

fn days(coverage: &Coverage) -> String {
    match (coverage.card.starts_on, coverage.card.ends_on) {
        (None, None) => String::new(),
        (Some(from), None) => format!("from {}", wording::digits(from)),
        (None, Some(until)) => format!("until {}", wording::digits(until)),
        (Some(from), Some(until)) => format!("{} to {}", wording::digits(from), wording::digits(until)),
    }
}

fn one(coverage: &Coverage, today: Day, edit: Option<Button>, pictures: Markup) -> Markup {
    let card = &coverage.card;
    let stands = match coverage.covers(today) {
        true => Pill::new(Tone::Good, priority_name(card.priority)),
        false => Pill::new(Tone::Warn, "Not yet"),
    };
    let subscriber = match card.subscriber_name.reveal().as_str() {
        "" => relationship_name(card.relationship).to_owned(),
        name => format!("{name} ({})", relationship_name(card.relationship).to_lowercase()),
    };
    let facts = Facts::new()
        .fact("Member number", html! { (card.member_number.reveal()) })
        .fact("Group number", html! { (card.group_number.reveal()) })
        .fact("Subscriber", subscriber)
        .fact("Co-pay", card.copay.map(|copay| copay.to_string()).unwrap_or_default())
        .fact("Covers", days(coverage))
        .fact("Card pictures", pictures);
    html! {
        section.part {
            header.part-head { h3 { (called(coverage)) } (stands) @if let Some(edit) = edit { (edit) } }
            (facts)
        }
    }
}
