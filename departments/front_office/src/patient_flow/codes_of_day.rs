//! The code of a visit: by what a patient is called out where others listen. Drawn by lot, unique at its site on its day, told at
//! check-in, worth nothing tomorrow.

use super::VisitId;
use super::tables::{VisitRow, visit_code};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Reader, SiteId, Tx};
use std::collections::{HashMap, HashSet};

/// No vowels, so that no word comes of it; and no Y, which is read as one.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// How many codes there are: two letters and two digits.
const CODES: u64 = 20 * 20 * 100;
/// Visits of one site and day that have a code.
const TAKEN_MAX: u32 = 5_000;

/// The code of a number below [`CODES`].
fn written(number: u64) -> String {
    let letter = |at: u64| char::from(LETTERS[usize::try_from(at % 20).unwrap_or(0)]);
    let (pair, digits) = (number / 100, number % 100);
    format!("{}{}{digits:02}", letter(pair / 20), letter(pair))
}

/// A code that nobody has at this site on this day. Whoever else draws one there waits.
pub(super) fn draw(tx: &mut Tx<'_>, site: SiteId, day: Day) -> Result<String, Problem> {
    tx.hold(&[site.into()])?;
    let of_day =
        visit_code::table.filter(visit_code::site.eq(site).and(visit_code::day.eq(day))).select(visit_code::code);
    let taken: HashSet<String> = tx.list::<_, String>(of_day, TAKEN_MAX)?.into_iter().collect();
    let bytes = tx.ten_random_bytes();
    // A step that shares no divisor with 40,000 meets every code once, in an order that the lot decides.
    let first = bytes.iter().fold(0x9E37_79B9_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
    let mut all = (0..CODES).map(|step| written((first % CODES + step * 15_401) % CODES));
    all.find(|code| !taken.contains(code)).ok_or_else(|| {
        Problem::busy("no_codes_left", "Every code of today is given out. Close visits of today that are over.")
    })
}

/// A visit's row of its code.
pub(super) fn row(visit: &VisitRow, code: String) -> CodeRow {
    CodeRow { visit: visit.id, site: visit.site, day: visit.day, code }
}

#[derive(Insertable, Clone, Debug)]
#[diesel(table_name = visit_code)]
pub(super) struct CodeRow {
    visit: VisitId,
    site: SiteId,
    day: Day,
    code: String,
}

/// The codes of these visits. Those of before there were codes have none.
pub(super) fn codes_of(read: &mut Reader<'_>, visits: &[VisitId]) -> Result<HashMap<VisitId, String>, Problem> {
    if visits.is_empty() {
        return Ok(HashMap::new());
    }
    let bound = u32::try_from(visits.len()).unwrap_or(u32::MAX);
    let query =
        visit_code::table.filter(visit_code::visit.eq_any(visits)).select((visit_code::visit, visit_code::code));
    let all: Vec<(VisitId, String)> = read.list(query, bound)?;
    Ok(all.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{CODES, written};
    use std::collections::HashSet;

    #[test]
    fn every_number_has_its_own_code_without_a_vowel() {
        let all: HashSet<String> = (0..CODES).map(written).collect();
        assert_eq!(all.len() as u64, CODES);
        let is_code = |code: &String| {
            let (letters, digits) = code.split_at(2);
            letters.chars().all(|c| c.is_ascii_uppercase() && !"AEIOUY".contains(c))
                && digits.chars().all(|c| c.is_ascii_digit())
        };
        assert!(all.iter().all(is_code));
    }

    #[test]
    fn the_steps_meet_every_code() {
        let met: HashSet<u64> = (0..CODES).map(|step| (7 + step * 15_401) % CODES).collect();
        assert_eq!(met.len() as u64, CODES);
    }
}
