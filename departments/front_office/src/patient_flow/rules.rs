//! What every change of a visit has in common: the version seen, the step allowed, the room free, the change written down.

use super::facts::{VisitDeed, VisitFact};
use super::tables::{ChangeRow, VisitRow, visit, visit_change, visit_code};
use super::urgent_care::OutOfTurn;
use super::{Status, VisitId, codes_of_day};
use crate::scheduling::{AppointmentId, works_at};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Reader, SiteId, Tx};
use registry::practice::{RoomId, StaffId, room, staff_member, today_at};

/// A visit at a site where the asker works.
pub(crate) fn stored_visit(read: &mut Reader<'_>, id: VisitId) -> Result<VisitRow, Problem> {
    let query = visit::table.filter(visit::id.eq(id)).select(VisitRow::as_select());
    let row: Option<VisitRow> = read.maybe(query)?;
    row.filter(|row| works_at(read, row.site))
        .ok_or_else(|| Problem::not_found("no_such_visit", "There is no such visit, or you may not see it."))
}

/// The visit that came of an appointment, unless it was entered by mistake.
pub(crate) fn present_visit(read: &mut Reader<'_>, id: AppointmentId) -> Result<Option<VisitRow>, Problem> {
    Ok(visit_of(read, id)?.filter(|row| row.status != Status::Mistaken))
}

pub(super) fn visit_of(read: &mut Reader<'_>, id: AppointmentId) -> Result<Option<VisitRow>, Problem> {
    let query = visit::table.filter(visit::appointment.eq(Some(id))).select(VisitRow::as_select());
    read.maybe(query)
}

/// Refuses to touch a version other than the one that was seen.
pub(super) fn check_version(row: &VisitRow, seen: i64) -> Result<(), Problem> {
    if row.version == seen {
        return Ok(());
    }
    let say = format!("Somebody else moved this patient on: the status is now “{}”.", row.status.title());
    Err(Problem::conflict("stale", say))
}

/// Refuses a step that the graph of statuses does not have, and one that needs a provider where the patient has none yet.
pub(super) fn check_step(row: &VisitRow, to: Status) -> Result<(), Problem> {
    if row.status.can_become(to) {
        return check_has_provider(row, to);
    }
    let say = format!("From “{}” a patient cannot go to “{}”.", row.status.title(), to.title());
    Err(Problem::refused("no_such_step", say))
}

/// Whoever is with a provider, or was, was seen by somebody.
fn check_has_provider(row: &VisitRow, to: Status) -> Result<(), Problem> {
    if row.provider.is_some() || !matches!(to, Status::WithProvider | Status::CheckingOut | Status::Left) {
        return Ok(());
    }
    let say = "No provider has taken this patient yet. Take them first, or note that they left without being seen.";
    Err(Problem::refused("nobody_took_them", say))
}

/// Refuses a visit that is over.
pub(super) fn check_here(row: &VisitRow) -> Result<(), Problem> {
    if row.status.is_here() {
        return Ok(());
    }
    Err(Problem::refused("visit_over", "This visit is over. Undo its last status first, if that was wrong."))
}

/// Refuses somebody who does not see patients at this site.
pub(super) fn check_sees_patients(read: &mut Reader<'_>, who: StaffId, at: SiteId) -> Result<(), Problem> {
    let provider = staff_member(read, who)?;
    if provider.scheduled && provider.ended_on.is_none() && provider.sites.contains(&at) {
        return Ok(());
    }
    let say = format!("{} does not see patients at this site.", provider.called());
    Err(Problem::refused("not_a_provider", say.clone()).at("provider", say))
}

/// Refuses a room of another site, or one in which somebody is; others who want it wait from here on.
pub(super) fn check_room(tx: &mut Tx<'_>, row: &VisitRow, wanted: RoomId) -> Result<(), Problem> {
    let door = room(tx, wanted)?;
    if door.site != row.site {
        let say = "This room is at another site.";
        return Err(Problem::invalid("wrong_room", say).at("room", say));
    }
    tx.hold(&[wanted.into()])?;
    let query =
        visit::table.filter(visit::room.eq(Some(wanted)).and(visit::id.ne(row.id))).select(VisitRow::as_select());
    let Some(occupant): Option<VisitRow> = tx.maybe(query)? else {
        return Ok(());
    };
    let today = today_at(tx, row.site)?;
    let say = if occupant.day < today {
        format!(
            "{} is still held by a visit of {}. Check that patient out first.",
            door.name,
            occupant.day.civil().strftime("%b %-d")
        )
    } else {
        format!("{} is occupied. Choose another room.", door.name)
    };
    Err(Problem::conflict("room_occupied", say.clone()).at("room", say))
}

