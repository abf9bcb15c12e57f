//! Rules that refuse one line: coding edits, benefit limits, authorization, duplicates.

use super::share::Tally;
use super::{Desk, Group, Refusal, refuse};
use crate::books::Who;
use crate::claim::Line;
use crate::world::{Fee, Habit, Kind, Member, OUT_OF_NETWORK_NPI, Trait, fee};

/// Modifiers the payers accept.
const MODIFIERS: &[&str] = &[
    "24", "25", "26", "50", "57", "59", "76", "77", "80", "91", "95", "GA", "GP", "GY", "GZ", "LT", "QW", "RT", "TC",
    "XE", "XP", "XS", "XU",
];
/// Modifiers that say a service is distinct from the one it would be bundled into.
const DISTINCT: &[&str] = &["59", "XE", "XP", "XS", "XU", "91"];
/// A service, and another that its fee includes.
const BUNDLES: &[(&str, &str)] =
    &[("80053", "82947"), ("80053", "80048"), ("80048", "82947"), ("97161", "97140"), ("11042", "12001")];
/// Codes for one sex only.
const SEX: &[(&str, char)] = &[("81025", 'F'), ("84153", 'M')];
/// Codes for completed years of age.
const AGES: &[(&str, i32, i32)] =
    &[("99392", 1, 4), ("99385", 18, 39), ("99395", 18, 39), ("99396", 40, 64), ("99397", 65, 130)];
/// Codes that need a diagnosis beginning with one of these.
const DIAGNOSES: &[(&str, &[&str])] = &[("17110", &["B07", "B08", "L82", "D23"]), ("69210", &["H61"])];
/// Codes that a payer judging necessity pays only for these diagnoses.
const NECESSITY: &[(&str, &[&str])] = &[("82306", &["E55", "N18", "M81", "K90"])];
/// Fewest days between two of these.
const SPACING: &[(&str, i32)] = &[("83036", 90)];

/// The first rule that refuses the line.
pub fn refusal(desk: &Desk<'_>, member: &Member, who: &Who, tally: &Tally, at: usize) -> Option<Refusal> {
    let line = &desk.claim.lines[at];
    let Some(fee) = fee(&line.procedure) else {
        return Some(refuse(Group::Contractual, "181", Some("M51")));
    };
    coding(desk, member, who, line)
        .or_else(|| benefit(desk, fee, line))
        .or_else(|| repeated(desk, who, at))
        .or_else(|| included(desk, member, who, (fee, at)))
        .or_else(|| limit(desk, who, tally, (fee, line)))
        .or_else(|| authorization(desk, who, (fee, line)))
}

fn starts(desk: &Desk<'_>, line: &Line, begins: &[&str]) -> bool {
    desk.claim.pointed(line).any(|code| begins.iter().any(|begin| code.starts_with(begin)))
}

fn coding(desk: &Desk<'_>, member: &Member, who: &Who, line: &Line) -> Option<Refusal> {
    let person = &member.people[who.2];
    let code = line.procedure.as_str();
    let no = |reason, remark| Some(refuse(Group::Contractual, reason, remark));
    if line.modifiers.iter().any(|m| !MODIFIERS.contains(&m.as_str())) {
        return no("4", None);
    }
    if desk.claim.pointed(line).next().is_some_and(|code| code.starts_with(['V', 'W', 'X', 'Y'])) {
        return no("146", Some("M76"));
    }
    if SEX.iter().any(|(only, sex)| *only == code && *sex != person.sex) {
        return no("7", None);
    }
    let age = line.day.years_since(person.birth);
    if AGES.iter().any(|(only, from, to)| *only == code && !(*from..=*to).contains(&age)) {
        return no("6", None);
    }
    let place = line.place.as_deref().unwrap_or(&desk.claim.place);
    if fee(code).is_some_and(|fee| matches!(fee.kind, Kind::Visit | Kind::Preventive)) && place == "21" {
        return no("5", None);
    }
    if DIAGNOSES.iter().any(|(only, begins)| *only == code && !starts(desk, line, begins)) {
        return no("11", None);
    }
    None
}

