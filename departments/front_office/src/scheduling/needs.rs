//! What a visit type needs besides a provider's time, and the room and equipment that are chosen for it.

use super::equipment::{EquipmentKind, equipment_at};
use super::facts::FrameFact;
use super::rules::{Taken, in_the_way};
use super::tables::{ResourceId, visit_type, visit_type_equipment, visit_type_provider, visit_type_room};
use super::time::clock;
use super::{AppointmentId, MANAGE_VISIT_TYPES, SEE_VISIT_TYPES, VisitTypeId, visit_types};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Problem, RawId};
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};
use registry::people::{Interpreter, person};
use registry::practice::{RoomId, RoomPurpose, StaffId, rooms_of};
use std::collections::BTreeSet;

/// More needs of one kind than this are not kept.
const NEEDS_MAX: u32 = 100;

/// What a visit type needs besides a provider's time. Nothing of a kind: it does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// A room of one of these kinds.
    pub rooms: Vec<RoomPurpose>,
    /// One piece of each of these kinds.
    pub equipment: Vec<EquipmentKind>,
    /// One of these providers.
    pub providers: Vec<StaffId>,
}

impl Needs {
    /// Whether a room or a piece of equipment is to be held.
    #[must_use]
    fn hold_something(&self) -> bool {
        !self.rooms.is_empty() || !self.equipment.is_empty()
    }
}

/// Sets what a visit type needs. Appointments already booked keep what they hold.
#[derive(Clone, Debug)]
pub struct SetVisitTypeNeeds {
    /// Which.
    pub visit_type: VisitTypeId,
    /// The version the manager saw.
    pub version: i64,
    /// What it needs from now on.
    pub needs: Needs,
}

impl Command for SetVisitTypeNeeds {
    const ACT: Act = MANAGE_VISIT_TYPES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let rooms: BTreeSet<RoomPurpose> = self.needs.rooms.iter().copied().collect();
        let pieces: BTreeSet<EquipmentKind> = self.needs.equipment.iter().copied().collect();
        let providers: BTreeSet<StaffId> = self.needs.providers.iter().copied().collect();
        let id = self.visit_type;
        let mut pen = tx.write(FrameFact::VisitTypeKept { visit_type: id });
        let target = visit_type::table.filter(visit_type::id.eq(id).and(visit_type::version.eq(self.version)));
        pen.change(diesel::update(target).set(visit_type::version.eq(self.version + 1)))?;
        pen.run(diesel::delete(visit_type_room::table.filter(visit_type_room::visit_type.eq(id))))?;
        pen.run(diesel::delete(visit_type_equipment::table.filter(visit_type_equipment::visit_type.eq(id))))?;
        pen.run(diesel::delete(visit_type_provider::table.filter(visit_type_provider::visit_type.eq(id))))?;
        for purpose in rooms {
            let row = (visit_type_room::visit_type.eq(id), visit_type_room::purpose.eq(purpose));
            pen.insert(visit_type_room::table, row)?;
        }
        for kind in pieces {
            let row = (visit_type_equipment::visit_type.eq(id), visit_type_equipment::kind.eq(kind));
            pen.insert(visit_type_equipment::table, row)?;
        }
        for provider in providers {
            let row = (visit_type_provider::visit_type.eq(id), visit_type_provider::provider.eq(provider));
            pen.insert(visit_type_provider::table, row)?;
        }
        Ok(())
    }
}

/// What a visit type needs.
#[derive(Clone, Copy, Debug)]
pub struct NeedsOf {
    /// Which.
    pub visit_type: VisitTypeId,
}

impl Query for NeedsOf {
    const ACT: Act = SEE_VISIT_TYPES;
    type Answer = NoPatients<Needs>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        visit_types::one(read, self.visit_type)?;
        needs_of(read, self.visit_type).map(NoPatients)
    }
}

/// What the visit type needs.
pub(crate) fn needs_of(read: &mut Reader<'_>, id: VisitTypeId) -> Result<Needs, Problem> {
    let rooms = visit_type_room::table.filter(visit_type_room::visit_type.eq(id)).select(visit_type_room::purpose);
    let pieces =
        visit_type_equipment::table.filter(visit_type_equipment::visit_type.eq(id)).select(visit_type_equipment::kind);
    let providers =
        visit_type_provider::table.filter(visit_type_provider::visit_type.eq(id)).select(visit_type_provider::provider);
    Ok(Needs {
        rooms: read.list(rooms, NEEDS_MAX)?,
        equipment: read.list(pieces, NEEDS_MAX)?,
        providers: read.list(providers, NEEDS_MAX)?,
    })
}

/// What to do where every room or piece that would do is held already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhenAllHeld {
    /// Refuse, and say so.
    Refuse,
    /// Hold the first one together with whoever has it: the double-booking was wanted.
    Share,
}

