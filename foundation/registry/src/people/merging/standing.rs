//! Which charts were merged into which.

use super::MergeId;
use super::merge::Merge;
use super::tables::patient_merge;
use crate::people::find::lines_as_they_are;
use crate::people::{PersonLine, SEE_DEMOGRAPHICS};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Discloses, NoPatients, PatientId, Query, Reader, Subject, Tx};
use std::collections::{HashMap, HashSet};

/// A chain of merges is not followed further.
const CHAIN_MAX: usize = 10;
/// More merges into one chart are not listed.
const MERGES_MAX: u32 = 50;

/// The charts among these that were merged into another, with the one that stays in the end.
pub(crate) fn survivors(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<HashMap<PatientId, PatientId>, Problem> {
    let mut ends: HashMap<PatientId, PatientId> = HashMap::new();
    let mut asked: Vec<PatientId> = ids.to_vec();
    for _ in 0..CHAIN_MAX {
        let query = patient_merge::table
            .filter(patient_merge::gone.eq_any(asked.clone()).and(patient_merge::parted_at.is_null()))
            .select((patient_merge::gone, patient_merge::survivor));
        let steps: Vec<(PatientId, PatientId)> = read.list(query, u32::try_from(asked.len()).unwrap_or(u32::MAX))?;
        if steps.is_empty() {
            break;
        }
        for (gone, survivor) in &steps {
            for end in ends.values_mut().filter(|end| **end == *gone) {
                *end = *survivor;
            }
            if ids.contains(gone) {
                ends.insert(*gone, *survivor);
            }
        }
        asked = steps.into_iter().map(|(_, survivor)| survivor).collect();
    }
    Ok(ends)
}

/// Refuses to write to a chart that was merged into another: what is written there nobody finds. A merge at the same
/// moment waits, or is waited for.
///
/// # Errors
/// Conflict, when the chart was merged into another.
pub fn check_stands(tx: &mut Tx<'_>, patient: PatientId) -> Result<(), Problem> {
    tx.hold(&[patient.into()])?;
    if survivors(tx, &[patient])?.is_empty() {
        return Ok(());
    }
    let say = "This chart was merged into another since. Open that one: it has the old name and number too.";
    Err(Problem::conflict("merged_away", say))
}

/// The charts that stand for these, each once: a chart that was merged into another leads to that one.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn standing_for(read: &mut Reader<'_>, ids: &[PatientId]) -> Result<Vec<PatientId>, Problem> {
    let ends = survivors(read, ids)?;
    let mut seen = HashSet::new();
    Ok(ids.iter().map(|id| ends.get(id).copied().unwrap_or(*id)).filter(|id| seen.insert(*id)).collect())
}

pub(super) fn standing_merge(read: &mut Reader<'_>, id: MergeId) -> Result<Merge, Problem> {
    let query = patient_merge::table
        .filter(patient_merge::id.eq(id).and(patient_merge::parted_at.is_null()))
        .select((patient_merge::gone, patient_merge::survivor));
    let (gone, survivor) = read
        .maybe(query)?
        .ok_or_else(|| Problem::conflict("not_merged", "These charts are not merged any more. Load the page again."))?;
    Ok(Merge { id, gone, survivor })
}

/// Into which chart this one was merged, if it was.
#[derive(Clone, Copy, Debug)]
pub struct MergedInto {
    /// Whose chart was asked for.
    pub patient: PatientId,
}

impl Query for MergedInto {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = NoPatients<Option<PatientId>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        Ok(NoPatients(survivors(read, &[self.patient])?.remove(&self.patient)))
    }
}

/// A chart that went into another.
#[derive(Clone, Debug)]
pub struct MergeLine {
    /// The merge, to part them.
    pub merge: MergeId,
    /// When.
    pub merged_at: Moment,
    /// The card of the chart that went, as it was.
    pub gone: PersonLine,
}

impl Discloses for MergeLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.gone.id]
    }
}

/// The charts that went into this one, the last first.
#[derive(Clone, Copy, Debug)]
pub struct MergesInto {
    /// Which.
    pub patient: PatientId,
}

impl Query for MergesInto {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = Vec<MergeLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<MergeLine>, Problem> {
        let query = patient_merge::table
            .filter(patient_merge::survivor.eq(self.patient).and(patient_merge::parted_at.is_null()))
            .order((patient_merge::merged_at.desc(), patient_merge::id))
            .select((patient_merge::id, patient_merge::merged_at, patient_merge::gone));
        let merges: Vec<(MergeId, Moment, PatientId)> = read.list(query, MERGES_MAX)?;
        let ids: Vec<PatientId> = merges.iter().map(|(_, _, gone)| *gone).collect();
        let mut cards: HashMap<PatientId, PersonLine> =
            lines_as_they_are(read, &ids)?.into_iter().map(|line| (line.id, line)).collect();
        let line = |(merge, merged_at, gone)| Some(MergeLine { merge, merged_at, gone: cards.remove(&gone)? });
        Ok(merges.into_iter().filter_map(line).collect())
    }
}
