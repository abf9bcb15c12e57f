//! How a day of urgent care went: who came by level, how long each clock ran, who left without being seen.

use super::triage::triages_of;
use super::{Level, SEE_DAY, Triaged};
use crate::patient_flow::tables::{ChangeRow, visit, visit_change};
use crate::patient_flow::undo::standing;
use crate::patient_flow::{Status, VisitId};
use crate::spread::Spread;
use diesel::prelude::*;
use kernel::{Day, Moment, Problem};
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::{Site, site};
use std::collections::HashMap;

/// Visits of a day that are counted, at most.
const VISITS_MAX: u32 = 2_000;
/// Visits whose changes are read at once.
const AT_ONCE: usize = 200;
/// Changes of one visit, at most.
const CHANGES_MAX: u32 = 500;

/// A site's day of urgent care, in numbers.
#[derive(Clone, Copy, Debug)]
pub struct UrgentCareDay {
    /// Where.
    pub site: SiteId,
    /// Which day; today, where none is named.
    pub day: Option<Day>,
}

/// The visits of one level, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelOfDay {
    /// Which; none for those at whom no nurse looked, and for all together.
    pub level: Option<Level>,
    /// How many came.
    pub came: usize,
    /// Minutes from the door until a nurse said how urgent it is.
    pub to_triage: Option<Spread>,
    /// Minutes from the door until the provider came.
    pub to_provider: Option<Spread>,
    /// Minutes from the door until they went home, of those who were seen.
    pub stay: Option<Spread>,
    /// How many left without being seen.
    pub left_unseen: usize,
}

impl LevelOfDay {
    /// The share of those who left without being seen, in tenths of a percent.
    #[must_use]
    pub fn left_unseen_permille(&self) -> usize {
        (self.left_unseen * 1_000 + self.came / 2).checked_div(self.came).unwrap_or(0)
    }
}

/// The day, level by level.
#[derive(Clone, Debug)]
pub struct UrgentDay {
    /// Where.
    pub site: Site,
    /// Which day.
    pub day: Day,
    /// Today there.
    pub today: Day,
    /// Each level of which somebody came, the most urgent first; those at whom no nurse looked last.
    pub levels: Vec<LevelOfDay>,
    /// All together.
    pub all: LevelOfDay,
}

/// What of a visit is counted.
#[derive(Clone, Copy)]
struct Counted {
    level: Option<Level>,
    to_triage: Option<i64>,
    to_provider: Option<i64>,
    stay: Option<i64>,
    left_unseen: bool,
}

impl Query for UrgentCareDay {
    const ACT: Act = SEE_DAY;
    type Answer = NoPatients<UrgentDay>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let place = site(read, self.site)?;
        let today = read.today(&place.zone);
        let day = self.day.unwrap_or(today);
        let counted = counted(read, self.site, day)?;
        let of = |level: Option<Level>| sums(level, counted.iter().filter(|one| one.level == level));
        let levels = Level::ALL.iter().copied().map(Some).chain([None]).map(of).filter(|line| line.came > 0).collect();
        Ok(NoPatients(UrgentDay { site: place, day, today, levels, all: sums(None, counted.iter()) }))
    }
}

/// The visits of the day that waited for the next provider at any time, or at which a nurse looked.
fn counted(read: &mut Reader<'_>, site: SiteId, day: Day) -> Result<Vec<Counted>, Problem> {
    let query = visit::table
        .filter(visit::site.eq(site).and(visit::day.eq(day)).and(visit::status.ne(Status::Mistaken)))
        .order(visit::id)
        .select((visit::id, visit::arrived_at, visit::left_at, visit::status));
    let rows: Vec<(VisitId, Moment, Option<Moment>, Status)> = read.list(query, VISITS_MAX)?;
    let mut all = Vec::new();
    for some in rows.chunks(AT_ONCE) {
        let ids: Vec<VisitId> = some.iter().map(|(id, ..)| *id).collect();
        let triaged = triages_of(read, &ids)?;
        let changes = changes_of_each(read, &ids)?;
        for (id, arrived_at, left_at, status) in some {
            let (triaged, changes) = (triaged.get(id), changes.get(id).map_or(&[][..], Vec::as_slice));
            if triaged.is_some() || changes.iter().any(|change| change.provider.is_none()) {
                all.push(one(triaged, changes, (*arrived_at, *left_at), *status));
            }
        }
    }
    Ok(all)
}

fn changes_of_each(read: &mut Reader<'_>, ids: &[VisitId]) -> Result<HashMap<VisitId, Vec<ChangeRow>>, Problem> {
    let query = visit_change::table
        .filter(visit_change::visit.eq_any(ids))
        .order((visit_change::visit, visit_change::seq))
        .select(ChangeRow::as_select());
    let at_most = u32::try_from(ids.len()).unwrap_or(u32::MAX).saturating_mul(CHANGES_MAX);
    let mut changes: HashMap<VisitId, Vec<ChangeRow>> = HashMap::new();
    for change in read.list::<_, ChangeRow>(query, at_most)? {
        changes.entry(change.visit).or_default().push(change);
    }
    Ok(changes)
}

fn one(
    triaged: Option<&Triaged>,
    changes: &[ChangeRow],
    (arrived_at, left_at): (Moment, Option<Moment>),
    status: Status,
) -> Counted {
    let since_the_door = |at: Moment| at.minutes_since(arrived_at).max(0);
    let standing = standing(changes);
    let seen = standing.iter().find(|change| change.to_status == Status::WithProvider);
    Counted {
        level: triaged.map(|triaged| triaged.level),
        to_triage: triaged.map(|triaged| since_the_door(triaged.first_at)),
        to_provider: seen.map(|change| since_the_door(change.since)),
        stay: left_at.filter(|_| status == Status::Left).map(since_the_door),
        left_unseen: status == Status::LeftUnseen,
    }
}

fn sums<'c>(level: Option<Level>, of: impl Iterator<Item = &'c Counted>) -> LevelOfDay {
    let of: Vec<&Counted> = of.collect();
    let spread = |clock: fn(&Counted) -> Option<i64>| Spread::of(of.iter().filter_map(|one| clock(one)).collect());
    LevelOfDay {
        level,
        came: of.len(),
        to_triage: spread(|one| one.to_triage),
        to_provider: spread(|one| one.to_provider),
        stay: spread(|one| one.stay),
        left_unseen: of.iter().filter(|one| one.left_unseen).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::LevelOfDay;

    #[test]
    fn a_share_of_nobody_is_none() {
        assert_eq!(LevelOfDay::default().left_unseen_permille(), 0);
        let some = LevelOfDay { came: 30, left_unseen: 1, ..LevelOfDay::default() };
        assert_eq!(some.left_unseen_permille(), 33);
    }
}