/// The rooms and pieces of the site that would do: what others must wait for while one of them is chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    rooms: Vec<RoomId>,
    pieces: Vec<(EquipmentKind, Vec<super::EquipmentId>)>,
}

impl Candidates {
    pub(super) fn of(read: &mut Reader<'_>, at: &Taken, needs: &Needs) -> Result<Self, Problem> {
        let mut found = Self::default();
        if !needs.rooms.is_empty() && at.place.room.is_none() {
            let rooms = rooms_of(read, at.place.site)?;
            found.rooms =
                rooms.into_iter().filter(|room| needs.rooms.contains(&room.purpose)).map(|room| room.id).collect();
        }
        if !needs.equipment.is_empty() {
            let pieces = equipment_at(read, &[at.place.site])?;
            let of = |kind: EquipmentKind| pieces.iter().filter(move |piece| piece.kind == kind).map(|piece| piece.id);
            found.pieces = needs.equipment.iter().map(|kind| (*kind, of(*kind).collect())).collect();
        }
        Ok(found)
    }

    pub(super) fn raw(&self) -> impl Iterator<Item = RawId> {
        let pieces = self.pieces.iter().flat_map(|(_, pieces)| pieces).map(|piece| RawId::from(*piece));
        self.rooms.iter().map(|room| RawId::from(*room)).chain(pieces)
    }

    fn resources(&self) -> Vec<ResourceId> {
        self.raw().map(ResourceId::from).collect()
    }
}

/// The screen with the interpreter, where the site has one and the patient needs it. It is held where it is free; where it is
/// not, the desk arranges another interpreter.
pub(super) fn interpreter_screen(
    tx: &mut Tx<'_>,
    at: &Taken,
    but: Option<AppointmentId>,
) -> Result<Option<super::EquipmentId>, Problem> {
    let Some(patient) = at.patient else { return Ok(None) };
    let mut screens = equipment_at(tx, &[at.place.site])?;
    screens.retain(|piece| piece.kind == EquipmentKind::InterpreterScreen);
    if screens.is_empty() || person(tx, patient)?.demographics.interpreter == Interpreter::NotNeeded {
        return Ok(None);
    }
    let raw: Vec<RawId> = screens.iter().map(|piece| RawId::from(piece.id)).collect();
    tx.hold(&raw)?;
    let would_do: Vec<ResourceId> = screens.iter().map(|piece| piece.id.into()).collect();
    let held = in_the_way(tx, at, &would_do, but)?;
    let is_free = |piece: &super::EquipmentId| held.iter().all(|row| row.resource != ResourceId::from(*piece));
    Ok(screens.iter().map(|piece| piece.id).find(is_free))
}

/// Chooses a free room and free pieces for the time, the preferred room before others.
pub(super) fn allocate(
    tx: &mut Tx<'_>,
    at: &mut Taken,
    candidates: &Candidates,
    (needs, zone): (&Needs, &TimeZone),
    (but, prefer): (Option<AppointmentId>, Option<RoomId>),
    otherwise: WhenAllHeld,
) -> Result<(), Problem> {
    at.equipment = interpreter_screen(tx, at, but)?.into_iter().collect();
    if !needs.hold_something() {
        return Ok(());
    }
    let held = in_the_way(tx, at, &candidates.resources(), but)?;
    let is_free = |resource: ResourceId| held.iter().all(|row| row.resource != resource);
    let said = || format!("from {} to {}", clock(at.place.starts_at, zone), clock(at.place.ends_at, zone));
    let none = |what: &str| {
        let say = format!("No {what} is free {}. Choose another time.", said());
        Problem::conflict("slot_taken", say.clone()).at("time", say)
    };
    let mut pieces = at.equipment.clone();
    for (kind, would_do) in &candidates.pieces {
        let free = would_do.iter().find(|piece| is_free(ResourceId::from(**piece)));
        let shared = would_do.first().filter(|_| otherwise == WhenAllHeld::Share);
        match free.or(shared) {
            Some(piece) => pieces.push(*piece),
            None => return Err(none(kind.title())),
        }
    }
    let mut room = at.place.room;
    if room.is_none() && !needs.rooms.is_empty() {
        let wanted = prefer.filter(|room| candidates.rooms.contains(room) && is_free(ResourceId::from(*room)));
        let free = candidates.rooms.iter().copied().find(|room| is_free(ResourceId::from(*room)));
        let shared = candidates.rooms.first().copied().filter(|_| otherwise == WhenAllHeld::Share);
        room = Some(wanted.or(free).or(shared).ok_or_else(|| none("room for this kind of visit"))?);
    }
    at.place.room = room;
    at.equipment = pieces;
    Ok(())
}
