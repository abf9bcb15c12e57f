//! The frame: everything that decides where an appointment can stand, over providers, sites and days. It is read with one
//! look for each kind of thing (rooms: one for each site), whatever the number of providers and days; from there on it is
//! arithmetic.

use super::closures::{Closed, closures_between};
use super::equipment::{EquipmentKind, equipment_at};
use super::hold_slot::{SlotHeld, held_by_others};
use super::hours_of::{HoursLine, hours_lines};
use super::needs::Needs;
use super::openings::{Span, free, full_spans, hours_on, on_five, open_minutes, windows};
use super::tables::{ResourceId, held_time};
use super::time::{DAY_MINUTES, minutes, moment_at};
use super::visit_types::MINUTES_MAX;
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Problem};
use office::{Reader, SiteId};
use registry::practice::{RoomId, RoomPurpose, StaffId, rooms_of};
use std::collections::{BTreeMap, HashMap};

/// Held times read in one look.
const HELD_MAX: u32 = 200_000;

/// Hours, closures, rooms, equipment and held time, of some providers at some sites.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub zones: HashMap<SiteId, TimeZone>,
    pub hours: BTreeMap<(SiteId, StaffId), Vec<HoursLine>>,
    pub closures: BTreeMap<Day, Vec<Closed>>,
    pub rooms: HashMap<SiteId, Vec<(RoomPurpose, RoomId)>>,
    pub pieces: HashMap<SiteId, Vec<(EquipmentKind, super::EquipmentId)>>,
    /// What is held, in order of its start.
    pub held: HashMap<ResourceId, Vec<Span>>,
    /// What others keep for their callers.
    pub kept: Vec<SlotHeld>,
}

/// What is looked for on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Want<'w> {
    /// Minutes that it takes.
    pub length: i64,
    /// What it needs besides the provider.
    pub needs: &'w Needs,
    /// The part of the day, in civil minutes.
    pub within: (i64, i64),
    /// When the patient is elsewhere, in order of its start.
    pub busy: &'w [Span],
    /// Nothing begins before this.
    pub not_before: Moment,
}

/// A time at which it could begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub at: Moment,
    /// Whether it leaves nothing of a gap between others.
    pub fills_a_gap: bool,
}

