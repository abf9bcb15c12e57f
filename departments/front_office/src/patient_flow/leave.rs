//! Leaving without being seen: the patient gave up waiting.

use super::facts::VisitDeed;
use super::rules::{Change, check_step, check_version, make, stored_visit};
use super::{LEAVE_UNSEEN, Status, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Notes that a patient left without being seen.
#[derive(Clone, Copy, Debug)]
pub struct LeaveWithoutBeingSeen {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for LeaveWithoutBeingSeen {
    const ACT: Act = LEAVE_UNSEEN;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        check_step(&row, Status::LeftUnseen)?;
        let change = Change::now(tx, &row, VisitDeed::LeftUnseen, Status::LeftUnseen);
        make(tx, &row, &change)
    }
}
