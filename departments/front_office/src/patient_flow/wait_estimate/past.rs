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
use std::collections::HashMap;

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
    let query = visit::table
        .filter(visit::site.eq(site.id).and(visit::status.eq(Status::Left)))
        .filter(visit::day.ge(today.plus_days(-DAYS)).and(visit::day.le(today)))
        .order((visit::day.desc(), visit::id))
        .select((visit::id, visit::provider));
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

/// In how many minutes the provider comes to each of these who waits. Nobody, while too little was learned.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn waits(
    read: &mut Reader<'_>,
    site: SiteId,
    visits: &[VisitLine],
) -> Result<HashMap<VisitId, Wait>, Problem> {
    let Some(learned) = stored::<Learned<String>>(read, WAITS, &site.to_string())? else { return Ok(HashMap::new()) };
    let now = minutes(read.now());
    let here = present(visits);
    let others: Vec<Present<String>> = here.iter().map(|(_, present)| present.clone()).collect();
    let wait = |(visit, present): &(VisitId, Present<String>)| Some((*visit, learned.wait(now, present, &others)?));
    Ok(here.iter().filter_map(wait).collect())
}

/// Who is here, as the queue counts them.
fn present(visits: &[VisitLine]) -> Vec<(VisitId, Present<String>)> {
    let one = |line: &VisitLine| {
        let (provider, arrived, since) = (line.provider.to_string(), minutes(line.arrived_at), minutes(line.since));
        stage(line.status).map(|stage| (line.visit, Present { provider, arrived, stage, since }))
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
