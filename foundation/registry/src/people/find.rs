//! Finding people: by a few letters of any name, a birthday, a telephone or record number, in any order.

use crate::people::demographics::{Sex, full_name};
use crate::people::duplicates::described;
use crate::people::keys::{plain_phone, tokens};
use crate::people::matching::{AsTyped, Described, compare};
use crate::people::merging::standing_for;
use crate::people::tables::{NameRow, patient, patient_contact, patient_key};
use crate::people::{FIND, is_given};
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{Act, Db, Discloses, PatientId, Query, Reader, Subject};
use std::collections::{HashMap, HashSet};

/// A person on a schedule or a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLine {
    /// Their id.
    pub id: PatientId,
    /// Medical record number.
    pub mrn: Phi<String>,
    /// `Okafor, Chidi (Chi)`.
    pub name: Phi<String>,
    /// Birthday.
    pub birth_day: Phi<Day>,
    /// Administrative sex.
    pub sex: Sex,
}

/// A person in a list from which somebody is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Their id.
    pub id: PatientId,
    /// Medical record number.
    pub mrn: Phi<String>,
    /// `Okafor, Chidi (Chi)`.
    pub name: Phi<String>,
    /// Birthday.
    pub birth_day: Phi<Day>,
    /// Administrative sex.
    pub sex: Sex,
    /// Mobile telephone, or another; empty if none.
    pub phone: Phi<String>,
}

impl Discloses for PersonLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.id]
    }
}

/// Finds people by what was typed.
#[derive(Clone, Debug)]
pub struct FindPeople {
    /// What was typed: all words must match, each as the beginning of a name, birthday or number.
    pub typed: Phi<String>,
    /// How many to show.
    pub at_most: u32,
}

/// Candidates looked at for one answer; a search that matches more is narrowed by typing on.
const CANDIDATES_MAX: u32 = 100;

diesel::alias!(patient_key as other_key: OtherKey);

impl Query for FindPeople {
    const ACT: Act = FIND;
    type Answer = Vec<PersonLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<PersonLine>, Problem> {
        let mut tokens = tokens(self.typed.reveal());
        tokens.sort_by_key(|token| std::cmp::Reverse(token.len()));
        let Some((longest, others)) = tokens.split_first() else { return Ok(Vec::new()) };
        let mut query = patient_key::table
            .select(patient_key::patient)
            .filter(patient_key::key.ge(longest.clone()).and(patient_key::key.lt(after(longest))))
            .order((patient_key::key, patient_key::patient))
            .into_boxed::<<Db as Connection>::Backend>();
        for token in others {
            let matches = other_key
                .filter(other_key.field(patient_key::patient).eq(patient_key::patient))
                .filter(other_key.field(patient_key::key).ge(token.clone()))
                .filter(other_key.field(patient_key::key).lt(after(token)));
            query = query.filter(exists(matches));
        }
        let mut ids: Vec<PatientId> = read.list(query, CANDIDATES_MAX)?;
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
        let mut people = names_of(read, &ids)?;
        people.truncate(usize::try_from(self.at_most).unwrap_or(usize::MAX));
        with_phones(read, people)
    }
}

