//! Merging two charts of one person, through every department, and parting them again.

use crate::house::migrations;
use kernel::Problem;
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::{MERGE, MergeId, merge, part, pointers};

/// Makes two charts one: everything of the one that goes is in the one that stays.
#[derive(Clone, Copy, Debug)]
pub struct MergePeople {
    /// The chart that goes. Its names and numbers still lead to the other.
    pub gone: PatientId,
    /// The chart that stays.
    pub survivor: PatientId,
}

impl Command for MergePeople {
    const ACT: Act = MERGE;
    type Done = MergeId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.survivor))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<MergeId, Problem> {
        Ok(merge(tx, self.gone, self.survivor, &pointers(&migrations()))?.id)
    }
}

/// Parts two charts that were merged: each has again what it had.
#[derive(Clone, Copy, Debug)]
pub struct PartPeople {
    /// The chart that stayed.
    pub survivor: PatientId,
    /// The merge.
    pub merge: MergeId,
}

impl Command for PartPeople {
    const ACT: Act = MERGE;
    /// The chart that had gone.
    type Done = PatientId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.survivor))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<PatientId, Problem> {
        let parted = part(tx, self.merge, &pointers(&migrations()))?;
        if parted.survivor != self.survivor {
            return Err(Problem::not_found("no_such_merge", "There is no such merge into this chart."));
        }
        Ok(parted.gone)
    }
}
