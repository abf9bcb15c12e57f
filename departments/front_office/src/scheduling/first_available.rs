//! First available: the earliest free times over providers, sites and weeks.

use super::closures::{Closed, closures_between};
use super::hours_of::{HoursLine, hours_lines};
use super::labels::Labels;
use super::openings::{OpenMinutes, Opening, free, hours_on, open_minutes, starts, windows};
use super::rules::works_at;
use super::tables::{ResourceId, held_time};
use super::time::{DAY_MINUTES, minutes, moment_at};
use super::{FIND_OPENING, VisitType, VisitTypeId, visit_types};
use diesel::prelude::*;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Problem};
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::{StaffId, all_sites};
use std::collections::{BTreeMap, HashMap};

/// Nobody is asked to wait for more than this.
const DAYS_MAX: i32 = 180;
/// More openings than this are not looked for at once.
const OPENINGS_MAX: usize = 200;
/// Held times read in one step of the search.
const HELD_MAX: u32 = 200_000;
/// Days of the first step; each further one takes twice as many.
const FIRST_STEP_DAYS: i32 = 4;

kernel::code!(
    /// A part of the day that suits the patient.
    PartOfDay {
        /// Any time.
        Any = "any",
        /// Before noon.
        Morning = "morning",
        /// From noon to five.
        Afternoon = "afternoon",
        /// From five on.
        Evening = "evening",
    }
);

impl PartOfDay {
    const fn minutes(self) -> (i64, i64) {
        match self {
            Self::Any => (0, DAY_MINUTES),
            Self::Morning => (0, 720),
            Self::Afternoon => (720, 1_020),
            Self::Evening => (1_020, DAY_MINUTES),
        }
    }
}

/// Looks for the first free times.
#[derive(Clone, Debug)]
pub struct FirstAvailable {
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// How long; where nothing is said, as long as the visit type takes.
    pub minutes: Option<i64>,
    /// With one of these; empty for anybody.
    pub providers: Vec<StaffId>,
    /// At one of these sites; empty for all those the asker works at.
    pub sites: Vec<SiteId>,
    /// From this day on; never before now.
    pub from: Day,
    /// For so many days, at most 180.
    pub days: i32,
    /// In this part of the day.
    pub part: PartOfDay,
    /// On these days of the week; empty for any.
    pub weekdays: Vec<Weekday>,
    /// At most so many, and never more than 200.
    pub at_most: usize,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct OpeningsFound {
    /// The free times, the earliest first.
    pub openings: Vec<Opening>,
    /// What the providers and sites are called.
    pub labels: Labels,
}

/// Everything that does not change from one step of the search to the next.
struct Search<'q> {
    asked: &'q FirstAvailable,
    visit_type: VisitType,
    length: i64,
    zones: HashMap<SiteId, TimeZone>,
    hours: BTreeMap<(SiteId, StaffId), Vec<HoursLine>>,
    closures: Vec<Closed>,
    now: Moment,
}

type Held = HashMap<ResourceId, Vec<(Moment, Moment)>>;

impl Query for FirstAvailable {
    const ACT: Act = FIND_OPENING;
    type Answer = NoPatients<OpeningsFound>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(match self.sites.as_slice() {
            [site] => Subject::Site(*site),
            _ => Subject::Office,
        })
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let sites = self.sites(read)?;
        let labels = Labels::of(read, sites.iter().copied())?;
        let last = self.from.plus_days(self.days.clamp(1, DAYS_MAX) - 1);
        let search = self.prepare(read, &sites, &labels, last)?;
        let at_most = self.at_most.clamp(1, OPENINGS_MAX);
        let mut openings: Vec<Opening> = Vec::new();
        let (mut day, mut step) = (self.from, FIRST_STEP_DAYS);
        while day <= last && openings.len() < at_most {
            let until = day.plus_days(step - 1).min(last);
            let held = search.held(read, day, until)?;
            while day <= until && openings.len() < at_most {
                openings.extend(search.openings_on(day, &held, at_most));
                day = day.plus_days(1);
            }
            step *= 2;
        }
        openings.truncate(at_most);
        Ok(NoPatients(OpeningsFound { openings, labels }))
    }
}

