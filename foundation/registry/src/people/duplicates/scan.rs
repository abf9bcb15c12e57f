//! Looks through the whole card file for pairs that may be of one person.

use super::DUPLICATES;
use super::decide::{Decision, in_order};
use super::tables::duplicate_pair;
use crate::coverages::member_numbers;
use crate::people::matching::{AsTyped, Described, suggested_pairs};
use crate::people::merging::survivors;
use crate::people::tables::{AddressRow, PatientRow, patient, patient_address, patient_contact, patient_identifier};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Fact, NoPatients, PatientId, Query, Reader, Subject, Tx};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Charts looked through, at most.
const CHARTS_MAX: u32 = 250_000;
/// Charts read at once.
const AT_ONCE: usize = 500;
/// Pairs that wait on the list at most; those that were decided do not count.
const PAIRS_MAX: u32 = 10_000;
/// Pairs asked about at once.
const PAIRS_AT_ONCE: usize = 500;

/// Two charts that may be of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundPair {
    /// The earlier chart.
    pub one: PatientId,
    /// The later one.
    pub other: PatientId,
    /// What speaks for one person, in thousandths of a bit.
    pub score: i64,
}

/// Looks through the card file. It shows nobody's card: only which pairs somebody should look at.
#[derive(Clone, Copy, Debug)]
pub struct ScanForDuplicates;

impl Query for ScanForDuplicates {
    const ACT: Act = DUPLICATES;
    type Answer = NoPatients<Vec<FoundPair>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let ids: Vec<PatientId> = read.list(patient::table.select(patient::id).order(patient::id), CHARTS_MAX)?;
        let mut whose = Vec::new();
        let mut people = Vec::new();
        for some in ids.chunks(AT_ONCE) {
            let gone = survivors(read, some)?;
            let standing: Vec<PatientId> = some.iter().copied().filter(|id| !gone.contains_key(id)).collect();
            for (id, who) in described(read, &standing)? {
                whose.push(id);
                people.push(who);
            }
        }
        let mut pairs: Vec<FoundPair> = Vec::new();
        for (a, b, what) in suggested_pairs(&people).into_iter().take(PAIRS_MAX as usize) {
            let (one, other) = in_order(whose[a], whose[b]);
            pairs.push(FoundPair { one, other, score: (what.bits * 1_000.0).round() as i64 });
        }
        Ok(NoPatients(pairs))
    }
}

/// These people as they are compared.
pub(crate) fn described(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<(PatientId, Described)>, Problem> {
    let bound = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let rows: Vec<PatientRow> =
        read.list(patient::table.filter(patient::id.eq_any(ids)).select(PatientRow::as_select()), bound)?;
    let contacts = patient_contact::table.filter(patient_contact::patient.eq_any(ids));
    let contacts = contacts.select((patient_contact::patient, patient_contact::kind, patient_contact::value));
    let contacts: Vec<(PatientId, String, Phi<String>)> = read.list(contacts, bound.saturating_mul(4))?;
    let contacts: HashMap<(PatientId, String), Phi<String>> =
        contacts.into_iter().map(|(who, kind, value)| ((who, kind), value)).collect();
    let numbers = patient_identifier::table
        .filter(patient_identifier::patient.eq_any(ids).and(patient_identifier::kind.eq("SS")))
        .select((patient_identifier::patient, patient_identifier::value));
    let numbers: HashMap<PatientId, Phi<String>> = read.list(numbers, bound.saturating_mul(2))?.into_iter().collect();
    let places = patient_address::table.filter(patient_address::patient.eq_any(ids)).select(AddressRow::as_select());
    let places: HashMap<PatientId, AddressRow> =
        read.list::<_, AddressRow>(places, bound)?.into_iter().map(|row| (row.patient, row)).collect();
    let members = member_numbers(read, ids)?;
    let none = Phi::<String>::default();
    let describe = |row: PatientRow| {
        let contact = |kind: &str| contacts.get(&(row.id, kind.to_owned())).map_or("", |value| value.reveal().as_str());
        let place = places.get(&row.id);
        let typed = AsTyped {
            given: row.given.reveal(),
            preferred: row.preferred.reveal(),
            middle: row.middle.reveal(),
            family: row.family.reveal(),
            suffix: row.suffix.reveal(),
            birth_day: Some(*row.birth_day.reveal()),
            sex: row.sex.word(),
            ssn: numbers.get(&row.id).unwrap_or(&none).reveal(),
            phones: [contact("mobile"), contact("home"), contact("work")],
            email: contact("email"),
            street: place.map_or("", |place| place.street.reveal()),
            postal_code: place.map_or("", |place| place.postal_code.reveal()),
            member_number: members.get(&row.id).unwrap_or(&none).reveal(),
        };
        (row.id, Described::new(&typed))
    };
    Ok(rows.into_iter().map(describe).collect())
}

/// Puts pairs on the list that are not there yet. What was decided stays decided.
#[derive(Clone, Debug)]
pub struct NoteDuplicates {
    /// The pairs that were found.
    pub pairs: Vec<FoundPair>,
}

#[derive(Serialize)]
struct DuplicatesNoted {
    pairs: usize,
}

impl Fact for DuplicatesNoted {
    fn name(&self) -> &'static str {
        "duplicates.noted"
    }
}

impl Command for NoteDuplicates {
    const ACT: Act = DUPLICATES;
    /// How many were new.
    type Done = usize;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<usize, Problem> {
        let mut known: HashSet<(PatientId, PatientId)> = HashSet::new();
        for some in self.pairs.chunks(PAIRS_AT_ONCE) {
            let ones: Vec<PatientId> = some.iter().map(|pair| pair.one).collect();
            let there = duplicate_pair::table.filter(duplicate_pair::one.eq_any(ones));
            known.extend(tx.list::<_, (PatientId, PatientId)>(
                there.select((duplicate_pair::one, duplicate_pair::other)),
                PAIRS_MAX,
            )?);
        }
        let waiting = duplicate_pair::table.filter(duplicate_pair::decision.eq_any([Decision::Open, Decision::Later]));
        let waiting: Vec<PatientId> = tx.list(waiting.select(duplicate_pair::one), PAIRS_MAX)?;
        let room = (PAIRS_MAX as usize).saturating_sub(waiting.len());
        let fresh = self.pairs.iter().filter(|pair| !known.contains(&(pair.one, pair.other)));
        let fresh: Vec<FoundPair> = fresh.copied().take(room).collect();
        if fresh.is_empty() {
            return Ok(0);
        }
        let now = tx.now();
        let mut pen = tx.write(DuplicatesNoted { pairs: fresh.len() });
        for pair in &fresh {
            let row = (
                duplicate_pair::one.eq(pair.one),
                duplicate_pair::other.eq(pair.other),
                duplicate_pair::score.eq(pair.score),
                duplicate_pair::found_at.eq(now),
                duplicate_pair::decision.eq(Decision::Open),
            );
            pen.insert(duplicate_pair::table, row)?;
        }
        Ok(fresh.len())
    }
}
