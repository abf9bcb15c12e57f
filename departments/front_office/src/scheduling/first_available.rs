//! First available: the earliest free times over providers, sites and weeks.

use super::frame::{Frame, Start, Want};
use super::labels::Labels;
use super::needs::{Needs, needs_of};
use super::openings::{Opening, Span};
use super::rules::works_at;
use super::time::{DAY_MINUTES, minutes};
use super::{FIND_OPENING, VisitTypeId, visit_types};
use jiff::civil::Weekday;
use kernel::{Day, Moment, Problem};
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::{StaffId, all_sites};

/// Nobody is asked to wait for more than this.
const DAYS_MAX: i32 = 180;
/// More openings than this are not looked for at once.
const OPENINGS_MAX: usize = 200;
/// Days of the first step; each further one takes twice as many.
const FIRST_STEP_DAYS: i32 = 2;

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
    /// From and to, in civil minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> (i64, i64) {
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
        let at_most = self.at_most.clamp(1, OPENINGS_MAX);
        let search = Search::begin(read, self, Needs::default())?;
        let labels = search.labels.clone();
        let mut openings: Vec<Opening> = Vec::new();
        search.day_by_day(read, &[], |_, found| {
            openings.extend(found.iter().map(|found| found.opening));
            if openings.len() < at_most { Look::Further } else { Look::NoFurther }
        })?;
        openings.truncate(at_most);
        Ok(NoPatients(OpeningsFound { openings, labels }))
    }
}

/// A search under way: what does not change from one day to the next.
pub(super) struct Search<'q> {
    asked: &'q FirstAvailable,
    visit_type: VisitTypeId,
    length: i64,
    needs: Needs,
    frame: Frame,
    last: Day,
    now: Moment,
    pub(super) labels: Labels,
}

/// A free time, and whether it leaves nothing of a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub opening: Opening,
    pub fills_a_gap: bool,
}

/// Whether the search has seen enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Go on with the next day.
    Further,
    /// Enough is found.
    NoFurther,
}

impl<'q> Search<'q> {
    /// Reads everything but what is held. `more` is needed besides what the visit type needs.
    pub(super) fn begin(read: &mut Reader<'_>, asked: &'q FirstAvailable, more: Needs) -> Result<Self, Problem> {
        let sites = asked.sites(read)?;
        let labels = Labels::of(read, sites.iter().copied())?;
        let last = asked.from.plus_days(asked.days.clamp(1, DAYS_MAX) - 1);
        let visit_type = visit_types::bookable(read, asked.visit_type)?;
        let mut needs = needs_of(read, asked.visit_type)?;
        needs.equipment.extend(more.equipment);
        let zones = sites.iter().map(|site| (*site, labels.zone(*site))).collect();
        Ok(Self {
            asked,
            visit_type: visit_type.id,
            length: asked.minutes.unwrap_or(visit_type.minutes).clamp(5, DAY_MINUTES),
            frame: Frame::read(read, zones, &asked.providers, &needs, (asked.from, last))?,
            needs,
            last,
            now: read.now(),
            labels,
        })
    }

    /// Shows the free times of day after day, each day in order, until enough is seen. What is held is read in steps that
    /// double, so that a search that soon finds something reads little.
    pub(super) fn day_by_day(
        mut self,
        read: &mut Reader<'_>,
        busy: &[Span],
        mut see: impl FnMut(Day, &[Found]) -> Look,
    ) -> Result<(), Problem> {
        let (mut day, mut step) = (self.asked.from, FIRST_STEP_DAYS);
        while day <= self.last {
            let until = day.plus_days(step - 1).min(self.last);
            self.frame.read_held(read, day, until)?;
            while day <= until {
                if see(day, &self.openings_on(day, busy)) == Look::NoFurther {
                    return Ok(());
                }
                day = day.plus_days(1);
            }
            step *= 2;
        }
        Ok(())
    }

    /// The openings of one day over all providers and sites, the earliest first.
    fn openings_on(&self, day: Day, busy: &[Span]) -> Vec<Found> {
        if !self.asked.weekdays.is_empty() && !self.asked.weekdays.contains(&day.weekday()) {
            return Vec::new();
        }
        let within = self.asked.part.minutes();
        let want = Want { length: self.length, needs: &self.needs, within, busy, not_before: self.now };
        let mut found = Vec::new();
        for column in self.frame.hours.keys() {
            let opening = |start: Start| Found {
                opening: Opening {
                    site: column.0,
                    provider: column.1,
                    visit_type: self.visit_type,
                    day,
                    starts_at: start.at,
                    ends_at: start.at + minutes(self.length),
                },
                fills_a_gap: start.fills_a_gap,
            };
            found.extend(self.frame.starts_on(*column, day, &want).into_iter().map(opening));
        }
        found.sort_by_key(|found| (found.opening.starts_at, found.opening.provider));
        found
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
}
