//! Closures: holidays of a site, time off of a provider, a meeting at noon.

use super::facts::FrameFact;
use super::labels::Labels;
use super::tables::{AppointmentRow, ClosureRow, appointment, closure};
use super::time::{DAY_MINUTES, minute_of};
use super::{AppointmentId, ClosureId, ClosureKind, MANAGE_HOURS, Standing};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use registry::practice::StaffId;

/// No closure is entered for longer than a quarter of a year at once.
const DAYS_MAX: i32 = 92;
/// More closures than this in one look are not shown.
const CLOSURES_MAX: u32 = 20_000;

/// Who or what is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureOf {
    /// A site, for everybody.
    Site(SiteId),
    /// A provider, wherever they work.
    Provider(StaffId),
}

/// The whole day, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfADay {
    /// From midnight to midnight.
    Whole,
    /// From and to, in civil minutes after midnight.
    Minutes(i64, i64),
}

impl PartOfADay {
    const fn minutes(self) -> (i64, i64) {
        match self {
            Self::Whole => (0, DAY_MINUTES),
            Self::Minutes(from, to) => (from, to),
        }
    }
}

/// A day, or a part of one, on which nobody is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Its id.
    pub id: ClosureId,
    /// Who or what is closed.
    pub of: ClosureOf,
    /// On which day.
    pub day: Day,
    /// From this minute after midnight.
    pub from_minute: i64,
    /// To this one; 1440 is midnight.
    pub to_minute: i64,
    /// Why.
    pub kind: ClosureKind,
    /// What the office wrote beside it; never about a patient.
    pub note: String,
}

/// Closes a site, or takes a provider off the schedule, for some days.
#[derive(Clone, Debug)]
pub struct AddClosure {
    /// Who or what is closed.
    pub of: ClosureOf,
    /// The first day.
    pub first: Day,
    /// The last day; the same for one.
    pub last: Day,
    /// Which part of each day.
    pub part: PartOfADay,
    /// Why.
    pub kind: ClosureKind,
    /// What to write beside it; never about a patient.
    pub note: String,
}

impl AddClosure {
    fn check(&self) -> Result<(), Problem> {
        let (from, to) = self.part.minutes();
        if from < 0 || from >= to || to > DAY_MINUTES {
            let say = "Enter from when until when it is closed; the end is after the beginning.";
            return Err(Problem::invalid("bad_time", say).at("from", say));
        }
        let days = self.last.days_since(self.first);
        if !(0..DAYS_MAX).contains(&days) {
            let say = "Enter a first and a last day, at most 92 days.";
            return Err(Problem::invalid("bad_days", say).at("last", say));
        }
        if self.note.chars().count() > 200 {
            let say = "Keep the note under 200 letters.";
            return Err(Problem::invalid("too_long", say).at("note", say));
        }
        Ok(())
    }

    fn rows(&self, tx: &Tx<'_>) -> Vec<ClosureRow> {
        let (from_minute, to_minute) = self.part.minutes();
        let (site, provider) = match self.of {
            ClosureOf::Site(site) => (Some(site), None),
            ClosureOf::Provider(provider) => (None, Some(provider)),
        };
        let days = 0..=self.last.days_since(self.first);
        days.map(|after| ClosureRow {
            id: tx.id(),
            site,
            provider,
            day: self.first.plus_days(after),
            from_minute,
            to_minute,
            kind: self.kind,
            note: self.note.trim().to_owned(),
        })
        .collect()
    }

