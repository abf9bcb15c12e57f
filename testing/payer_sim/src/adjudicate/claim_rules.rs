//! Rules that refuse a claim as a whole: coverage, other payers, time, who treated.

use super::{Desk, Group, Refusal, Status, refuse};
use crate::claim::Frequency;
use crate::world::{Habit, Kind, NOT_ELIGIBLE_NPI, Trait, fee};

/// The first rule that refuses the claim, with the status it gets.
pub fn refusal(desk: &Desk<'_>) -> Option<(Status, Refusal)> {
    if not_ours(desk) {
        return Some((Status::NotOurs, refuse(Group::Other, "109", Some("N418"))));
    }
    let rules = [coverage, other_liability, other_payers, procedure];
    rules.iter().find_map(|rule| rule(desk)).map(|refusal| (Status::Denied, refusal))
}

fn not_ours(desk: &Desk<'_>) -> bool {
    let behavioral = desk.claim.diagnoses.first().is_some_and(|code| code.starts_with('F'));
    desk.payer.does(Habit::CarvesOutBehavioral) && behavioral
}

fn coverage(desk: &Desk<'_>) -> Option<Refusal> {
    let Some((member, who)) = desk.member.zip(desk.who) else {
        return Some(refuse(Group::Patient, "31", Some("N382")));
    };
    let day = desk.claim.first_day();
    if member.people[who.2].died.is_some_and(|died| died < day) {
        return Some(refuse(Group::Contractual, "13", None));
    }
    if day < member.from {
        return Some(refuse(Group::Patient, "26", None));
    }
    if !member.covers(day) {
        return Some(refuse(Group::Patient, "27", None));
    }
    member.traits.contains(&Trait::Exhausted).then_some(refuse(Group::Patient, "149", None))
}

fn other_liability(desk: &Desk<'_>) -> Option<Refusal> {
    let cause = |code: &str| desk.claim.causes.iter().any(|c| c == code);
    if desk.payer.does(Habit::InjuriesOnly) {
        return desk.claim.causes.is_empty().then_some(refuse(Group::Contractual, "109", Some("N418")));
    }
    if cause("EM") {
        return Some(refuse(Group::Contractual, "19", None));
    }
    cause("AA").then_some(refuse(Group::Contractual, "21", None))
}

fn other_payers(desk: &Desk<'_>) -> Option<Refusal> {
    let first = desk.member.and_then(|member| member.pays_first())?;
    let answered = desk.claim.prior.iter().any(|prior| prior.payer == first.payer);
    (!answered).then_some(refuse(Group::Contractual, "22", Some("MA04")))
}

fn procedure(desk: &Desk<'_>) -> Option<Refusal> {
    let claim = desk.claim;
    let late = desk.received.days_since(claim.first_day()) > desk.payer.timely_filing_days;
    if late && claim.frequency == Frequency::Original && claim.prior.is_empty() {
        return Some(refuse(Group::Contractual, "29", None));
    }
    if claim.frequency != Frequency::Original && original_unknown(desk) {
        return Some(refuse(Group::Contractual, "129", None));
    }
    if claim.rendering_npi() == NOT_ELIGIBLE_NPI {
        return Some(refuse(Group::Contractual, "B7", None));
    }
    let own_practice = desk.member.and_then(|m| m.primary_care()) == Some(claim.billing.npi.as_str());
    let visits = claim.lines.iter().any(|line| fee(&line.procedure).is_some_and(|fee| fee.kind == Kind::Visit));
    let unreferred = desk.payer.does(Habit::NeedsReferral) && !own_practice && claim.referral.is_none();
    (unreferred && visits).then_some(refuse(Group::Contractual, "288", None))
}

/// A replacement or void must name a claim that the payer knows and has not already taken back by another.
fn original_unknown(desk: &Desk<'_>) -> bool {
    let named = desk.claim.original.as_deref().and_then(|number| desk.books.decided(number));
    named.is_none_or(|original| original.claim.payer != desk.claim.payer)
}
