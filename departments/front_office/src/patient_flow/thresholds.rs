//! From how many minutes in a status the board warns, and from how many it alarms.

use super::facts::ThresholdSet;
use super::tables::flow_threshold;
use super::{SET_THRESHOLDS, Status};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Minutes in a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// From here on it is long.
    pub warn_minutes: u16,
    /// From here on it is too long.
    pub alarm_minutes: u16,
}

/// The thresholds of every status.
#[derive(Clone, Debug, Default)]
pub struct Thresholds(Vec<(Status, Threshold)>);

impl Thresholds {
    /// The threshold of a status: the office's own, or Moa's.
    #[must_use]
    pub fn of(&self, status: Status) -> Threshold {
        let own = self.0.iter().find(|(whose, _)| *whose == status);
        own.map_or_else(|| usual(status), |(_, threshold)| *threshold)
    }
}

/// Moa's own: about the waits that patients accept, to be set by the office as it learns its own.
const fn usual(status: Status) -> Threshold {
    let (warn_minutes, alarm_minutes) = match status {
        Status::Arrived => (5, 10),
        Status::CheckingIn => (10, 20),
        Status::Waiting => (15, 30),
        Status::Roomed => (15, 25),
        Status::ReadyForProvider => (10, 20),
        Status::WithProvider => (30, 60),
        Status::CheckingOut => (10, 20),
        Status::Left | Status::LeftUnseen | Status::Mistaken => (u16::MAX, u16::MAX),
    };
    Threshold { warn_minutes, alarm_minutes }
}

/// The thresholds in force.
///
/// # Errors
/// Broken, when the database fails.
pub fn thresholds(read: &mut Reader<'_>) -> Result<Thresholds, Problem> {
    let query = flow_threshold::table.select((
        flow_threshold::status,
        flow_threshold::warn_minutes,
        flow_threshold::alarm_minutes,
    ));
    let rows: Vec<(Status, i64, i64)> = read.list(query, 20)?;
    let minutes = |stored: i64| u16::try_from(stored).unwrap_or(u16::MAX);
    let own = rows.into_iter().map(|(status, warn, alarm)| {
        let threshold = Threshold { warn_minutes: minutes(warn), alarm_minutes: minutes(alarm) };
        (status, threshold)
    });
    Ok(Thresholds(own.collect()))
}

/// Sets from how many minutes on the board warns about a status.
#[derive(Clone, Copy, Debug)]
pub struct SetFlowThreshold {
    /// Which status.
    pub status: Status,
    /// From how many minutes on.
    pub to: Threshold,
}

impl Command for SetFlowThreshold {
    const ACT: Act = SET_THRESHOLDS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let Threshold { warn_minutes, alarm_minutes } = self.to;
        if warn_minutes == 0 || warn_minutes > alarm_minutes || alarm_minutes > 1_440 {
            let say = "Enter minutes from 1 to 1440; the alarm does not come before the warning.";
            return Err(Problem::invalid("bad_minutes", say).at("warn_minutes", say));
        }
        let (warn, alarm) = (i64::from(warn_minutes), i64::from(alarm_minutes));
        let mut pen = tx.write(ThresholdSet { status: self.status, warn_minutes: warn, alarm_minutes: alarm });
        pen.run(diesel::delete(flow_threshold::table.filter(flow_threshold::status.eq(self.status))))?;
        let row = (
            flow_threshold::status.eq(self.status),
            flow_threshold::warn_minutes.eq(warn),
            flow_threshold::alarm_minutes.eq(alarm),
        );
        pen.insert(flow_threshold::table, row)?;
        Ok(())
    }
}
