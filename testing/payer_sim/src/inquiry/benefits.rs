//! What an active membership is told: plan, shares with what remains of them, limits, authorization, other payers.

use crate::adjudicate::Used;
use crate::world::{Habit, Member, Payer, payer};
use kernel::Money;
use x12::Decimal;
use x12::eligibility::Benefit;
use x12::parties::{Name, Party};

/// Service types every plan of the world covers: medical care, chiropractic is not among them.
const COVERED: &[&str] =
    &["1", "3", "4", "5", "12", "30", "42", "47", "50", "62", "73", "80", "86", "96", "98", "AL", "MH", "PT", "UC"];

/// The answer for somebody who is not covered on the day.
pub fn inactive() -> Vec<Benefit> {
    vec![Benefit {
        kind: "6".to_owned(),
        coverage_level: Some("IND".to_owned()),
        service_types: vec!["30".to_owned()],
        ..Benefit::default()
    }]
}

/// The answer for somebody who is, with what they have used this year since the world began.
pub fn active(payer: &Payer, member: &Member, used: &Used, asked: &[&str]) -> Vec<Benefit> {
    let plan = member.plan();
    let before = member.used_before();
    let mut told = vec![Benefit {
        insurance_type: Some(plan.insurance_type.to_owned()),
        plan: Some(plan.name.to_owned()),
        ..about("1", "30")
    }];
    for service_type in asked.iter().filter(|asked| **asked != "30") {
        told.push(about(if COVERED.contains(service_type) { "1" } else { "I" }, service_type));
    }
    if plan.copay > Money::ZERO {
        told.push(Benefit { period: period("27"), amount: Some(plan.copay), ..about("B", "98") });
    }
    told.push(Benefit { percent: Some(fraction(plan.coinsurance_percent)), ..about("A", "30") });
    yearly(&mut told, "C", plan.deductible, before.0 + used.deductible);
    yearly(&mut told, "G", plan.out_of_pocket, before.1 + used.out_of_pocket);
    let visits_left = plan.therapy_visits_max.saturating_sub(before.2 + used.therapy_visits);
    told.push(visits("23", plan.therapy_visits_max));
    told.push(visits("29", visits_left));
    if payer.does(Habit::NeedsAuthorization) {
        for service_type in ["62", "12"] {
            told.push(Benefit { authorization: Some("Y".to_owned()), ..about("CB", service_type) });
        }
    }
    told.extend(other_payers(member));
    if let Some(npi) = member.primary_care() {
        let practice = Party::new("P3", Name::organization("PRIMARY CARE PRACTICE")).with_id("XX", npi);
        told.push(Benefit { related: vec![practice], coverage_level: None, ..about("L", "30") });
    }
    told
}

/// A yearly amount and what remains of it; nothing is said of amounts a plan does not have.
fn yearly(told: &mut Vec<Benefit>, kind: &str, whole: Money, used: Money) {
    if whole == Money::ZERO || whole >= Money::from_cents(99_999_900) {
        return;
    }
    let left = (whole - used).max(Money::ZERO);
    for (when, amount) in [("23", whole), ("29", left)] {
        told.push(Benefit { period: period(when), amount: Some(amount), ..about(kind, "30") });
    }
}

/// A percentage as the fraction EB08 holds, without needless zeros: 20 is 0.2.
fn fraction(percent: i64) -> Decimal {
    match percent {
        whole if whole % 100 == 0 => Decimal::new(whole / 100, 0),
        tens if tens % 10 == 0 => Decimal::new(tens / 10, 1),
        percent => Decimal::new(percent, 2),
    }
}

fn visits(when: &str, count: u32) -> Benefit {
    Benefit {
        period: period(when),
        quantity_kind: Some("VS".to_owned()),
        quantity: Some(Decimal::new(i64::from(count), 0)),
        ..about("F", "PT")
    }
}

fn other_payers(member: &Member) -> impl Iterator<Item = Benefit> {
    let first = member.pays_first().map(|other| ("PRP", other.payer));
    let after = member.pays_after().map(|other| ("SEP", other.payer));
    first.into_iter().chain(after).filter_map(|(entity, id)| {
        let other = payer(id)?;
        let party = Party::new(entity, Name::organization(other.name)).with_id("PI", other.id);
        Some(Benefit { coverage_level: None, related: vec![party], ..about("R", "30") })
    })
}

fn period(code: &str) -> Option<String> {
    Some(code.to_owned())
}

fn about(kind: &str, service_type: &str) -> Benefit {
    Benefit {
        kind: kind.to_owned(),
        coverage_level: Some("IND".to_owned()),
        service_types: vec![service_type.to_owned()],
        ..Benefit::default()
    }
}
