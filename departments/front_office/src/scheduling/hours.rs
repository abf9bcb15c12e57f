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
    /// The week; empty when they no longer see patients there.
    pub weekly: Vec<WeeklyHours>,
}

const PIECES_MAX: usize = 50;

impl SetProviderHours {
    fn check(&self) -> Result<(), Problem> {
        let sound = |piece: &WeeklyHours| {
            (1..=7).contains(&piece.weekday)
                && piece.from_minute >= 0
                && piece.from_minute < piece.to_minute
                && piece.to_minute <= DAY_MINUTES
                && piece.from_minute % 5 == 0
                && piece.to_minute % 5 == 0
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
        let rows: Vec<HoursRow> = self
            .weekly
            .iter()
            .map(|piece| HoursRow {
                id: tx.id(),
                provider: self.provider,
                site: self.site,
                weekday: piece.weekday,
                from_minute: piece.from_minute,
                to_minute: piece.to_minute,
                valid_from: self.from,
                valid_until: None,
            })
            .collect();
        let mut pen = tx.write(FrameFact::HoursSet { provider: self.provider, site: self.site, from: self.from });
        let mine = || {
            provider_hours::table
                .filter(provider_hours::provider.eq(self.provider).and(provider_hours::site.eq(self.site)))
        };
        pen.run(diesel::delete(mine().filter(provider_hours::valid_from.ge(self.from))))?;
        let going_on =
            provider_hours::valid_until.is_null().or(provider_hours::valid_until.assume_not_null().ge(self.from));
        pen.run(
            diesel::update(provider_hours::table)
                .filter(provider_hours::provider.eq(self.provider).and(provider_hours::site.eq(self.site)))
                .filter(going_on)
                .set(provider_hours::valid_until.eq(Some(self.from.plus_days(-1)))),
        )?;
        for row in &rows {
            pen.insert(provider_hours::table, row)?;
        }
        Ok(())
    }
}
