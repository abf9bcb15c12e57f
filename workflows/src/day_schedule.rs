//! The schedule as a page shows it: a site's day by provider, or a provider's week, with names, visits and what can be booked.

use crate::people_shown::PeopleShown;
use crate::reminders::marks;
use communications::reminders::Mark;
use front_office::scheduling::{
    AppointmentId, Column, Labels, SEE_SCHEDULE, ScheduleLine, SlotHeld, VisitType, day_lines, holds_at, visit_types,
    week_lines,
};
use kernel::{Day, Moment, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{Room, Site, StaffId, StaffLine, providers_at, rooms_of, site};
use std::collections::HashMap;

/// A site's day, one column for each provider.
#[derive(Clone, Copy, Debug)]
pub struct DaySchedule {
    /// Where.
    pub site: SiteId,
    /// Which day; today at the site where nothing is said.
    pub day: Option<Day>,
}

/// A provider's week at a site, one column for each day from Monday on.
#[derive(Clone, Copy, Debug)]
pub struct WeekSchedule {
    /// Where.
    pub site: SiteId,
    /// Whose.
    pub provider: StaffId,
    /// A day of that week; this week where nothing is said.
    pub day: Option<Day>,
}

/// A schedule, ready to be shown.
#[derive(Clone, Debug)]
pub struct SchedulePage {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// The day, or the Monday of the week.
    pub day: Day,
    /// Today at the site.
    pub today: Day,
    /// The present moment, for the line across the columns.
    pub now: Moment,
    /// Providers of the day, or days of the week.
    pub columns: Vec<Column>,
    /// The appointments in order of their start, also the cancelled ones, each with its visit if the patient came.
    pub lines: Vec<ScheduleLine>,
    /// What their patients were reminded of and answered, at a glance.
    pub marks: HashMap<AppointmentId, Mark>,
    /// Times of the site that are held for callers now.
    pub holds: Vec<SlotHeld>,
    /// The patients.
    pub people: PeopleShown,
    /// What providers are called.
    pub labels: Labels,
    /// The providers of the site, for the booking dialog.
    pub providers: Vec<StaffLine>,
    /// The rooms of the site, for the booking dialog.
    pub rooms: Vec<Room>,
    /// The visit types, for the booking dialog; those that are not active only name what was booked.
    pub visit_types: Vec<VisitType>,
}

impl Discloses for SchedulePage {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for DaySchedule {
    const ACT: Act = SEE_SCHEDULE;
    type Answer = SchedulePage;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SchedulePage, Problem> {
        let place = site(read, self.site)?;
        let day = self.day.unwrap_or_else(|| read.today(&place.zone));
        let providers = providers_at(read, self.site)?;
        let at_work: Vec<StaffId> = providers.iter().map(|provider| provider.id).collect();
        let found = day_lines(read, self.site, &at_work, day)?;
        page(read, place, day, providers, (found.columns, found.lines))
    }
}

impl Query for WeekSchedule {
    const ACT: Act = SEE_SCHEDULE;
    type Answer = SchedulePage;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SchedulePage, Problem> {
        let place = site(read, self.site)?;
        let day = self.day.unwrap_or_else(|| read.today(&place.zone)).monday();
        let found = week_lines(read, self.site, self.provider, day)?;
        let providers = providers_at(read, self.site)?;
        page(read, place, day, providers, (found.columns, found.lines))
    }
}

fn page(
    read: &mut Reader<'_>,
    site: Site,
    day: Day,
    providers: Vec<StaffLine>,
    (columns, lines): (Vec<Column>, Vec<ScheduleLine>),
) -> Result<SchedulePage, Problem> {
    Ok(SchedulePage {
        marks: marks(read, lines.iter())?,
        holds: holds_at(read, site.id)?,
        people: PeopleShown::of(read, lines.iter().map(|line| line.patient))?,
        labels: Labels::of(read, std::iter::once(site.id))?,
        providers,
        rooms: rooms_of(read, site.id)?,
        visit_types: visit_types(read)?,
        today: read.today(&site.zone),
        now: read.now(),
        site,
        day,
        columns,
        lines,
    })
}
