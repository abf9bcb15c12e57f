//! An insurance card as it is typed, for registration and for the dialog of a coverage.

use super::birth;
use crate::kit::{Choice, Faults, Field, Width, side_by_side, wording};
use kernel::{Day, Money};
use maud::{Markup, html};
use registry::coverages::{NewCoverage, Relationship, check_card};
use serde::Deserialize;

/// What stands in the fields about a card.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedCard {
    pub payer: String,
    pub payer_number: String,
    pub priority: String,
    pub plan: String,
    pub member_number: String,
    pub group_number: String,
    pub relationship: String,
    pub subscriber_name: String,
    pub subscriber_birth_day: String,
    pub starts_on: String,
    pub ends_on: String,
    pub copay: String,
}

/// What the patient is to the subscriber, in words.
pub(super) const fn relationship_name(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Itself => "The patient",
        Relationship::Spouse => "The patient’s spouse",
        Relationship::Child => "The patient’s parent",
        Relationship::Other => "Somebody else",
    }
}

/// Which policy pays first.
pub(super) fn priority_name(priority: i64) -> String {
    match priority {
        1 => "Pays first".to_owned(),
        2 => "Pays second".to_owned(),
        3 => "Pays third".to_owned(),
        later => format!("Pays in place {later}"),
    }
}

/// Policies that pay for one visit at most, one after the other.
const PLACES_MAX: usize = 3;

impl TypedCard {
    /// What the form of a new card begins with.
    pub(super) fn to_begin_with(priority: usize) -> Self {
        Self {
            priority: priority.clamp(1, PLACES_MAX).to_string(),
            relationship: Relationship::Itself.word().to_owned(),
            ..Self::default()
        }
    }

    /// What is on record.
    pub(super) fn on_record(card: &NewCoverage) -> Self {
        let day = |day: Option<Day>| day.map(wording::digits).unwrap_or_default();
        Self {
            payer: card.payer.clone(),
            payer_number: card.payer_number.clone(),
            priority: card.priority.to_string(),
            plan: card.plan.clone(),
            member_number: card.member_number.reveal().clone(),
            group_number: card.group_number.reveal().clone(),
            relationship: card.relationship.word().to_owned(),
            subscriber_name: card.subscriber_name.reveal().clone(),
            subscriber_birth_day: day(card.subscriber_birth_day.as_ref().map(|day| *day.reveal())),
            starts_on: day(card.starts_on),
            ends_on: day(card.ends_on),
            copay: card.copay.map(|copay| copay.to_string()).unwrap_or_default(),
        }
    }

    /// Whether nobody has typed anything: no card was handed over.
    pub(super) fn is_blank(&self) -> bool {
        let typed = [&self.payer, &self.plan, &self.member_number, &self.group_number, &self.copay];
        typed.into_iter().all(|typed| typed.trim().is_empty())
    }

    /// The card that was typed.
    ///
    /// # Errors
    /// The fields that cannot be read.
    pub(super) fn card(&self) -> Result<NewCoverage, Faults> {
        let mut faults = Faults::none();
        let mut day = |field: &str, typed: &str| {
            if typed.trim().is_empty() {
                return None;
            }
            birth::read(typed).map_err(|_| faults.add(field, "Enter the day like 1/31/2026, or leave it empty.")).ok()
        };
        let starts_on = day("starts_on", &self.starts_on);
        let ends_on = day("ends_on", &self.ends_on);
        let subscriber_birth_day = day("subscriber_birth_day", &self.subscriber_birth_day);
        let copay = self.copay.trim().trim_start_matches('$');
        let copay = if copay.is_empty() {
            None
        } else {
            copay.parse::<Money>().ok().filter(|copay| *copay >= Money::ZERO).or_else(|| {
                faults.add("copay", "Enter an amount like 25 or 25.00, or leave it empty.");
                None
            })
        };
        let card = NewCoverage {
            payer: self.payer.trim().to_owned(),
            payer_number: self.payer_number.trim().to_owned(),
            priority: self.priority.trim().parse().unwrap_or(0),
            plan: self.plan.trim().to_owned(),
            member_number: self.member_number.trim().into(),
            group_number: self.group_number.trim().into(),
            relationship: Relationship::from_word(&self.relationship).unwrap_or(Relationship::Itself),
            subscriber_name: self.subscriber_name.trim().into(),
            subscriber_birth_day: subscriber_birth_day.map(Into::into),
            starts_on,
            ends_on,
            copay,
        };
        if let Err(why) = check_card(&card) {
            for (field, say) in why.fields() {
                faults.add(*field, say.as_str());
            }
        }
        if faults.is_empty() { Ok(card) } else { Err(faults) }
    }

    /// The fields.
    pub(super) fn fields(&self, faults: &Faults) -> Markup {
        let field = |field: Field, name: &str, value: &str| field.value(value).fault(faults.of(name));
        let text = |name: &'static str, label: &'static str, value: &str| field(Field::text(name, label), name, value);
        let places = (1..=3).map(|place: i64| Choice::new(place.to_string(), priority_name(place))).collect();
        let whose = Relationship::ALL.iter().map(|one| Choice::new(one.word(), relationship_name(*one))).collect();
        html! {
            (side_by_side(html! {
                (text("payer", "Insurer", &self.payer).hint("As it stands on the card"))
                (text("plan", "Plan", &self.plan).optional())
            }))
            (side_by_side(html! {
                (text("member_number", "Member number", &self.member_number))
                (text("group_number", "Group number", &self.group_number).optional())
                (text("payer_number", "Payer number", &self.payer_number).optional().width(Width::Short))
            }))
            (side_by_side(html! {
                (field(Field::select("priority", "Order", places), "priority", &self.priority).width(Width::Short))
                (field(Field::money("copay", "Co-pay on the card"), "copay", &self.copay).optional())
            }))
            (field(Field::select("relationship", "The subscriber is", whose), "relationship", &self.relationship).width(Width::Medium))
            (side_by_side(html! {
                (text("subscriber_name", "Subscriber’s name", &self.subscriber_name).optional().hint("If it is not the patient"))
                (field(Field::birth("subscriber_birth_day", "Subscriber’s date of birth"), "subscriber_birth_day", &self.subscriber_birth_day).optional())
            }))
            (side_by_side(html! {
                (text("starts_on", "Covered from", &self.starts_on).optional().width(Width::Short))
                (text("ends_on", "Covered until", &self.ends_on).optional().width(Width::Short))
            }))
        }
    }
}
