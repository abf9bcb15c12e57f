//! Checking out: the visit is over and the patient goes home.

use super::facts::VisitDeed;
use super::rules::{Change, check_step, check_version, make, stored_visit};
use super::{CHECK_OUT, Status, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Checks a patient out: from the desk, or straight from the room.
#[derive(Clone, Copy, Debug)]
pub struct CheckOut {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for CheckOut {
    const ACT: Act = CHECK_OUT;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        check_step(&row, Status::Left)?;
        let change = Change::now(tx, &row, VisitDeed::CheckedOut, Status::Left);
        let version = make(tx, &row, &change)?;
        crate::referrals::seen(tx, row.appointment)?;
        Ok(version)
    }
}