fn benefit(desk: &Desk<'_>, fee: &Fee, line: &Line) -> Option<Refusal> {
    if line.has("GY") {
        return Some(refuse(Group::Patient, "96", Some("N130")));
    }
    match fee.kind {
        Kind::NotCovered => return Some(refuse(Group::Patient, "204", None)),
        Kind::Experimental => return Some(refuse(Group::Contractual, "55", None)),
        Kind::ByReport => return Some(refuse(Group::Contractual, "252", Some("N706"))),
        _ => {}
    }
    let unneeded = |rule: &(&str, &[&str])| rule.0 == fee.code && !starts(desk, line, rule.1);
    if desk.payer.does(Habit::JudgesNecessity) && NECESSITY.iter().any(unneeded) {
        let group = if line.has("GA") { Group::Patient } else { Group::Contractual };
        return Some(refuse(group, "50", Some("N115")));
    }
    let out_of_network = desk.claim.billing.npi == OUT_OF_NETWORK_NPI;
    (out_of_network && desk.payer.does(Habit::NeedsReferral)).then_some(refuse(Group::Patient, "242", None))
}

fn repeated(desk: &Desk<'_>, who: &Who, at: usize) -> Option<Refusal> {
    let line = &desk.claim.lines[at];
    if line.has("76") || line.has("77") || line.has("91") {
        return None;
    }
    let earlier = desk.claim.lines[..at].iter().map(|l| (&l.procedure, &l.modifiers, l.day));
    let before = desk.books.services(who).iter().map(|s| (&s.procedure, &s.modifiers, s.day));
    let same = earlier.chain(before).any(|known| known == (&line.procedure, &line.modifiers, line.day));
    same.then_some(refuse(Group::Other, "18", Some("N522")))
}

fn included(desk: &Desk<'_>, member: &Member, who: &Who, (fee, at): (&Fee, usize)) -> Option<Refusal> {
    let line = &desk.claim.lines[at];
    let distinct = line.modifiers.iter().any(|m| DISTINCT.contains(&m.as_str()));
    let beside = |code: &str| desk.claim.lines.iter().any(|l| l.procedure == code && l.day == line.day);
    if !distinct && BUNDLES.iter().any(|(whole, part)| *part == fee.code && beside(whole)) {
        return Some(refuse(Group::Contractual, "97", Some("M15")));
    }
    if fee.kind != Kind::Visit || line.has("24") || line.has("25") {
        return None;
    }
    let noted = member.traits.iter().filter_map(|t| match t {
        Trait::Procedure { code, day } => Some((*code, *day)),
        _ => None,
    });
    let done = desk.books.services(who).iter().map(|s| (s.procedure.as_str(), s.day));
    let covers = |(code, day): (&str, kernel::Day)| {
        let global = crate::world::fee(code).map_or(0, |fee| fee.global_days);
        global > 0 && (1..=global).contains(&line.day.days_since(day))
    };
    noted.chain(done).any(covers).then_some(refuse(Group::Contractual, "97", Some("M144")))
}

fn limit(desk: &Desk<'_>, who: &Who, tally: &Tally, (fee, line): (&Fee, &Line)) -> Option<Refusal> {
    let before = desk.books.services(who).iter().filter(|s| s.procedure == fee.code);
    let too_soon = |days: i32| before.clone().any(|s| (0..days).contains(&line.day.days_since(s.day)));
    if SPACING.iter().any(|(code, days)| *code == fee.code && too_soon(*days)) {
        return Some(refuse(Group::Contractual, "151", Some("N362")));
    }
    let yearly = fee.code.starts_with("9939") || fee.code == "G0439";
    if yearly && before.clone().any(|s| s.day.number() / 10_000 == line.day.number() / 10_000) {
        return Some(refuse(Group::Patient, "119", None));
    }
    (fee.kind == Kind::Therapy && !tally.therapy_left()).then_some(refuse(Group::Patient, "119", None))
}

fn authorization(desk: &Desk<'_>, who: &Who, (fee, line): (&Fee, &Line)) -> Option<Refusal> {
    if !fee.kind.needs_authorization() || !desk.payer.does(Habit::NeedsAuthorization) {
        return None;
    }
    let Some(number) = &desk.claim.authorization else {
        return Some(refuse(Group::Contractual, "197", Some("N54")));
    };
    let held = desk.books.authorization(number);
    let fits = held.filter(|a| a.who == *who && a.procedure == fee.code && (a.valid.0..=a.valid.1).contains(&line.day));
    match fits {
        None => Some(refuse(Group::Contractual, "15", None)),
        Some(held) if held.units_used >= held.units => Some(refuse(Group::Contractual, "198", None)),
        Some(_) => None,
    }
}