impl Frame {
    /// Reads the frame of some sites from a first to a last day, but for what is held; of all providers where none is
    /// named.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub(crate) fn read(
        read: &mut Reader<'_>,
        zones: HashMap<SiteId, TimeZone>,
        providers: &[StaffId],
        needs: &Needs,
        (first, last): (Day, Day),
    ) -> Result<Self, Problem> {
        let sites: Vec<SiteId> = zones.keys().copied().collect();
        let mut frame = Self { zones, kept: held_by_others(read)?, ..Self::default() };
        for line in hours_lines(read, &sites, providers, (first, last))? {
            if needs.providers.is_empty() || needs.providers.contains(&line.provider) {
                frame.hours.entry((line.site, line.provider)).or_default().push(line);
            }
        }
        for closed in closures_between(read, first, last)? {
            frame.closures.entry(closed.day).or_default().push(closed);
        }
        if !needs.rooms.is_empty() {
            for site in &sites {
                let rooms = rooms_of(read, *site)?.into_iter().map(|room| (room.purpose, room.id));
                frame.rooms.insert(*site, rooms.collect());
            }
        }
        if !needs.equipment.is_empty() {
            for piece in equipment_at(read, &sites)? {
                frame.pieces.entry(piece.site).or_default().push((piece.kind, piece.id));
            }
        }
        Ok(frame)
    }

    /// Everything whose time matters here.
    fn resources(&self) -> Vec<ResourceId> {
        let mut providers: Vec<StaffId> = self.hours.keys().map(|(_, provider)| *provider).collect();
        providers.sort_unstable();
        providers.dedup();
        let rooms = self.rooms.values().flatten().map(|(_, room)| ResourceId::from(*room));
        let pieces = self.pieces.values().flatten().map(|(_, piece)| ResourceId::from(*piece));
        providers.into_iter().map(ResourceId::from).chain(rooms).chain(pieces).collect()
    }

    /// Reads what is held from a first to a last day of the sites, and forgets what was read before.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub(crate) fn read_held(&mut self, read: &mut Reader<'_>, first: Day, last: Day) -> Result<(), Problem> {
        let resources = self.resources();
        let from = self.zones.values().map(|zone| moment_at(first, 0, zone)).min();
        let to = self.zones.values().map(|zone| moment_at(last, DAY_MINUTES, zone)).max();
        let (Some(from), Some(to)) = (from, to) else { return Ok(()) };
        let query = held_time::table
            .filter(held_time::resource.eq_any(&resources))
            .filter(held_time::starts_at.gt(from - minutes(MINUTES_MAX)).and(held_time::starts_at.lt(to)))
            .filter(held_time::ends_at.gt(from))
            .select((held_time::resource, held_time::starts_at, held_time::ends_at));
        let rows: Vec<(ResourceId, Moment, Moment)> = read.list(query, HELD_MAX)?;
        self.held.clear();
        for (resource, starts, ends) in rows {
            self.held.entry(resource).or_default().push((starts, ends));
        }
        for kept in &self.kept {
            self.held.entry(kept.provider.into()).or_default().push((kept.starts_at, kept.ends_at));
        }
        self.held.values_mut().for_each(|times| times.sort_unstable());
        Ok(())
    }

    /// Holds a time of a resource, as booking it would.
    pub(crate) fn hold(&mut self, resource: ResourceId, span: Span) {
        let times = self.held.entry(resource).or_default();
        let at = times.partition_point(|other| *other < span);
        times.insert(at, span);
    }

    /// Gives a held time back.
    pub(crate) fn give_back(&mut self, resource: ResourceId, span: Span) {
        if let Some(times) = self.held.get_mut(&resource)
            && let Ok(at) = times.binary_search(&span)
        {
            times.remove(at);
        }
    }

    fn closed_minutes(&self, site: SiteId, provider: StaffId, day: Day) -> impl Iterator<Item = (i64, i64)> {
        let closed = self.closures.get(&day).into_iter().flatten();
        closed
            .filter(move |closed| closed.concerns(site, provider, day))
            .map(|closed| (closed.from_minute, closed.to_minute))
    }

    /// When a provider sees patients at a site on a day: the template less closures, within a part of the day.
    pub(crate) fn open_on(&self, (site, provider): (SiteId, StaffId), day: Day, within: (i64, i64)) -> Vec<Span> {
        let (Some(zone), Some(lines)) = (self.zones.get(&site), self.hours.get(&(site, provider))) else {
            return Vec::new();
        };
        let hours = hours_on(lines, day);
        if hours.is_empty() {
            return Vec::new();
        }
        let mut shut: Vec<(i64, i64)> = vec![(0, within.0), (within.1, DAY_MINUTES)];
        shut.extend(self.closed_minutes(site, provider, day));
        windows(day, &open_minutes(hours, &shut), zone)
    }

    /// What of a provider's open time on a day is not full.
    pub(crate) fn free_of(&self, column: (SiteId, StaffId), day: Day, open: &[Span]) -> Vec<Span> {
        let none = Vec::new();
        let held = self.held.get(&ResourceId::from(column.1)).unwrap_or(&none);
        let (Some(zone), Some(lines)) = (self.zones.get(&column.0), self.hours.get(&column)) else {
            return Vec::new();
        };
        if lines.iter().all(|line| line.at_once == 1) {
            return free(open, held);
        }
        let pieces = lines
            .iter()
            .filter(|line| line.holds_on(day))
            .map(|line| (moment_at(day, line.from_minute, zone), moment_at(day, line.to_minute, zone), line.at_once));
        free(open, &full_spans(pieces, held))
    }

    /// When something could begin with a provider at a site on a day, one after the other.
    pub(crate) fn starts_on(&self, column: (SiteId, StaffId), day: Day, want: &Want<'_>) -> Vec<Start> {
        self.starts_in(column, day, &self.open_on(column, day, want.within), want)
    }

    /// As [`Self::starts_on`], within open time that is known already.
    pub(crate) fn starts_in(&self, column: (SiteId, StaffId), day: Day, open: &[Span], want: &Want<'_>) -> Vec<Start> {
        let left = self.free_of(column, day, open);
        let left = if want.busy.is_empty() { left } else { free(&left, want.busy) };
        let length = minutes(want.length);
        let mut found = Vec::new();
        for (from, to) in left {
            let mut at = on_five(from.max(want.not_before));
            while at + length <= to {
                if self.resources_for(column.0, (at, at + length), want.needs).is_some() {
                    found.push(Start { at, fills_a_gap: at == from && at + length == to });
                    at = on_five(at + length);
                } else {
                    at = at + minutes(5);
                }
            }
        }
        found
    }

    /// The room and the pieces that would be held for this time, if all that is needed is free.
    pub(crate) fn resources_for(&self, site: SiteId, span: Span, needs: &Needs) -> Option<Vec<ResourceId>> {
        let mut chosen = Vec::new();
        if !needs.rooms.is_empty() {
            let rooms = self.rooms.get(&site)?.iter().filter(|(purpose, _)| needs.rooms.contains(purpose));
            chosen.push(self.first_free(rooms.map(|(_, room)| ResourceId::from(*room)), span)?);
        }
        for kind in &needs.equipment {
            let pieces = self.pieces.get(&site)?.iter().filter(|(of, _)| of == kind);
            chosen.push(self.first_free(pieces.map(|(_, piece)| ResourceId::from(*piece)), span)?);
        }
        Some(chosen)
    }

    fn first_free(&self, mut would_do: impl Iterator<Item = ResourceId>, span: Span) -> Option<ResourceId> {
        would_do.find(|resource| self.is_free(*resource, span))
    }

    /// Whether nothing holds any of this time.
    pub(crate) fn is_free(&self, resource: ResourceId, (from, to): Span) -> bool {
        let Some(times) = self.held.get(&resource) else { return true };
        let near = times.partition_point(|(starts, _)| *starts + minutes(DAY_MINUTES) < from);
        times[near..].iter().take_while(|(starts, _)| *starts < to).all(|(_, ends)| *ends <= from)
    }
}
