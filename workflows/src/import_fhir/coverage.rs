//! Who insured a patient: from coverages, or, where none came along, from the payers that claims name over the years.

use super::prepare::Within;
use super::tell::label;
use fhir_r4::records::{Coverage, Insured};
use kernel::{Day, Phi};
use registry::coverages::{NewCoverage, Relationship};

/// The most policies taken over for one patient: the latest.
const POLICIES_MAX: usize = 10;

/// Words that stand for no insurer where an insurer's name should be (Synthea).
const NOBODY: [&str; 2] = ["NO_INSURANCE", "Self Pay"];

/// The policies to enter, the latest last.
pub(super) fn policies(within: &Within, coverages: &[&Coverage], insured: &[&Insured]) -> Vec<NewCoverage> {
    let mut found: Vec<NewCoverage> = coverages.iter().filter_map(|coverage| policy(within, coverage)).collect();
    if found.is_empty() {
        found = runs(insured);
    }
    let surplus = found.len().saturating_sub(POLICIES_MAX);
    found.split_off(surplus)
}

fn policy(within: &Within, from: &Coverage) -> Option<NewCoverage> {
    if matches!(from.status.as_str(), "entered-in-error" | "draft") {
        return None;
    }
    let payer = within.place(from.payors.first());
    let class = |kind: &str| from.classes.iter().find(|(have, ..)| have == kind);
    let member = from.identifiers.iter().find(|identifier| identifier.kind.as_deref() == Some("MB"));
    let number = from.subscriber_id.clone().or_else(|| member.and_then(|member| member.value.clone()));
    let relationship = relationship(from);
    let plan = class("plan").map(|(_, value, name)| name.clone().unwrap_or_else(|| value.clone()));
    Some(NewCoverage {
        payer: if payer.trim().is_empty() { label(from.kind.as_ref()) } else { payer },
        payer_number: String::new(),
        priority: from.order.map_or(1, i64::from).clamp(1, 9),
        plan: plan.unwrap_or_else(|| label(from.kind.as_ref())),
        member_number: number.unwrap_or_default(),
        group_number: Phi::new(class("group").map(|(_, value, _)| value.clone()).unwrap_or_default()),
        relationship,
        subscriber_name: within.maybe_name(from.subscriber.as_ref()),
        subscriber_birth_day: None,
        starts_on: from.period.start.as_ref().and_then(fhir_r4::When::day),
        ends_on: from.period.end.as_ref().and_then(fhir_r4::When::day),
        copay: None,
    })
    .filter(|card| !card.payer.trim().is_empty())
}

fn relationship(from: &Coverage) -> Relationship {
    match from.relationship.as_ref().and_then(|concept| concept.first_code()) {
        None | Some("self") => Relationship::Itself,
        Some("spouse" | "common") => Relationship::Spouse,
        Some("child") => Relationship::Child,
        Some(_) => Relationship::Other,
    }
}

/// The payers of the claims in the order of their days, as runs: from the first claim with a payer to the last before
/// another. The last run is open.
fn runs(insured: &[&Insured]) -> Vec<NewCoverage> {
    let dated = insured.iter().filter_map(|claim| Some((claim.period.start.as_ref()?.day()?, claim.payer.trim())));
    let mut dated: Vec<(Day, &str)> = dated.collect();
    dated.sort_unstable();
    let mut runs: Vec<(Day, Day, &str)> = Vec::new();
    for (day, payer) in dated {
        match runs.last_mut() {
            Some((_, last, of)) if *of == payer => *last = day,
            _ => runs.push((day, day, payer)),
        }
    }
    let open = runs.len().saturating_sub(1);
    let named = runs.into_iter().enumerate().filter(|(_, (.., payer))| !NOBODY.contains(payer));
    named
        .map(|(at, (first, last, payer))| NewCoverage {
            payer: payer.to_owned(),
            payer_number: String::new(),
            priority: 1,
            plan: String::new(),
            member_number: Phi::default(),
            group_number: Phi::default(),
            relationship: Relationship::Itself,
            subscriber_name: Phi::default(),
            subscriber_birth_day: None,
            starts_on: Some(first),
            ends_on: (at != open).then_some(last),
            copay: None,
        })
        .collect()
}
