//! Looking people up by what stands in a letter about them: birthdays and record numbers.

use crate::people::keys::words;
use crate::people::merging::{standing_for, survivors};
use crate::people::tables::patient;
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{PatientId, Reader};

/// People of one look at most.
const KNOWN_MAX: u32 = 200;

/// A person by the names a letter may use.
#[derive(Queryable, Clone, Debug)]
pub struct KnownAs {
    /// Who.
    pub id: PatientId,
    /// Family name.
    pub family: Phi<String>,
    /// Given name.
    pub given: Phi<String>,
    /// The name they want to be called by; may be empty.
    pub preferred: Phi<String>,
}

/// The words of a text as people are found by: lower case, without accents and apostrophes.
#[must_use]
pub fn search_words(text: &str) -> Vec<String> {
    words(text)
}

/// Everybody born on one of these days, by each name that stands on a card of theirs: who was merged from two charts is
/// known by the names of both.
///
/// # Errors
/// Broken, when the database fails.
pub fn born_on(read: &mut Reader<'_>, days: &[Day]) -> Result<Vec<KnownAs>, Problem> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let query = patient::table
        .filter(patient::birth_day.eq_any(days))
        .order((patient::birth_day, patient::family))
        .select((patient::id, patient::family, patient::given, patient::preferred));
    let mut known: Vec<KnownAs> = read.list(query, KNOWN_MAX)?;
    let ends = survivors(read, &known.iter().map(|one| one.id).collect::<Vec<_>>())?;
    for one in &mut known {
        one.id = ends.get(&one.id).copied().unwrap_or(one.id);
    }
    Ok(known)
}

/// Everybody with one of these record numbers, also those whose number belonged to a chart that was merged into theirs.
///
/// # Errors
/// Broken, when the database fails.
pub fn with_mrn(read: &mut Reader<'_>, numbers: &[String]) -> Result<Vec<PatientId>, Problem> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PatientId> =
        read.list(patient::table.filter(patient::mrn.eq_any(numbers)).select(patient::id), KNOWN_MAX)?;
    standing_for(read, &ids)
}
