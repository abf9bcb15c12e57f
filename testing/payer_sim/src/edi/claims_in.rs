//! Claims in: an 837P transaction as the payers' own claims.

use crate::claim::{Claim, Frequency, Insured, Line, Prior, PriorLine, Provider, Rank};
use kernel::{Day, Money};
use x12::claim::{ClaimBatch, LineAdjudication, OtherCoverage, ServiceLine};
use x12::parties::{Adjustment, Member, Name, Party, reference};
use x12::{Decimal, claim};

/// The claims of a batch, in order.
#[must_use]
pub fn claims(batch: &ClaimBatch) -> Vec<Claim> {
    batch.claims.iter().map(one).collect()
}

fn one(claim: &claim::Claim) -> Claim {
    let owned = |qualifier| reference(&claim.references, qualifier).map(str::to_owned);
    let rendering = claim.providers.iter().find(|party| party.entity == "82");
    let mut prior: Vec<Prior> = claim.other_coverages.iter().map(|other| prior(claim, other)).collect();
    prior.sort_by_key(|prior| prior.rank as u8);
    Claim {
        control: claim.number.clone(),
        payer: claim.payer.id_value().unwrap_or_default().to_owned(),
        rank: rank(&claim.subscriber.responsibility),
        frequency: match claim.frequency.as_str() {
            "7" => Frequency::Replacement,
            "8" => Frequency::Void,
            _ => Frequency::Original,
        },
        original: owned("F8"),
        authorization: owned("G1"),
        referral: owned("9F"),
        charge: claim.charge,
        place: claim.place_of_service.clone(),
        causes: claim.related_causes.as_ref().map(|related| related.causes.clone()).unwrap_or_default(),
        subscriber: insured(&claim.subscriber.member),
        dependent: claim.patient.as_ref().map(insured),
        relationship: relationship(claim),
        billing: provider(&claim.billing),
        rendering: rendering.map(provider),
        diagnoses: claim.diagnoses.iter().map(|code| code.value.replace('.', "")).collect(),
        lines: claim.lines.iter().map(line).collect(),
        prior: prior.into_iter().filter(answered).collect(),
    }
}

/// A coverage that is named but has not answered yet is no prior payment.
fn answered(prior: &Prior) -> bool {
    prior.paid != Money::ZERO || !prior.lines.is_empty()
}

fn rank(code: &str) -> Rank {
    match code {
        "P" => Rank::Primary,
        "S" => Rank::Secondary,
        _ => Rank::Tertiary,
    }
}

fn relationship(claim: &claim::Claim) -> String {
    let stated = claim.patient.as_ref().and_then(|patient| patient.relationship.clone());
    stated.unwrap_or_else(|| "18".to_owned())
}

fn insured(member: &Member) -> Insured {
    let (last, first) = names(&member.party.name);
    Insured {
        last,
        first,
        member_id: member.party.id_value().unwrap_or_default().to_owned(),
        birth: member.birth.map(Day::from),
        sex: member.sex.as_ref().and_then(|sex| sex.chars().next()),
    }
}

fn names(name: &Name) -> (String, String) {
    match name {
        Name::Person { last, first, .. } => (last.clone(), first.clone().unwrap_or_default()),
        Name::Organization(name) => (name.clone(), String::new()),
    }
}

fn provider(party: &Party) -> Provider {
    let (name, first) = names(&party.name);
    let tax_id = reference(&party.references, "EI").or_else(|| reference(&party.references, "SY"));
    Provider {
        name,
        first,
        npi: party.npi().unwrap_or_default().to_owned(),
        tax_id: tax_id.unwrap_or_default().to_owned(),
    }
}

fn line(line: &ServiceLine) -> Line {
    Line {
        control: reference(&line.references, "6R").map(str::to_owned),
        procedure: line.procedure.code.clone(),
        modifiers: line.procedure.modifiers.clone(),
        charge: line.charge,
        units_thousandths: units(line.quantity),
        pointers: line.pointers.clone(),
        day: Day::from(line.service.first()),
        place: line.place_of_service.clone(),
    }
}

/// Units in thousandths; finer parts are dropped.
fn units(quantity: Decimal) -> i64 {
    let text = quantity.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    format!("{whole}{part}").parse().unwrap_or(0)
}

fn prior(claim: &claim::Claim, other: &OtherCoverage) -> Prior {
    let payer = other.payer.id_value().unwrap_or_default().to_owned();
    let paid = other.amounts.iter().find(|amount| amount.qualifier == "D").map_or(Money::ZERO, |amount| amount.amount);
    let lines = claim.lines.iter().enumerate().filter_map(|(at, line)| {
        let decided = line.adjudications.iter().find(|decided| decided.payer == payer)?;
        Some(prior_line(at, decided))
    });
    let mut lines: Vec<PriorLine> = lines.collect();
    if lines.is_empty() && !other.adjustments.is_empty() && claim.lines.len() == 1 {
        lines.push(PriorLine {
            line: 0,
            paid,
            patient: sum(&other.adjustments, "PR"),
            contractual: sum(&other.adjustments, "CO"),
        });
    }
    Prior { payer, rank: rank(&other.subscriber.responsibility), paid, lines }
}

fn prior_line(at: usize, decided: &LineAdjudication) -> PriorLine {
    PriorLine {
        line: at,
        paid: decided.paid,
        patient: sum(&decided.adjustments, "PR"),
        contractual: sum(&decided.adjustments, "CO"),
    }
}

fn sum(adjustments: &[Adjustment], group: &str) -> Money {
    adjustments.iter().filter(|a| a.group == group).map(|a| a.amount).sum()
}