/// A change of a visit, on its way into the record.
pub(super) struct Change {
    pub deed: VisitDeed,
    pub to: Status,
    pub room: Option<RoomId>,
    /// Since when the status counts: now, unless a change of rooms or an undo keeps what was.
    pub since: Moment,
    pub undone_of: Option<i64>,
    /// Whom the patient sees from now on; none to wait for the next provider.
    pub provider: Option<StaffId>,
    /// Why they were taken before others.
    pub out_of_turn: Option<OutOfTurn>,
}

impl Change {
    /// To another status, now; the room is kept only where that status has one, the provider always.
    pub(super) fn now(tx: &Tx<'_>, row: &VisitRow, deed: VisitDeed, to: Status) -> Self {
        let room = if to.is_in_room() { row.room } else { None };
        let provider = row.provider;
        Self { deed, to, room, since: tx.now(), undone_of: None, provider, out_of_turn: None }
    }
}

/// Writes the change beside those before it, and the visit as it is from now on. Returns its number.
pub(super) fn make(tx: &mut Tx<'_>, row: &VisitRow, change: &Change) -> Result<i64, Problem> {
    let (now, who, version) = (tx.now(), tx.who().account(), row.version + 1);
    let left_at = match change.to {
        Status::Left | Status::LeftUnseen => Some(change.since),
        Status::Mistaken => Some(now),
        _ => None,
    };
    let arrived_at = if row.status == Status::Mistaken { now } else { row.arrived_at };
    let mut pen = tx.write(VisitFact {
        deed: change.deed,
        visit: row.id,
        patient: row.patient,
        site: row.site,
        appointment: row.appointment,
        from: Some(row.status),
        to: change.to,
        room: change.room,
        provider: change.provider.filter(|_| change.provider != row.provider),
        out_of_turn: change.out_of_turn,
        version,
    });
    let target = visit::table.filter(visit::id.eq(row.id).and(visit::version.eq(row.version)));
    pen.change(diesel::update(target).set((
        visit::status.eq(change.to),
        visit::room.eq(change.room),
        visit::provider.eq(change.provider),
        visit::status_since.eq(change.since),
        visit::arrived_at.eq(arrived_at),
        visit::left_at.eq(left_at),
        visit::version.eq(version),
    )))?;
    let written = ChangeRow {
        visit: row.id,
        seq: version,
        at: now,
        from_status: Some(row.status),
        to_status: change.to,
        since: change.since,
        room: change.room,
        account: who,
        undone_of: change.undone_of,
        provider: change.provider,
        out_of_turn: change.out_of_turn,
    };
    pen.insert(visit_change::table, written)?;
    Ok(version)
}

/// Begins a visit: somebody came through the door just now.
pub(super) fn begin(tx: &mut Tx<'_>, row: &VisitRow, deed: VisitDeed) -> Result<(), Problem> {
    let who = tx.who().account();
    let code = codes_of_day::draw(tx, row.site, row.day)?;
    let mut pen = tx.write(VisitFact {
        deed,
        visit: row.id,
        patient: row.patient,
        site: row.site,
        appointment: row.appointment,
        from: None,
        to: row.status,
        room: None,
        provider: None,
        out_of_turn: None,
        version: row.version,
    });
    pen.insert(visit::table, row)?;
    pen.insert(visit_code::table, codes_of_day::row(row, code))?;
    let written = ChangeRow {
        visit: row.id,
        seq: row.version,
        at: row.arrived_at,
        from_status: None,
        to_status: row.status,
        since: row.status_since,
        room: None,
        account: who,
        undone_of: None,
        provider: row.provider,
        out_of_turn: None,
    };
    pen.insert(visit_change::table, written)?;
    Ok(())
}
