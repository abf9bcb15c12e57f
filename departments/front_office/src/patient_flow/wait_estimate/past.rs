//! The practice's own visits: what is learned from, and the estimates of those who wait now.

use super::learned::{Learned, Passage, Stage};
use super::queue::{Present, Wait};
use crate::learning::store::{WAITS, stored};
use crate::patient_flow::tables::{ChangeRow, visit, visit_change};
use crate::patient_flow::{Status, VisitId, VisitLine};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Reader, SiteId};
use registry::practice::{Site, StaffId};
use std::collections::{BTreeSet, HashMap};

/// Days of a site's past that are learned from.
const DAYS: i32 = 365;
/// Visits of a site that are learned from, the latest ones.
const VISITS_MAX: u32 = 3_000;
/// Visits whose changes are read at once.
const AT_ONCE: usize = 200;
/// Changes of one visit, at most.
const CHANGES_MAX: u32 = 40;

fn stage(status: Status) -> Option<Stage> {
    match status {
        Status::Arrived | Status::CheckingIn => Some(Stage::Arrived),
        Status::Waiting => Some(Stage::CheckedIn),
        Status::Roomed => Some(Stage::Roomed),
        Status::ReadyForProvider => Some(Stage::Ready),
        Status::WithProvider => Some(Stage::WithProvider),
        Status::CheckingOut | Status::Left | Status::LeftUnseen | Status::Mistaken => None,
    }
}

fn minutes(at: Moment) -> f64 {
    at.micros() as f64 / 60_000_000.0
}

/// The visits of a site that are over and went their way without a step taken back.
pub(crate) fn passages(read: &mut Reader<'_>, site: &Site) -> Result<Vec<Passage<String>>, Problem> {
    let today = read.today(&site.zone);
    // Whoever went home was seen by somebody: the record holds no other.
    let query = visit::table
        .filter(visit::site.eq(site.id).and(visit::status.eq(Status::Left)))
        .filter(visit::day.ge(today.plus_days(-DAYS)).and(visit::day.le(today)))
        .order((visit::day.desc(), visit::id))
        .select((visit::id, visit::provider.assume_not_null()));
    let visits: Vec<(VisitId, StaffId)> = read.list(query, VISITS_MAX)?;
    let mut passages = Vec::new();
    for some in visits.chunks(AT_ONCE) {
        let ids: Vec<VisitId> = some.iter().map(|(id, _)| *id).collect();
        let query = visit_change::table
            .filter(visit_change::visit.eq_any(&ids))
            .order((visit_change::visit, visit_change::seq))
            .select(ChangeRow::as_select());
        let bound = u32::try_from(ids.len()).unwrap_or(u32::MAX).saturating_mul(CHANGES_MAX);
        let mut changes: HashMap<VisitId, Vec<ChangeRow>> = HashMap::new();
        for change in read.list::<_, ChangeRow>(query, bound)? {
            changes.entry(change.visit).or_default().push(change);
        }
        let way = |(id, provider): &(VisitId, StaffId)| passage(*provider, changes.get(id)?);
        passages.extend(some.iter().filter_map(way));
    }
    Ok(passages)
}

fn passage(provider: StaffId, changes: &[ChangeRow]) -> Option<Passage<String>> {
    if changes.iter().any(|change| change.undone_of.is_some()) {
        return None;
    }
    let mut entered: Vec<(Stage, f64)> = Vec::new();
    let mut done = None;
    for change in changes {
        let at = minutes(change.since);
        match stage(change.to_status) {
            Some(stage) if !entered.iter().any(|(known, _)| *known == stage) => entered.push((stage, at)),
            Some(_) => {}
            None if done.is_none() => done = Some(at),
            None => {}
        }
    }
    let in_order = entered.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let whole = in_order && entered.last().is_some_and(|(stage, _)| *stage == Stage::WithProvider);
    whole.then_some(Passage { provider: provider.to_string(), entered, done: done? })
}