impl FirstAvailable {
    fn sites(&self, read: &mut Reader<'_>) -> Result<Vec<SiteId>, Problem> {
        if self.sites.is_empty() {
            return Ok(all_sites(read)?.into_iter().map(|site| site.id).collect());
        }
        if self.sites.iter().all(|site| works_at(read, *site)) {
            return Ok(self.sites.clone());
        }
        Err(Problem::not_found("no_such_site", "There is no such site among those you work at."))
    }

    fn prepare(
        &self,
        read: &mut Reader<'_>,
        sites: &[SiteId],
        labels: &Labels,
        last: Day,
    ) -> Result<Search<'_>, Problem> {
        let visit_type = visit_types::bookable(read, self.visit_type)?;
        let mut hours: BTreeMap<(SiteId, StaffId), Vec<HoursLine>> = BTreeMap::new();
        for line in hours_lines(read, sites, &self.providers, (self.from, last))? {
            hours.entry((line.site, line.provider)).or_default().push(line);
        }
        Ok(Search {
            asked: self,
            length: self.minutes.unwrap_or(visit_type.minutes).clamp(5, DAY_MINUTES),
            visit_type,
            zones: sites.iter().map(|site| (*site, labels.zone(*site))).collect(),
            hours,
            closures: closures_between(read, self.from, last)?,
            now: read.now(),
        })
    }
}

impl Search<'_> {
    /// What the providers' time is held for from a first to a last day, whatever their zones.
    fn held(&self, read: &mut Reader<'_>, first: Day, last: Day) -> Result<Held, Problem> {
        let resources: Vec<ResourceId> = self.hours.keys().map(|(_, provider)| (*provider).into()).collect();
        let from = moment_at(first, 0, &TimeZone::UTC) - minutes(DAY_MINUTES * 2);
        let to = moment_at(last, DAY_MINUTES, &TimeZone::UTC) + minutes(DAY_MINUTES);
        let query = held_time::table
            .filter(
                held_time::resource
                    .eq_any(&resources)
                    .and(held_time::starts_at.ge(from))
                    .and(held_time::starts_at.lt(to)),
            )
            .select((held_time::resource, held_time::starts_at, held_time::ends_at));
        let rows: Vec<(ResourceId, Moment, Moment)> = read.list(query, HELD_MAX)?;
        let mut held = Held::new();
        for (resource, starts, ends) in rows {
            held.entry(resource).or_default().push((starts, ends));
        }
        held.values_mut().for_each(|times| times.sort_unstable());
        Ok(held)
    }

    /// The openings of one day over all providers and sites, the earliest first.
    fn openings_on(&self, day: Day, held: &Held, at_most: usize) -> Vec<Opening> {
        if !self.asked.weekdays.is_empty() && !self.asked.weekdays.contains(&day.weekday()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for ((site, provider), lines) in &self.hours {
            let Some(zone) = self.zones.get(site) else { continue };
            let open = self.open_on(*site, *provider, lines, day);
            if open.is_empty() {
                continue;
            }
            let none = Vec::new();
            let taken = held.get(&ResourceId::from(*provider)).unwrap_or(&none);
            let free = free(&windows(day, &open, zone), taken);
            let opening = |starts_at| Opening {
                site: *site,
                provider: *provider,
                visit_type: self.visit_type.id,
                day,
                starts_at,
                ends_at: starts_at + minutes(self.length),
            };
            found.extend(starts(&free, self.length, self.now).take(at_most).map(opening));
        }
        found.sort_by_key(|opening| (opening.starts_at, opening.provider));
        found
    }

    fn open_on(&self, site: SiteId, provider: StaffId, lines: &[HoursLine], day: Day) -> OpenMinutes {
        let (from, to) = self.asked.part.minutes();
        let mut shut: Vec<(i64, i64)> = vec![(0, from), (to, DAY_MINUTES)];
        let mine = self.closures.iter().filter(|closed| closed.concerns(site, provider, day));
        shut.extend(mine.map(|closed| (closed.from_minute, closed.to_minute)));
        open_minutes(hours_on(lines, day), &shut)
    }
}
