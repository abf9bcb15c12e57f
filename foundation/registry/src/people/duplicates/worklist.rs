//! The list of pairs that wait for a decision.

use super::DUPLICATES;
use super::decide::Decision;
use super::scan::described;
use super::tables::duplicate_pair;
use crate::people::demographics::{Person, person};
use crate::people::matching::{Compared, Described, compare};
use crate::people::merging::patient_merge;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use std::collections::HashMap;

/// A pair, side by side.
#[derive(Clone, Debug)]
pub struct PairLine {
    /// The earlier chart.
    pub one: Person,
    /// The later one.
    pub other: Person,
    /// What speaks for one person, and what against it, as their cards stand now.
    pub compared: Compared,
    /// Somebody looked, and put it off.
    pub decision: Decision,
}

impl Discloses for PairLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.one.id, self.other.id]
    }
}

/// The pairs that wait, the surest first, those put off last.
#[derive(Clone, Copy, Debug)]
pub struct DuplicateWorklist {
    /// How many to show.
    pub at_most: u32,
}

impl Query for DuplicateWorklist {
    const ACT: Act = DUPLICATES;
    type Answer = Vec<PairLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<PairLine>, Problem> {
        let mut pairs = Vec::new();
        for decision in [Decision::Open, Decision::Later] {
            // A chart that went into another is nobody's duplicate any more.
            let gone = patient_merge::gone.eq(duplicate_pair::one).or(patient_merge::gone.eq(duplicate_pair::other));
            let merged = patient_merge::table.filter(patient_merge::parted_at.is_null().and(gone));
            let query = duplicate_pair::table
                .filter(duplicate_pair::decision.eq(decision).and(not(exists(merged))))
                .order((duplicate_pair::score.desc(), duplicate_pair::one, duplicate_pair::other))
                .select((duplicate_pair::one, duplicate_pair::other));
            let found: Vec<(PatientId, PatientId)> = read.list(query, self.at_most)?;
            pairs.extend(found.into_iter().map(|(one, other)| (one, other, decision)));
        }
        pairs.truncate(self.at_most as usize);
        let ids: Vec<PatientId> = pairs.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
        let of: HashMap<PatientId, Described> = described(read, &ids)?.into_iter().collect();
        let mut lines = Vec::new();
        for (one, other, decision) in pairs {
            let (Some(a), Some(b)) = (of.get(&one), of.get(&other)) else { continue };
            let compared = compare(a, b);
            lines.push(PairLine { one: person(read, one)?, other: person(read, other)?, compared, decision });
        }
        Ok(lines)
    }
}
