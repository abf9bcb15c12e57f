//! Questions answered at once: eligibility, claim status, prior authorization.

mod benefits;
mod eligibility;
mod review;
mod status;

pub use eligibility::answer as eligibility;
pub use review::answer as review;
pub use status::answer as status;

use crate::world::{Member, Person, World};
use kernel::Day;
use x12::parties::{Name, Party};

/// Whom an inquiry means, or the AAA reason why nobody is meant.
///
/// The reasons are those of the 271: 72 no such member number, 75 no number and nobody to look for, 71 another birth
/// date, 73 another name.
pub(crate) fn find(
    world: &World,
    payer: &str,
    subscriber: &x12::parties::Member,
    dependent: Option<&x12::parties::Member>,
) -> Result<(Member, usize), &'static str> {
    let id = subscriber.party.id_value().unwrap_or_default();
    if id.is_empty() {
        return Err("72");
    }
    let member = world.member(payer, id).ok_or("75")?;
    let asked = dependent.unwrap_or(subscriber);
    let birth = asked.birth.map(Day::from);
    let (last, first) = match &asked.party.name {
        Name::Person { last, first, .. } => (last.as_str(), first.as_deref().unwrap_or_default()),
        Name::Organization(_) => ("", ""),
    };
    let candidates: Vec<usize> = if dependent.is_some() { (1..member.people.len()).collect() } else { vec![0] };
    let named = |person: &Person| {
        let last_fits = last.is_empty() || last.eq_ignore_ascii_case(&person.last);
        last_fits && (first.is_empty() || first.eq_ignore_ascii_case(&person.first))
    };
    let by_name = candidates.iter().copied().filter(|at| named(&member.people[*at]));
    match by_name.clone().find(|at| birth.is_none_or(|birth| birth == member.people[*at].birth)) {
        Some(found) => Ok((member, found)),
        None if by_name.count() > 0 => Err("71"),
        None => Err("73"),
    }
}

/// A person of a membership as an answer names them: the subscriber with the number, a dependent without.
pub(crate) fn party(member: &Member, person: usize, entity: &str) -> Party {
    let who = &member.people[person];
    let party = Party::new(entity, Name::person(&who.last, &who.first));
    if person == 0 { party.with_id("MI", &member.id) } else { party }
}