/// In how many minutes the provider comes to each of these who waits: their own, or for those of the queue, given in its order,
/// whichever is free first. Nobody, while too little was learned.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn waits(
    read: &mut Reader<'_>,
    site: SiteId,
    visits: &[VisitLine],
    queue: &[VisitId],
) -> Result<HashMap<VisitId, Wait>, Problem> {
    let Some(learned) = stored::<Learned<String>>(read, WAITS, &site.to_string())? else { return Ok(HashMap::new()) };
    let now = minutes(read.now());
    let here = present(visits);
    let others: Vec<Present<String>> = here.iter().map(|(_, present)| present.clone()).collect();
    let wait = |(visit, present): &(VisitId, Present<String>)| Some((*visit, learned.wait(now, present, &others)?));
    let mut waits: HashMap<VisitId, Wait> = here.iter().filter_map(wait).collect();
    let pool: Vec<(VisitId, Present<()>)> = queue.iter().filter_map(|id| in_queue(visits, *id)).collect();
    let stands: Vec<Present<()>> = pool.iter().map(|(_, present)| present.clone()).collect();
    let of_pool = learned.waits_of_queue(now, &stands, &at_work(visits), &others);
    waits.extend(pool.iter().zip(of_pool).filter_map(|((id, _), wait)| Some((*id, wait?))));
    Ok(waits)
}

/// Somebody in the queue, as the estimate counts them.
fn in_queue(visits: &[VisitLine], id: VisitId) -> Option<(VisitId, Present<()>)> {
    let line = visits.iter().find(|line| line.visit == id)?;
    let (arrived, since) = (minutes(line.arrived_at), minutes(line.since));
    Some((id, Present { provider: (), arrived, stage: stage(line.status)?, since }))
}

/// Who of the providers has seen or sees somebody today: between them the queue is shared.
fn at_work(visits: &[VisitLine]) -> Vec<String> {
    let all: BTreeSet<StaffId> = visits.iter().filter_map(|line| line.provider).collect();
    all.into_iter().map(|id| id.to_string()).collect()
}

/// In how many minutes the next free provider would come to somebody who is checked in at this moment and stands last in the
/// queue. Nothing, while too little was learned.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn wait_of_queue(
    read: &mut Reader<'_>,
    site: SiteId,
    visits: &[VisitLine],
    queue: &[VisitId],
) -> Result<Option<Wait>, Problem> {
    let Some(learned) = stored::<Learned<String>>(read, WAITS, &site.to_string())? else { return Ok(None) };
    let now = minutes(read.now());
    let others: Vec<Present<String>> = present(visits).into_iter().map(|(_, present)| present).collect();
    let mut stands: Vec<Present<()>> =
        queue.iter().filter_map(|id| in_queue(visits, *id)).map(|(_, present)| present).collect();
    stands.push(Present { provider: (), arrived: now, stage: Stage::CheckedIn, since: now });
    Ok(learned.waits_of_queue(now, &stands, &at_work(visits), &others).pop().flatten())
}

/// Who is here and has a provider, as the line before that provider counts them.
fn present(visits: &[VisitLine]) -> Vec<(VisitId, Present<String>)> {
    let one = |line: &VisitLine| {
        let (provider, stage) = (line.provider?.to_string(), stage(line.status)?);
        let (arrived, since) = (minutes(line.arrived_at), minutes(line.since));
        Some((line.visit, Present { provider, arrived, stage, since }))
    };
    visits.iter().filter_map(one).collect()
}

/// In how many minutes each of these providers would come to somebody who is checked in at this moment. Nothing, while too
/// little was learned.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn waits_of_next(
    read: &mut Reader<'_>,
    site: SiteId,
    visits: &[VisitLine],
    providers: impl Iterator<Item = StaffId>,
) -> Result<HashMap<StaffId, Wait>, Problem> {
    let Some(learned) = stored::<Learned<String>>(read, WAITS, &site.to_string())? else { return Ok(HashMap::new()) };
    let now = minutes(read.now());
    let others: Vec<Present<String>> = present(visits).into_iter().map(|(_, present)| present).collect();
    let next = |id: StaffId| {
        let newest = Present { provider: id.to_string(), arrived: now, stage: Stage::CheckedIn, since: now };
        Some((id, learned.wait(now, &newest, &others)?))
    };
    Ok(providers.filter_map(next).collect())
}
