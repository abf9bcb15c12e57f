//! When providers see patients: the template of the week, with the days on which it does not hold.

use super::closures::{Closed, ClosureOf, closures_between};
use super::tables::{HoursRow, provider_hours};
use super::{HoursId, SEE_HOURS};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::{StaffId, today_at};

/// More pieces of weeks than this are not listed.
const PIECES_MAX: u32 = 10_000;

/// A piece of a provider's week at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursLine {
    /// Its id.
    pub id: HoursId,
    /// Who.
    pub provider: StaffId,
    /// Where.
    pub site: SiteId,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i64,
    /// From this minute after midnight.
    pub from_minute: i64,
    /// To this one; 1440 is midnight.
    pub to_minute: i64,
    /// From this day on.
    pub valid_from: Day,
    /// Until this day, if it ends.
    pub valid_until: Option<Day>,
    /// Every so many weeks, counted from the week of `valid_from`.
    pub every_weeks: i64,
    /// How many patients are seen at once.
    pub at_once: i64,
}

impl HoursLine {
    /// Whether the piece holds on this day: its weekday, its weeks, its first and last day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day
            && self.valid_until.is_none_or(|until| day <= until)
            && self.weekday == i64::from(day.weekday().to_monday_one_offset())
            && (self.every_weeks == 1
                || i64::from(day.monday().days_since(self.valid_from.monday()) / 7) % self.every_weeks == 0)
    }
}

/// The pieces of weeks at these sites that hold on some day from a first to a last; of all providers where none is named.
pub(super) fn hours_lines(
    read: &mut Reader<'_>,
    sites: &[SiteId],
    providers: &[StaffId],
    (first, last): (Day, Day),
) -> Result<Vec<HoursLine>, Problem> {
    let mut query = provider_hours::table
        .filter(provider_hours::site.eq_any(sites))
        .filter(provider_hours::valid_from.le(last))
        .filter(provider_hours::valid_until.is_null().or(provider_hours::valid_until.assume_not_null().ge(first)))
        .select(HoursRow::as_select())
        .into_boxed();
    if !providers.is_empty() {
        query = query.filter(provider_hours::provider.eq_any(providers));
    }
    let rows: Vec<HoursRow> = read.list(query, PIECES_MAX)?;
    let line = |row: HoursRow| HoursLine {
        id: row.id,
        provider: row.provider,
        site: row.site,
        weekday: row.weekday,
        from_minute: row.from_minute,
        to_minute: row.to_minute,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        every_weeks: row.every_weeks,
        at_once: row.at_once,
    };
    let mut lines: Vec<HoursLine> = rows.into_iter().map(line).collect();
    lines.sort_by_key(|line| (line.provider, line.valid_from, line.weekday, line.from_minute));
    Ok(lines)
}

/// When providers see patients at a site, from today on, and when it is closed in the coming year.
#[derive(Clone, Copy, Debug)]
pub struct HoursOf {
    /// Where.
    pub site: SiteId,
}

/// The site's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursAnswer {
    /// The weeks, by provider.
    pub weekly: Vec<HoursLine>,
    /// Closures of the site and of its providers, from today to a year from now.
    pub closures: Vec<Closed>,
}

impl Query for HoursOf {
    const ACT: Act = SEE_HOURS;
    type Answer = NoPatients<HoursAnswer>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let today = today_at(read, self.site)?;
        let year = (today, today.plus_days(366));
        let weekly = hours_lines(read, &[self.site], &[], year)?;
        let mut closures = closures_between(read, year.0, year.1)?;
        closures.retain(|closed| match closed.of {
            ClosureOf::Site(site) => site == self.site,
            ClosureOf::Provider(provider) => weekly.iter().any(|line| line.provider == provider),
        });
        Ok(NoPatients(HoursAnswer { weekly, closures }))
    }
}
