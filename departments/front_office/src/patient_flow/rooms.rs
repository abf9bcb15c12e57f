//! Rooms: one patient in a room at a time.

use super::facts::VisitDeed;
use super::rules::{Change, check_room, check_step, check_version, make, stored_visit};
use super::tables::visit;
use super::{ADVANCE, SEE_ROOMS, Status, VisitId};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, NoPatients, Query, Reader, SiteId, Subject, Tx};
use registry::practice::{Room, RoomId, rooms_of};

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

/// The rooms of a site as they stand now: for whoever puts a patient in one, and needs not know who is in the others.
#[derive(Clone, Copy, Debug)]
pub struct RoomsNow {
    /// Where.
    pub site: SiteId,
}

/// A room, and whether somebody is in it.
#[derive(Clone, Debug)]
pub struct RoomStanding {
    /// The room.
    pub room: Room,
    /// Whether a visit holds it.
    pub taken: bool,
}

impl Query for RoomsNow {
    const ACT: Act = SEE_ROOMS;
    type Answer = NoPatients<Vec<RoomStanding>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let rooms = rooms_of(read, self.site)?;
        let ids: Vec<RoomId> = rooms.iter().map(|room| room.id).collect();
        let at_most = u32::try_from(ids.len()).unwrap_or(u32::MAX).max(1);
        let held = visit::table.filter(visit::room.is_not_null().and(visit::room.assume_not_null().eq_any(ids)));
        let held: Vec<RoomId> = read.list(held.select(visit::room.assume_not_null()), at_most)?;
        let standing = |room: Room| RoomStanding { taken: held.contains(&room.id), room };
        Ok(NoPatients(rooms.into_iter().map(standing).collect()))
    }
}
