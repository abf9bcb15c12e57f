//! What a site sets: whether walk-ins wait for the next provider, and from how many minutes each clock is long and too long.

use super::tables::{LimitRow, UrgentCareRow, urgent_care as kept, urgent_care_limit};
use super::{Clock, Level, SEE_URGENT_CARE, SEE_WHETHER, SET_URGENT_CARE};
use crate::patient_flow::Threshold;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Fact, NoPatients, Query, Reader, SiteId, Subject, Tx};
use serde::Serialize;

/// Urgent care at a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UrgentCare {
    /// Whether walk-ins wait for the next provider.
    pub on: bool,
    /// The limits that the site set; the others are Moa's own.
    limits: Vec<(Clock, Threshold)>,
    /// For the next change; 0 where nobody has set anything.
    pub version: i64,
}

/// Somebody of level 1 has waited too long from the first minute.
const AT_ONCE: Threshold = Threshold { warn_minutes: 0, alarm_minutes: 0 };

impl UrgentCare {
    /// The limit of a clock: the site's own, or Moa's.
    #[must_use]
    pub fn limit(&self, clock: Clock) -> Threshold {
        let own = self.limits.iter().find(|(which, _)| *which == clock);
        own.map_or_else(|| clock.usual(), |(_, limit)| *limit)
    }

    /// The limit from the door to the provider. Until a nurse has looked, a visit is taken for level 3.
    #[must_use]
    pub fn limit_of(&self, level: Option<Level>) -> Threshold {
        level.unwrap_or(super::queue::UNTRIAGED).clock().map_or(AT_ONCE, |clock| self.limit(clock))
    }
}

/// Urgent care at a site, as it is now.
///
/// # Errors
/// Broken, when the database fails.
pub fn urgent_care(read: &mut Reader<'_>, site: SiteId) -> Result<UrgentCare, Problem> {
    let row: Option<UrgentCareRow> =
        read.maybe(kept::table.filter(kept::site.eq(site)).select(UrgentCareRow::as_select()))?;
    let Some(row) = row else { return Ok(UrgentCare::default()) };
    let query = urgent_care_limit::table.filter(urgent_care_limit::site.eq(site)).select(LimitRow::as_select());
    let limits: Vec<LimitRow> = read.list(query, 20)?;
    let minutes = |stored: i64| u16::try_from(stored).unwrap_or(u16::MAX);
    let limit = |row: LimitRow| {
        let (warn_minutes, alarm_minutes) = (minutes(row.warn_minutes), minutes(row.alarm_minutes));
        (row.clock, Threshold { warn_minutes, alarm_minutes })
    };
    Ok(UrgentCare { on: row.is_on, limits: limits.into_iter().map(limit).collect(), version: row.version })
}

/// What a site sets, for whoever changes it.
#[derive(Clone, Copy, Debug)]
pub struct UrgentCareOf {
    /// Where.
    pub site: SiteId,
}

impl Query for UrgentCareOf {
    const ACT: Act = SEE_URGENT_CARE;
    type Answer = NoPatients<UrgentCare>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        urgent_care(read, self.site).map(NoPatients)
    }
}

/// Whether walk-ins at a site wait for the next provider.
#[derive(Clone, Copy, Debug)]
pub struct KeepsQueue {
    /// Where.
    pub site: SiteId,
}

impl Query for KeepsQueue {
    const ACT: Act = SEE_WHETHER;
    type Answer = NoPatients<bool>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        Ok(NoPatients(urgent_care(read, self.site)?.on))
    }
}

/// Sets urgent care at a site: all at once, as it stands on the page.
#[derive(Clone, Debug)]
pub struct SetUrgentCare {
    /// Where.
    pub site: SiteId,
    /// The version that was seen; 0 where nobody has set anything.
    pub version: i64,
    /// Whether walk-ins wait for the next provider from now on.
    pub on: bool,
    /// The limits that change; the others stay as they are.
    pub limits: Vec<(Clock, Threshold)>,
}

/// Urgent care at a site was set.
#[derive(Clone, Debug, Serialize)]
struct UrgentCareSet {
    #[serde(skip)]
    site: SiteId,
    on: bool,
    version: i64,
}

impl Fact for UrgentCareSet {
    fn name(&self) -> &'static str {
        "urgent_care.set"
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

/// The limit of a clock of urgent care was set.
#[derive(Clone, Debug, Serialize)]
struct ClockSet {
    #[serde(skip)]
    site: SiteId,
    clock: Clock,
    warn_minutes: i64,
    alarm_minutes: i64,
}

impl Fact for ClockSet {
    fn name(&self) -> &'static str {
        "urgent_care.clock_set"
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

impl Command for SetUrgentCare {
    const ACT: Act = SET_URGENT_CARE;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if !self.limits.iter().all(|(_, limit)| limit.is_in_order()) {
            let say = "Enter minutes from 1 to 1440; the alarm does not come before the warning.";
            return Err(Problem::invalid("bad_minutes", say).at("warn_minutes", say));
        }
        let row = UrgentCareRow { site: self.site, is_on: self.on, version: self.version + 1 };
        let mut pen = tx.write(UrgentCareSet { site: self.site, on: self.on, version: row.version });
        if self.version == 0 {
            pen.insert(kept::table, row)?;
        } else {
            let target = kept::table.filter(kept::site.eq(self.site).and(kept::version.eq(self.version)));
            pen.change(diesel::update(target).set(row))?;
        }
        for (clock, limit) in &self.limits {
            let row = LimitRow {
                site: self.site,
                clock: *clock,
                warn_minutes: i64::from(limit.warn_minutes),
                alarm_minutes: i64::from(limit.alarm_minutes),
            };
            let (warn_minutes, alarm_minutes) = (row.warn_minutes, row.alarm_minutes);
            let mut pen = tx.write(ClockSet { site: self.site, clock: *clock, warn_minutes, alarm_minutes });
            let of_clock = urgent_care_limit::site.eq(self.site).and(urgent_care_limit::clock.eq(*clock));
            pen.run(diesel::delete(urgent_care_limit::table.filter(of_clock)))?;
            pen.insert(urgent_care_limit::table, row)?;
        }
        Ok(())
    }
}
