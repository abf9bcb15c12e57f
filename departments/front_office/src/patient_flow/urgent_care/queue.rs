//! The queue of a site: who is to be taken next, and why each stands where they stand.
//!
//! First by level, then by arrival. So that nobody waits for ever, whoever has waited longer than their own level allows counts as
//! one level higher, after twice as long as two higher, and so on; but never as level 1, so that somebody in danger of their life
//! always comes first. Thus everybody counts as level 2 one day, where the longest wait comes first: whoever comes later can
//! overtake them only as level 1. Somebody at whom no nurse has looked yet counts as level 3, because it may be anything.

use super::settings::{UrgentCare, urgent_care};
use super::triage::triages_of;
use super::{Level, Triaged};
use crate::patient_flow::tables::visit;
use crate::patient_flow::{VisitId, VisitLine};
use diesel::prelude::*;
use kernel::{Day, Moment, Problem};
use office::{Reader, SiteId};
use registry::practice::today_at;
use std::collections::HashMap;

/// What a visit counts as until a nurse has looked.
pub(super) const UNTRIAGED: Level = Level::Three;
/// Visits of a queue, at most.
const QUEUE_MAX: u32 = 2_000;
/// Whoever came before midnight still stands in the queue for so many minutes; those of longer ago were forgotten, and are shown
/// as left open from an earlier day.
const OVER_MIDNIGHT_MINUTES: i64 = 6 * 60;

/// A visit that waits for the next provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub visit: VisitId,
    /// Since when they are here.
    pub arrived_at: Moment,
    /// How urgent it is; none, until a nurse has looked.
    pub level: Option<Level>,
}

/// A place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub waiting: Waiting,
    /// As which level it counts.
    pub counts_as: Level,
    /// How many of the same count stand before it.
    pub ahead_of_same: usize,
}

/// A visit in the queue, as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Which.
    pub visit: VisitId,
    /// How urgent it is; none, until a nurse has looked.
    pub triaged: Option<Triaged>,
    /// As which level it counts.
    pub counts_as: Level,
    /// Why it stands where it stands, in words without names.
    pub because: String,
}

impl Waiting {
    /// As which level it counts after so long.
    fn counts_as(&self, now: Moment, care: &UrgentCare) -> Level {
        let level = self.level.unwrap_or(UNTRIAGED);
        let allowed = i64::from(care.limit_of(self.level).alarm_minutes).max(1);
        let beyond = (now.minutes_since(self.arrived_at).max(0) / allowed).min(4);
        level.moved_up(u8::try_from(beyond).unwrap_or(0))
    }
}

impl Place {
    fn because(&self, now: Moment, care: &UrgentCare) -> String {
        let level = self.waiting.level.unwrap_or(UNTRIAGED);
        let begins = match self.waiting.level {
            Some(level) => level.title().to_owned(),
            None => format!("Not triaged yet: counts as level {}", level.number()),
        };
        let moved = if self.counts_as == level {
            String::new()
        } else {
            let (waits, allowed) = (now.minutes_since(self.waiting.arrived_at), care.limit_of(self.waiting.level));
            let (up_to, allowed) = (self.counts_as.number(), allowed.alarm_minutes);
            format!(", moved up to {up_to}: waits {waits} min, allowed are {allowed}")
        };
        let ahead = match self.ahead_of_same {
            0 => "here longest of these".to_owned(),
            1 => "after one who came earlier".to_owned(),
            many => format!("after {many} who came earlier"),
        };
        format!("{begins}{moved}; {ahead}")
    }
}

/// The queue in order, whatever the order given.
#[must_use]
pub fn in_order(waiting: Vec<Waiting>, now: Moment, care: &UrgentCare) -> Vec<Place> {
    let mut all: Vec<(Level, Waiting)> = waiting.into_iter().map(|one| (one.counts_as(now, care), one)).collect();
    all.sort_by_key(|(counts_as, one)| (*counts_as, one.arrived_at, one.visit));
    let mut places: Vec<Place> = Vec::with_capacity(all.len());
    for (counts_as, waiting) in all {
        let same = places.last().filter(|before| before.counts_as == counts_as);
        let ahead_of_same = same.map_or(0, |before| before.ahead_of_same + 1);
        places.push(Place { waiting, counts_as, ahead_of_same });
    }
    places
}

/// Whether a visit that came then still stands in the queue.
fn stands(day: Day, arrived_at: Moment, today: Day, now: Moment) -> bool {
    day == today || (day < today && now.minutes_since(arrived_at) < OVER_MIDNIGHT_MINUTES)
}

/// The queue of a site, now.
pub(super) fn queue_at(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<Place>, Problem> {
    let (today, now) = (today_at(read, site)?, read.now());
    let query = visit::table
        .filter(visit::site.eq(site).and(visit::day.between(today.plus_days(-1), today)))
        .filter(visit::left_at.is_null().and(visit::provider.is_null()))
        .select((visit::id, visit::day, visit::arrived_at));
    let rows: Vec<(VisitId, Day, Moment)> = read.list(query, QUEUE_MAX)?;
    let ids: Vec<VisitId> = rows.iter().map(|(id, ..)| *id).collect();
    let triaged = triages_of(read, &ids)?;
    let waiting = rows.into_iter().filter(|(_, day, arrived_at)| stands(*day, *arrived_at, today, now));
    let waiting = waiting.map(|(visit, _, arrived_at)| Waiting {
        visit,
        arrived_at,
        level: triaged.get(&visit).map(|triaged| triaged.level),
    });
    let care = urgent_care(read, site)?;
    Ok(in_order(waiting.collect(), now, &care))
}

/// The queue among visits that are on the board, with the levels of these.
pub(crate) fn queue_of(
    lines: &[&VisitLine],
    triaged: &HashMap<VisitId, Triaged>,
    (today, now): (Day, Moment),
    care: &UrgentCare,
) -> Vec<Queued> {
    let waits = lines.iter().filter(|line| line.provider.is_none() && line.status.is_here());
    let waits = waits.filter(|line| stands(line.day, line.arrived_at, today, now));
    let waiting = waits.map(|line| Waiting {
        visit: line.visit,
        arrived_at: line.arrived_at,
        level: triaged.get(&line.visit).map(|triaged| triaged.level),
    });
    let queued = |place: Place| Queued {
        visit: place.waiting.visit,
        triaged: triaged.get(&place.waiting.visit).copied(),
        counts_as: place.counts_as,
        because: place.because(now, care),
    };
    in_order(waiting.collect(), now, care).into_iter().map(queued).collect()
}

#[cfg(test)]
#[path = "queue_properties.rs"]
mod properties;
