//! Merging two charts of one person, through every department, and parting them again.

use crate::house::migrations;
use clinical::histories;
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
        // What the chart that goes had in its histories is gone through again with what the other had.
        let joined = histories::filled(tx, self.gone)?;
        let merge = merge(tx, self.gone, self.survivor, &pointers(&migrations()))?;
        histories::joined(tx, merge.id.into(), self.survivor, joined)?;
        Ok(merge.id)
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
        histories::parted(tx, self.merge.into(), self.survivor)?;
        Ok(parted.gone)
    }
}