    /// The promises that now stand where nobody is seen: each has to be moved.
    fn stranded(&self, tx: &mut Tx<'_>) -> Result<Vec<AppointmentId>, Problem> {
        let of_days = appointment::day
            .between(self.first, self.last)
            .and(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]));
        let rows: Vec<AppointmentRow> = match self.of {
            ClosureOf::Site(site) => {
                let query = appointment::table.filter(appointment::site.eq(site).and(of_days));
                tx.list(query.select(AppointmentRow::as_select()), 5_000)?
            }
            ClosureOf::Provider(provider) => {
                let query = appointment::table.filter(appointment::provider.eq(provider).and(of_days));
                tx.list(query.select(AppointmentRow::as_select()), 5_000)?
            }
        };
        let labels = Labels::of_sites(tx, rows.iter().map(|row| row.site))?;
        let (from, to) = self.part.minutes();
        let within = |row: &&AppointmentRow| {
            let zone = labels.zone(row.site);
            let starts = minute_of(row.starts_at.civil(&zone).time());
            let ends = starts + row.ends_at.minutes_since(row.starts_at);
            starts < to && ends > from
        };
        Ok(rows.iter().filter(within).map(|row| row.id).collect())
    }
}

impl Command for AddClosure {
    const ACT: Act = MANAGE_HOURS;
    /// The appointments that stand in it and have to be moved.
    type Done = Vec<AppointmentId>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(match self.of {
            ClosureOf::Site(site) => Subject::Site(site),
            ClosureOf::Provider(_) => Subject::Office,
        })
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Vec<AppointmentId>, Problem> {
        self.check()?;
        let stranded = self.stranded(tx)?;
        let rows = self.rows(tx);
        let fact = FrameFact::Closed {
            closures: rows.iter().map(|row| row.id).collect(),
            site: rows.first().and_then(|row| row.site),
            provider: rows.first().and_then(|row| row.provider),
            first: self.first,
            last: self.last,
        };
        let mut pen = tx.write(fact);
        for row in &rows {
            pen.insert(closure::table, row)?;
        }
        Ok(stranded)
    }
}

/// Opens again on a day that was closed.
#[derive(Clone, Copy, Debug)]
pub struct RemoveClosure {
    /// Which closure.
    pub closure: ClosureId,
}

impl RemoveClosure {
    fn row(&self, read: &mut Reader<'_>) -> Result<ClosureRow, Problem> {
        let query = closure::table.filter(closure::id.eq(self.closure)).select(ClosureRow::as_select());
        read.one(query, "closure")
    }
}

impl Command for RemoveClosure {
    const ACT: Act = MANAGE_HOURS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(self.row(read)?.site.map_or(Subject::Office, Subject::Site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = self.row(tx)?;
        let fact = FrameFact::Reopened { closure: row.id, site: row.site, provider: row.provider };
        tx.write(fact).change(diesel::delete(closure::table.filter(closure::id.eq(row.id))))?;
        Ok(())
    }
}

/// The closures from a first to a last day, of all sites and providers.
pub(super) fn closures_between(read: &mut Reader<'_>, first: Day, last: Day) -> Result<Vec<Closed>, Problem> {
    let query = closure::table
        .filter(closure::day.between(first, last))
        .order((closure::day, closure::from_minute))
        .select(ClosureRow::as_select());
    let rows: Vec<ClosureRow> = read.list(query, CLOSURES_MAX)?;
    Ok(rows.into_iter().filter_map(closed).collect())
}

fn closed(row: ClosureRow) -> Option<Closed> {
    let of = row.site.map(ClosureOf::Site).or_else(|| row.provider.map(ClosureOf::Provider))?;
    Some(Closed {
        id: row.id,
        of,
        day: row.day,
        from_minute: row.from_minute,
        to_minute: row.to_minute,
        kind: row.kind,
        note: row.note,
    })
}

impl Closed {
    /// Whether it keeps this provider from seeing patients at this site on this day.
    pub(super) fn concerns(&self, site: SiteId, provider: StaffId, day: Day) -> bool {
        self.day == day && (self.of == ClosureOf::Site(site) || self.of == ClosureOf::Provider(provider))
    }
}

/// The minutes of a day on which a provider sees nobody at a site.
pub(super) fn closed_minutes(
    read: &mut Reader<'_>,
    site: SiteId,
    provider: StaffId,
    day: Day,
) -> Result<Vec<(i64, i64)>, Problem> {
    let closures = closures_between(read, day, day)?;
    Ok(closures
        .iter()
        .filter(|closed| closed.concerns(site, provider, day))
        .map(|closed| (closed.from_minute, closed.to_minute))
        .collect())
}
