//! Moving a visit along: one status to the next.

use super::facts::VisitDeed;
use super::rules::{Change, check_step, check_version, make, stored_visit};
use super::tables::VisitRow;
use super::{ADVANCE, Status, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Moves a visit to another status. Finishing the check-in, rooming, leaving and checking out are deeds of their own.
#[derive(Clone, Copy, Debug)]
pub struct Advance {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
    /// To which status.
    pub to: Status,
}

impl Command for Advance {
    const ACT: Act = ADVANCE;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        check_step(&row, self.to)?;
        check_own_deed(&row, self.to)?;
        let change = Change::now(tx, &row, VisitDeed::Advanced, self.to);
        make(tx, &row, &change)
    }
}

/// Refuses statuses that another deed brings about, and says which.
fn check_own_deed(row: &VisitRow, to: Status) -> Result<(), Problem> {
    let say = match to {
        Status::Waiting => "Finish the check-in first: all five ticks.",
        Status::Roomed if row.room.is_none() => "Choose a room.",
        Status::Left => "Check the patient out.",
        Status::LeftUnseen => "Note that the patient left without being seen.",
        Status::Arrived | Status::Mistaken => "Undo the last status instead.",
        Status::CheckingIn | Status::Roomed | Status::ReadyForProvider | Status::WithProvider | Status::CheckingOut => {
            return Ok(());
        }
    };
    Err(Problem::refused("another_deed", say))
}

/// Within another deed: the desk has begun to check in a patient who had only arrived. Otherwise nothing changes.
///
/// # Errors
/// Not found, when there is no such visit.
pub fn start_check_in(tx: &mut Tx<'_>, visit: VisitId) -> Result<(), Problem> {
    let row = stored_visit(tx, visit)?;
    if row.status == Status::Arrived {
        let change = Change::now(tx, &row, VisitDeed::Advanced, Status::CheckingIn);
        make(tx, &row, &change)?;
    }
    Ok(())
}

/// Within another deed, once all ticks are done: the patient waits to be called. One who was roomed already stays there.
///
/// # Errors
/// Conflict, when somebody else moved the visit; refused, when it is over.
pub fn finish_check_in(tx: &mut Tx<'_>, visit: VisitId, version: i64) -> Result<(), Problem> {
    let row = stored_visit(tx, visit)?;
    check_version(&row, version)?;
    if row.status.is_in_room() || matches!(row.status, Status::Waiting | Status::CheckingOut) {
        return Ok(());
    }
    check_step(&row, Status::Waiting)?;
    let change = Change::now(tx, &row, VisitDeed::CheckedIn, Status::Waiting);
    make(tx, &row, &change).map(|_| ())
}
