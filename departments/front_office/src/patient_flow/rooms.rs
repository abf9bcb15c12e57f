//! Rooms: one patient in a room at a time.

use super::facts::VisitDeed;
use super::rules::{Change, check_room, check_step, check_version, make, stored_visit};
use super::{ADVANCE, Status, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::RoomId;

/// Puts a patient in a room, or in another one.
#[derive(Clone, Copy, Debug)]
pub struct AssignRoom {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
    /// Which room.
    pub room: RoomId,
}

impl Command for AssignRoom {
    const ACT: Act = ADVANCE;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        let moves_rooms = row.status.is_in_room();
        if !moves_rooms {
            check_step(&row, Status::Roomed)?;
        }
        check_room(tx, &row, self.room)?;
        let to = if moves_rooms { row.status } else { Status::Roomed };
        let since = if moves_rooms { row.status_since } else { tx.now() };
        let change = Change { room: Some(self.room), since, ..Change::now(tx, &row, VisitDeed::Roomed, to) };
        make(tx, &row, &change)
    }
}
