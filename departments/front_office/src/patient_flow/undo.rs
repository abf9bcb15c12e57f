//! Undoing a wrong status: status, room, provider and clock are again what they were before it.

use super::facts::VisitDeed;
use super::flow::changes_of;
use super::rules::{Change, check_room, check_version, make, stored_visit};
use super::tables::ChangeRow;
use super::{Status, UNDO, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Takes back the last status of a visit. Taking back the arrival means that nobody came.
#[derive(Clone, Copy, Debug)]
pub struct UndoStatus {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for UndoStatus {
    const ACT: Act = UNDO;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        let changes = changes_of(tx, row.id)?;
        let standing = standing(&changes);
        let nothing = || Problem::refused("nothing_to_undo", "There is nothing to take back.");
        let last = standing.last().filter(|_| row.status != Status::Mistaken).ok_or_else(nothing)?;
        let undone = Change { undone_of: Some(last.seq), ..Change::now(tx, &row, VisitDeed::Undone, Status::Mistaken) };
        let undone = match standing.len().checked_sub(2).and_then(|before| standing.get(before)) {
            None => undone,
            Some(before) => {
                if let Some(room) = before.room {
                    check_room(tx, &row, room)?;
                }
                let (room, provider) = (before.room, before.provider);
                Change { to: before.to_status, room, since: before.since, provider, ..undone }
            }
        };
        make(tx, &row, &undone)
    }
}

/// The changes that still stand, in order: without those undone and without the undoing. An arrival after an arrival that was
/// taken back begins anew.
pub(super) fn standing(changes: &[ChangeRow]) -> Vec<ChangeRow> {
    let mut standing = Vec::new();
    for change in changes {
        if change.undone_of.is_some() {
            standing.pop();
        } else {
            standing.push(*change);
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::{Status, standing};
    use crate::patient_flow::tables::ChangeRow;
    use kernel::{Moment, RawId};

    fn changes(steps: &[(Status, Option<i64>)]) -> Vec<ChangeRow> {
        let numbered = (1..).zip(steps);
        numbered
            .map(|(seq, (to_status, undone_of))| ChangeRow {
                visit: RawId::from_bytes([1; 16]).into(),
                seq,
                at: Moment::from_micros(seq).expect("a moment"),
                from_status: None,
                to_status: *to_status,
                since: Moment::from_micros(seq).expect("a moment"),
                room: None,
                account: RawId::from_bytes([2; 16]).into(),
                undone_of: *undone_of,
                provider: None,
                out_of_turn: None,
            })
            .collect()
    }

    #[test]
    fn undoing_twice_takes_back_two_changes() {
        use Status::{Arrived, CheckingIn, Roomed, Waiting};
        let all = changes(&[
            (Arrived, None),
            (CheckingIn, None),
            (Waiting, None),
            (CheckingIn, Some(3)),
            (Arrived, Some(2)),
            (Roomed, None),
        ]);
        let left: Vec<i64> = standing(&all).iter().map(|change| change.seq).collect();
        assert_eq!(left, [1, 6]);
    }

    #[test]
    fn an_arrival_taken_back_leaves_nothing() {
        let all = changes(&[(Status::Arrived, None), (Status::Mistaken, Some(1))]);
        assert!(standing(&all).is_empty());
    }
}
