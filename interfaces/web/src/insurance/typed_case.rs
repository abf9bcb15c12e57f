//! The form of a case of injury.

use crate::kit::{Choice, Faults, Field, Width, side_by_side, wording};
use front_office::insurance::{Cause, InjuryCase, InjuryFields};
use kernel::{Day, Phi};
use maud::{Markup, html};
use registry::people::plain_phone;
use serde::Deserialize;

/// Everything that stands in it.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct TypedCase {
    pub(super) version: String,
    cause: String,
    injured_on: String,
    state: String,
    insurer: String,
    claim_number: String,
    adjuster: String,
    adjuster_phone: String,
    employer: String,
    employer_phone: String,
    body_parts: String,
    closed_on: String,
}

fn typed_day(day: Day) -> String {
    day.to_string()
}

impl TypedCase {
    pub(super) fn on_record(case: &InjuryCase) -> Self {
        let fields = &case.fields;
        let text = |phi: &Phi<String>| phi.reveal().clone();
        Self {
            version: case.version.to_string(),
            cause: fields.cause.word().to_owned(),
            injured_on: typed_day(fields.injured_on),
            state: fields.state.clone(),
            insurer: fields.insurer.clone(),
            claim_number: text(&fields.claim_number),
            adjuster: text(&fields.adjuster),
            adjuster_phone: wording::phone(fields.adjuster_phone.reveal()),
            employer: text(&fields.employer),
            employer_phone: wording::phone(fields.employer_phone.reveal()),
            body_parts: text(&fields.body_parts),
            closed_on: fields.closed_on.map(typed_day).unwrap_or_default(),
        }
    }

    /// What is typed, or its faults.
    pub(super) fn fields(&self) -> Result<InjuryFields, Faults> {
        let mut faults = Faults::none();
        let cause = Cause::from_word(&self.cause);
        if cause.is_none() {
            faults.add("cause", "Say what the injury comes from.");
        }
        let injured_on: Option<Day> = self.injured_on.parse().ok();
        if injured_on.is_none() {
            faults.add("injured_on", "Enter the day of the injury, like 11/21/2026.");
        }
        let closed_on: Option<Day> = self.closed_on.parse().ok();
        if closed_on.is_none() && !self.closed_on.trim().is_empty() {
            faults.add("closed_on", "Enter a day like 11/21/2026, or leave it empty.");
        }
        let (Some(cause), Some(injured_on), true) = (cause, injured_on, faults.is_empty()) else { return Err(faults) };
        let text = |typed: &str| Phi::new(typed.trim().to_owned());
        let phone = |typed: &str| plain_phone(&Phi::new(typed.to_owned()));
        Ok(InjuryFields {
            cause,
            injured_on,
            state: self.state.trim().to_uppercase(),
            insurer: self.insurer.trim().to_owned(),
            claim_number: text(&self.claim_number),
            adjuster: text(&self.adjuster),
            adjuster_phone: phone(&self.adjuster_phone),
            employer: text(&self.employer),
            employer_phone: phone(&self.employer_phone),
            body_parts: text(&self.body_parts),
            closed_on,
        })
    }

    pub(super) fn shown(&self, faults: &Faults) -> Markup {
        let causes = Cause::ALL.iter().map(|cause| Choice::new(cause.word(), cause.title())).collect();
        html! {
            input type="hidden" name="version" value=(self.version);
            (Field::radios("cause", "What does the injury come from?", causes).value(&self.cause).fault(faults.of("cause")).starts_here())
            (side_by_side(html! {
                (Field::date("injured_on", "Day of the injury").value(&self.injured_on).fault(faults.of("injured_on")))
                (Field::text("state", "State it happened in").value(&self.state).fault(faults.of("state")).width(Width::Few).hint("Needed for an auto accident"))
            }))
            (Field::text("body_parts", "What is hurt").value(&self.body_parts).optional())
            (side_by_side(html! {
                (Field::text("insurer", "Who pays").value(&self.insurer).fault(faults.of("insurer")))
                (Field::text("claim_number", "Claim number").value(&self.claim_number).optional())
            }))
            (side_by_side(html! {
                (Field::text("adjuster", "Adjuster").value(&self.adjuster).optional())
                (Field::phone("adjuster_phone", "Adjuster’s phone").value(&self.adjuster_phone).optional())
            }))
            (side_by_side(html! {
                (Field::text("employer", "Employer").value(&self.employer).fault(faults.of("employer")).hint("Needed for an injury at work").optional())
                (Field::phone("employer_phone", "Employer’s phone").value(&self.employer_phone).optional())
            }))
            (Field::date("closed_on", "Closed on").value(&self.closed_on).fault(faults.of("closed_on")).hint("From this day on visits no longer belong to it").optional())
        }
    }
}