/// The first text that no longer begins with `prefix`.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// These people, by name; in place of a chart that was merged into another, that other, once.
///
/// # Errors
/// Broken, when the database fails.
pub fn lines_of(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<PersonLine>, Problem> {
    let names = names_of(read, ids)?;
    with_phones(read, names)
}

/// What these people are called, by name; in place of a chart that was merged into another, that other, once.
///
/// # Errors
/// Broken, when the database fails.
pub fn names_of(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<NameLine>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = standing_for(read, ids)?;
    names_as_they_are(read, &ids)
}

/// These cards, also those that were merged into others.
pub(crate) fn lines_as_they_are(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<PersonLine>, Problem> {
    let names = names_as_they_are(read, ids)?;
    with_phones(read, names)
}

fn with_phones(read: &mut Reader<'_>, names: Vec<NameLine>) -> Result<Vec<PersonLine>, Problem> {
    let ids: Vec<PatientId> = names.iter().map(|line| line.id).collect();
    let mut phones = phones_of(read, &ids)?;
    let line = |line: NameLine| PersonLine {
        phone: phones.remove(&line.id).unwrap_or_default(),
        id: line.id,
        mrn: line.mrn,
        name: line.name,
        birth_day: line.birth_day,
        sex: line.sex,
    };
    Ok(names.into_iter().map(line).collect())
}

fn names_as_they_are(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<NameLine>, Problem> {
    let bound = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let query = patient::table
        .filter(patient::id.eq_any(ids))
        .order((patient::family, patient::given, patient::birth_day))
        .select(NameRow::as_select());
    let rows: Vec<NameRow> = read.list(query, bound)?;
    let line = |row: NameRow| NameLine {
        name: full_name(&row.family, &row.given, &row.preferred, &row.suffix),
        id: row.id,
        mrn: row.mrn,
        birth_day: row.birth_day,
        sex: row.sex,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The number at which each of these people is reached: the mobile one, or another. Who has none is left out.
///
/// # Errors
/// Broken, when the database fails.
pub fn phones_of(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<HashMap<PatientId, Phi<String>>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let bound = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let numbers =
        patient_contact::table.filter(patient_contact::patient.eq_any(ids).and(patient_contact::kind.ne("email")));
    let numbers = numbers.select((patient_contact::patient, patient_contact::kind, patient_contact::value));
    let numbers: Vec<(PatientId, String, Phi<String>)> = read.list(numbers, bound.saturating_mul(3))?;
    let mut phones: HashMap<PatientId, Phi<String>> = HashMap::new();
    for (who, kind, number) in numbers {
        if kind == "mobile" || !phones.contains_key(&who) {
            phones.insert(who, number);
        }
    }
    Ok(phones)
}

/// Who may be the same person as one about to be registered: the same birthday with a like family or given name, or
/// the same telephone.
#[derive(Clone, Debug)]
pub struct PossibleDuplicates {
    /// Family name.
    pub family: Phi<String>,
    /// Given name.
    pub given: Phi<String>,
    /// Birthday.
    pub birth_day: Phi<Day>,
    /// Telephone; may be empty.
    pub phone: Phi<String>,
}

/// Letters two names must begin with alike to be shown as a possible duplicate.
const LIKE_LETTERS: usize = 3;

impl Query for PossibleDuplicates {
    const ACT: Act = FIND;
    type Answer = Vec<PersonLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<PersonLine>, Problem> {
        let begins = |text: &Phi<String>| -> Vec<String> {
            tokens(text.reveal()).into_iter().map(|word| word.chars().take(LIKE_LETTERS).collect()).collect()
        };
        let mine: Vec<String> = begins(&self.family).into_iter().chain(begins(&self.given)).collect();
        let born = patient::table.filter(patient::birth_day.eq(&self.birth_day)).select(patient::id);
        let mut ids: Vec<PatientId> = read.list(born, CANDIDATES_MAX)?;
        let born_then = lines_of(read, &ids)?;
        let like = |line: &PersonLine| begins(&line.name).iter().any(|word| mine.contains(word));
        ids = born_then.iter().filter(|line| like(line)).map(|line| line.id).collect();
        if is_given(&self.phone) {
            let number = plain_phone(&self.phone);
            let same = patient_key::table.filter(patient_key::key.eq(number.reveal())).select(patient_key::patient);
            let reached: Vec<PatientId> = read.list(same, CANDIDATES_MAX)?;
            ids.extend(reached);
        }
        let known: HashSet<PatientId> = ids.iter().copied().collect();
        let namesakes = self.namesakes(read)?;
        ids.extend(namesakes.into_iter().filter(|id| !known.contains(id)));
        lines_of(read, &ids)
    }
}

impl PossibleDuplicates {
    /// Those who share a family and a given name, and whose card speaks for one person all the same: a slip in the birthday.
    fn namesakes(&self, read: &mut Reader<'_>) -> Result<Vec<PatientId>, Problem> {
        let mut same: Vec<PatientId> = Vec::new();
        let given: Vec<String> = tokens(self.given.reveal());
        for word in tokens(self.family.reveal()) {
            let both = other_key
                .filter(other_key.field(patient_key::patient).eq(patient_key::patient))
                .filter(other_key.field(patient_key::key).eq_any(given.clone()));
            let sharing = patient_key::table
                .filter(patient_key::key.eq(word).and(exists(both)))
                .order(patient_key::patient)
                .select(patient_key::patient);
            same.extend(read.list::<_, PatientId>(sharing, CANDIDATES_MAX)?);
        }
        same.sort();
        same.dedup();
        let mine = Described::new(&AsTyped {
            given: self.given.reveal(),
            family: self.family.reveal(),
            birth_day: Some(*self.birth_day.reveal()),
            phones: [self.phone.reveal(), "", ""],
            ..AsTyped::default()
        });
        let of = described(read, &same)?;
        let alike = |who: &Described| {
            let compared = compare(&mine, who);
            compared.told_apart.is_none() && compared.bits >= WARNING_BITS
        };
        Ok(of.into_iter().filter(|(_, who)| alike(who)).map(|(id, _)| id).collect())
    }
}

/// At the desk a look costs a few seconds and a second chart costs hours, so that less is asked than for the list of pairs:
/// one name and a slip in the birthday are enough.
const WARNING_BITS: f64 = 16.0;
