//! Setting a provider's week at a site, from a day on.

use super::MANAGE_HOURS;
use super::facts::FrameFact;
use super::tables::{HoursRow, provider_hours};
use super::time::DAY_MINUTES;
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use registry::practice::StaffId;

/// A piece of a provider's week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeeklyHours {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i64,
    /// From this minute after midnight.
    pub from_minute: i64,
    /// To this one; 1440 is midnight.
    pub to_minute: i64,
    /// Every so many weeks, counted from the week of the first day: 1 is every week, 2 every other one; at most 12.
    pub every_weeks: i64,
    /// How many patients are seen at once; 1 where appointments follow each other.
    pub at_once: i64,
}

impl WeeklyHours {
    /// A piece that comes every week and takes one patient at a time.
    #[must_use]
    pub const fn weekly(weekday: i64, from_minute: i64, to_minute: i64) -> Self {
        Self { weekday, from_minute, to_minute, every_weeks: 1, at_once: 1 }
    }
}

/// Sets when a provider sees patients at a site from a day on. What was before stays for the days before.
#[derive(Clone, Debug)]
pub struct SetProviderHours {
    /// Who.
    pub provider: StaffId,
    /// Where.
    pub site: SiteId,
    /// From which day on.
    pub from: Day,
    /// Until which day, if it ends. The hours that held before come back after it.
    pub until: Option<Day>,
    /// The week; empty when they no longer see patients there.
    pub weekly: Vec<WeeklyHours>,
}

const PIECES_MAX: usize = 50;
/// Pieces of one provider at one site that are looked through, over all the years to come.
const ROWS_MAX: u32 = 2_000;
/// Rarer than every twelve weeks is a day of its own, not a week.
const WEEKS_MAX: i64 = 12;
/// More patients than this are not seen at once by one provider.
const AT_ONCE_MAX: i64 = 20;

impl SetProviderHours {
    fn check(&self) -> Result<(), Problem> {
        let sound = |piece: &WeeklyHours| {
            (1..=7).contains(&piece.weekday)
                && piece.from_minute >= 0
                && piece.from_minute < piece.to_minute
                && piece.to_minute <= DAY_MINUTES
                && piece.from_minute % 5 == 0
                && piece.to_minute % 5 == 0
                && (1..=WEEKS_MAX).contains(&piece.every_weeks)
                && (1..=AT_ONCE_MAX).contains(&piece.at_once)
        };
        let mut sorted = self.weekly.clone();
        sorted.sort_unstable();
        let apart = sorted
            .windows(2)
            .all(|pair| pair[0].weekday != pair[1].weekday || pair[0].to_minute <= pair[1].from_minute);
        if self.weekly.len() > PIECES_MAX || !self.weekly.iter().all(sound) || !apart {
            let say =
                "Enter hours in steps of five minutes that do not overlap, each with its end after its beginning.";
            return Err(Problem::invalid("bad_hours", say).at("hours", say));
        }
        if self.until.is_some_and(|until| until < self.from) {
            let say = "The last day is before the first one.";
            return Err(Problem::invalid("bad_days", say).at("until", say));
        }
        Ok(())
    }
}

impl Command for SetProviderHours {
    const ACT: Act = MANAGE_HOURS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.check()?;
        let before = self.before(tx)?;
        let (rows, tails): (Vec<HoursRow>, Vec<HoursRow>) = (self.rows(tx), self.tails(tx, &before));
        let mut pen = tx.write(FrameFact::HoursSet { provider: self.provider, site: self.site, from: self.from });
        for row in &before {
            let this = provider_hours::table.filter(provider_hours::id.eq(row.id));
            if row.valid_from < self.from {
                pen.change(diesel::update(this).set(provider_hours::valid_until.eq(Some(self.from.plus_days(-1)))))?;
            } else {
                pen.change(diesel::delete(this))?;
            }
        }
        for row in rows.iter().chain(&tails) {
            pen.insert(provider_hours::table, row)?;
        }
        Ok(())
    }
}

impl SetProviderHours {
    /// What holds now on some of the days that are set.
    fn before(&self, tx: &mut Tx<'_>) -> Result<Vec<HoursRow>, Problem> {
        let mut query = provider_hours::table
            .filter(provider_hours::provider.eq(self.provider).and(provider_hours::site.eq(self.site)))
            .filter(
                provider_hours::valid_until.is_null().or(provider_hours::valid_until.assume_not_null().ge(self.from)),
            )
            .select(HoursRow::as_select())
            .into_boxed();
        if let Some(until) = self.until {
            query = query.filter(provider_hours::valid_from.le(until));
        }
        tx.list(query, ROWS_MAX)
    }

    fn rows(&self, tx: &Tx<'_>) -> Vec<HoursRow> {
        let row = |piece: &WeeklyHours| HoursRow {
            id: tx.id(),
            provider: self.provider,
            site: self.site,
            weekday: piece.weekday,
            from_minute: piece.from_minute,
            to_minute: piece.to_minute,
            valid_from: self.from,
            valid_until: self.until,
            every_weeks: piece.every_weeks,
            at_once: piece.at_once,
        };
        self.weekly.iter().map(row).collect()
    }

    /// What held before and comes back once the days that are set are over, in the same weeks as before.
    fn tails(&self, tx: &Tx<'_>, before: &[HoursRow]) -> Vec<HoursRow> {
        let Some(until) = self.until else { return Vec::new() };
        let next = until.plus_days(1);
        let back = |row: &HoursRow| {
            let weeks = i64::from(next.monday().days_since(row.valid_from.monday())) / 7;
            let wait = (row.every_weeks - weeks.rem_euclid(row.every_weeks)) % row.every_weeks;
            let valid_from = match i32::try_from(wait) {
                Ok(weeks) if weeks > 0 => next.monday().plus_days(weeks * 7),
                _ => next,
            };
            HoursRow { id: tx.id(), valid_from, ..row.clone() }
        };
        let goes_on = |row: &&HoursRow| row.valid_until.is_none_or(|last| last > until);
        before.iter().filter(goes_on).map(back).collect()
    }
}
