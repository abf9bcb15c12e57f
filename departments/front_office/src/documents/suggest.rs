//! Whose a document may be, by what stands in its text layer: a birthday together with a name, or a record number.

use super::tables::office_document_text;
use super::{DocumentId, SEE_DOCUMENTS};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use registry::people::{KnownAs, PersonLine, born_on, lines_of, search_words, with_mrn};
use std::collections::{BTreeMap, BTreeSet};

/// Dates and numbers of a text that are looked up.
const LOOKED_UP_MAX: usize = 30;
/// People suggested at most.
const SUGGESTED_MAX: usize = 5;

/// Whose a document may be.
#[derive(Clone, Copy, Debug)]
pub struct SuggestPatients {
    /// Which.
    pub document: DocumentId,
}

/// Somebody whose document it may be.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// Who.
    pub person: PersonLine,
    /// What stands in the document that says so.
    pub because: &'static str,
}

impl Discloses for Suggested {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.person.id]
    }
}

impl Query for SuggestPatients {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = Vec<Suggested>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    /// The strongest reason first. A birthday or a name alone is no reason: too many people share them.
    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<Suggested>, Problem> {
        let query = office_document_text::table.filter(office_document_text::document.eq(self.document));
        let text: Option<String> = read.maybe(query.select(office_document_text::says))?;
        let Some(text) = text else { return Ok(Vec::new()) };
        let words: BTreeSet<String> = search_words(&text).into_iter().collect();
        let mut reasons: BTreeMap<PatientId, (u8, &'static str)> = BTreeMap::new();
        for known in born_on(read, &dates(&text))? {
            if let Some(reason) = stands_in(&known, &words) {
                reasons.entry(known.id).and_modify(|known| *known = reason.min(*known)).or_insert(reason);
            }
        }
        let numbers: Vec<String> = words.iter().filter(|word| is_number(word)).take(LOOKED_UP_MAX).cloned().collect();
        for id in with_mrn(read, &numbers)? {
            reasons.entry(id).or_insert((2, "The record number stands in it"));
        }
        let mut order: Vec<(u8, PatientId)> = reasons.iter().map(|(id, (rank, _))| (*rank, *id)).collect();
        order.sort_unstable();
        order.truncate(SUGGESTED_MAX);
        let ids: Vec<PatientId> = order.iter().map(|(_, id)| *id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let people = lines_of(read, &ids)?;
        let suggested = |(_, id): &(u8, PatientId)| {
            let person = people.iter().find(|line| line.id == *id)?.clone();
            Some(Suggested { person, because: reasons.get(id)?.1 })
        };
        Ok(order.iter().filter_map(suggested).collect())
    }
}

/// Why somebody born on a day of the text may be meant.
fn stands_in(known: &KnownAs, words: &BTreeSet<String>) -> Option<(u8, &'static str)> {
    let all_of = |name: &str| {
        let parts = search_words(name);
        !parts.is_empty() && parts.iter().all(|part| words.contains(part))
    };
    let family = all_of(known.family.reveal());
    let given = all_of(known.given.reveal()) || all_of(known.preferred.reveal());
    match (family, given) {
        (true, true) => Some((1, "Full name and date of birth stand in it")),
        (true, false) => Some((3, "Family name and date of birth stand in it")),
        (false, true) => Some((4, "Given name and date of birth stand in it")),
        (false, false) => None,
    }
}

fn is_number(word: &str) -> bool {
    (5..=12).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The different dates of a text, as forms write them: 3/27/1984, 1984-03-27, March 27, 1984, 27 Mar 1984.
fn dates(text: &str) -> Vec<Day> {
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'))
        .filter(|token| !token.is_empty())
        .collect();
    let month = |token: &str| {
        let low = token.trim_end_matches('.').to_lowercase();
        let at = MONTHS.iter().position(|name| low.starts_with(name) && low.len() <= 9)?;
        i8::try_from(at + 1).ok()
    };
    let number = |token: &str| token.trim_end_matches('.').parse::<i16>().ok();
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Ok(day) = token.trim_end_matches('.').parse::<Day>() {
            found.insert(day);
        }
        let (Some(second), Some(third)) = (tokens.get(at + 1), tokens.get(at + 2)) else { continue };
        let spelled = match (month(token), number(token)) {
            (Some(month), _) => number(second).zip(number(third)).map(|(day, year)| (year, month, day)),
            (None, Some(day)) => month(second).zip(number(third)).map(|(month, year)| (year, month, day)),
            (None, None) => None,
        };
        let day = spelled.and_then(|(year, month, day)| Day::new(year, month, i8::try_from(day).ok()?).ok());
        found.extend(day.filter(|day| day.number() > 19_000_000));
        if found.len() >= LOOKED_UP_MAX {
            break;
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn dates_are_found_as_letters_and_forms_write_them() {
        let text = "DOB: 03/12/1984. Seen March 5, 2026; again on 7 Apr 2026 (born 1990-02-03), ref 20.11.5, May I 3";
        let found: Vec<String> = dates(text).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["1984-03-12", "1990-02-03", "2026-03-05", "2026-04-07"]);
    }
}
