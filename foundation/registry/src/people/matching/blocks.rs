//! Which pairs are worth comparing: those that share a block, so that 100,000 people take seconds and not hours.

use super::described::Described;
use super::likeness::sound;
use super::weigh::{Compared, compare};
use std::collections::{HashMap, HashSet};

/// A block with more people says nothing about any of them: a telephone of a shelter, a placeholder.
const BLOCK_MAX: usize = 60;

/// The blocks of one person. Each key joins what seldom goes wrong together, so that a slip in one field leaves the pair in
/// another block.
#[must_use]
pub fn blocks(who: &Described) -> Vec<String> {
    let mut keys = Vec::new();
    let family = who.family.first().map(|word| sound(word)).unwrap_or_default();
    let last = who.family.last().map(|word| sound(word)).unwrap_or_default();
    let mut given: Vec<String> = who.given.iter().chain(&who.first_given).map(|name| sound(name)).collect();
    given.extend(who.pet_groups.iter().map(|group| format!("g{group}")));
    given.sort();
    given.dedup();
    if let Some(day) = who.birth_day {
        let number = day.number();
        keys.push(format!("d{number}{family}"));
        keys.push(format!("d{number}{last}"));
        keys.extend(given.iter().map(|name| format!("d{number}{name}")));
        let letter = who.family_whole.chars().next().unwrap_or(' ');
        keys.push(format!("i{number}{letter}{}", who.middle.chars().next().unwrap_or(' ')));
        keys.extend(given.iter().map(|name| format!("y{}{family}{name}", number / 10_000)));
        keys.extend(given.iter().map(|name| format!("m{}{family}{name}", number % 10_000)));
    }
    let known = |prefix: char, value: &str, more: &str| (!value.is_empty()).then(|| format!("{prefix}{value}{more}"));
    keys.extend(known('s', &who.ssn4, &family));
    keys.extend(given.iter().filter_map(|name| known('s', &who.ssn4, name)));
    keys.extend(who.phones.iter().map(|phone| format!("p{phone}")));
    keys.extend(known('e', &who.email, ""));
    keys.extend(known('n', &who.member_number, ""));
    keys.extend(known('a', &who.street, &who.zip));
    keys.extend(given.iter().filter_map(|name| known('x', &who.family_whole, name)));
    keys.sort();
    keys.dedup();
    keys
}

/// Every pair that somebody should look at, as places in the list, the surest first.
#[must_use]
pub fn suggested_pairs(people: &[Described]) -> Vec<(usize, usize, Compared)> {
    let mut blocked: HashMap<String, Vec<u32>> = HashMap::new();
    for (at, who) in people.iter().enumerate() {
        let at = u32::try_from(at).expect("a practice has fewer than four billion people");
        for key in blocks(who) {
            blocked.entry(key).or_default().push(at);
        }
    }
    let mut compared: HashSet<(u32, u32)> = HashSet::new();
    let mut suggested = Vec::new();
    for together in blocked.into_values().filter(|together| (2..=BLOCK_MAX).contains(&together.len())) {
        for (nth, a) in together.iter().enumerate() {
            for b in &together[nth + 1..] {
                if !compared.insert((*a, *b)) {
                    continue;
                }
                let (a, b) = (*a as usize, *b as usize);
                let what = compare(&people[a], &people[b]);
                if what.suggested() {
                    suggested.push((a, b, what));
                }
            }
        }
    }
    suggested.sort_by(|one, other| other.2.bits.total_cmp(&one.2.bits).then((one.0, one.1).cmp(&(other.0, other.1))));
    suggested
}
