//! Coverage: the policies of a patient, and what claims tell of who insured them when.

use crate::datatypes::{Concept, Identifier, Period, Read, all, one, phi, text};
use crate::json::Json;
use crate::reference::{Reference, Target};
use kernel::Phi;

/// A policy.
#[derive(Debug)]
pub struct Coverage {
    /// Numbers by which it is known, the member number among them (type `MB`).
    pub identifiers: Vec<Identifier>,
    /// `active`, `cancelled`, `draft`, `entered-in-error`.
    pub status: String,
    /// What kind it is, or the plan's name.
    pub kind: Option<Concept>,
    /// Who is covered.
    pub beneficiary: Reference,
    /// Whose policy it is.
    pub subscriber: Option<Reference>,
    /// The subscriber's number with the payer.
    pub subscriber_id: Option<Phi<String>>,
    /// The dependent's number under it.
    pub dependent: Option<String>,
    /// What the beneficiary is to the subscriber: `self`, `spouse`, `child`.
    pub relationship: Option<Concept>,
    /// When it is in force.
    pub period: Period,
    /// Who pays.
    pub payors: Vec<Reference>,
    /// Which comes first: 1 before 2.
    pub order: Option<u32>,
    /// Classes, such as (`group`, number, name) and (`plan`, number, name).
    pub classes: Vec<(String, String, Option<String>)>,
}

impl Read for Coverage {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            kind: one(json, "type"),
            beneficiary: one(json, "beneficiary").unwrap_or_default(),
            subscriber: one(json, "subscriber"),
            subscriber_id: phi(json, "subscriberId"),
            dependent: text(json, "dependent"),
            relationship: one(json, "relationship"),
            period: one(json, "period").unwrap_or_default(),
            payors: all(json, "payor"),
            order: json.number("order").and_then(|order| order.parse().ok()),
            classes: json.list("class").iter().map(class).collect(),
        }
    }
}

fn class(json: &Json<'_>) -> (String, String, Option<String>) {
    let kind: Concept = one(json, "type").unwrap_or_default();
    (kind.first_code().unwrap_or_default().to_owned(), text(json, "value").unwrap_or_default(), text(json, "name"))
}

/// Who insured a patient at the time of a claim.
#[derive(Debug)]
pub struct Insured {
    /// The patient of the claim.
    pub patient: Reference,
    /// When the billed services were.
    pub period: Period,
    /// The payer's name as it stands in the claim; `NO_INSURANCE` is Synthea's word for none.
    pub payer: String,
    /// Policies contained in the claim.
    pub contained: Vec<Coverage>,
    /// The policy it points to, when it does.
    pub coverage: Option<Reference>,
}

impl Insured {
    /// What a Claim or an `ExplanationOfBenefit` tells; nothing where it names no payer.
    pub(crate) fn read(json: &Json<'_>) -> Option<Self> {
        let insurance = json.list("insurance");
        let focal = insurance.iter().find(|item| item.truth("focal") == Some(true)).or(insurance.first());
        let coverage = focal.and_then(|item| item.get("coverage"));
        let named = |reference: Option<&Json<'_>>| reference.and_then(|reference| text(reference, "display"));
        let policies = json.list("contained").iter().filter(|item| item.text("resourceType") == Some("Coverage"));
        let coverage_reference = coverage.map(Reference::read).filter(|reference| {
            // Without a target, or into the claim itself, it points to nothing that stands alone.
            !matches!(reference.target, None | Some(Target::Contained(_)))
        });
        Some(Self {
            patient: one(json, "patient").unwrap_or_default(),
            period: one(json, "billablePeriod").unwrap_or_default(),
            payer: named(coverage).or_else(|| named(json.get("insurer"))).filter(|name| !name.trim().is_empty())?,
            contained: policies.map(Coverage::read).collect(),
            coverage: coverage_reference,
        })
    }
}
