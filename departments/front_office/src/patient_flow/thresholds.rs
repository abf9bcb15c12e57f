//! From how many minutes in a status, and in the office in all, the board warns, and from how many it alarms.

use super::facts::ThresholdSet;
use super::tables::{flow_threshold, stay_threshold};
use super::{SEE_THRESHOLDS, SET_THRESHOLDS, Status};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// Minutes in a status, or since the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// From here on it is long.
    pub warn_minutes: u16,
    /// From here on it is too long.
    pub alarm_minutes: u16,
}

impl Threshold {
    /// Whether both are minutes of a day, and the alarm does not come before the warning.
    #[must_use]
    pub const fn is_in_order(self) -> bool {
        self.warn_minutes > 0 && self.warn_minutes <= self.alarm_minutes && self.alarm_minutes <= 1_440
    }
}

/// The thresholds of every status, and of the whole stay.
#[derive(Clone, Debug, Default)]
pub struct Thresholds {
    of_status: Vec<(Status, Threshold)>,
    of_stay: Option<Threshold>,
}

impl Thresholds {
    /// The threshold of a status: the office's own, or Moa's.
    #[must_use]
    pub fn of(&self, status: Status) -> Threshold {
        let own = self.of_status.iter().find(|(whose, _)| *whose == status);
        own.map_or_else(|| usual(status), |(_, threshold)| *threshold)
    }

    /// The threshold of the whole stay, from the door on: the office's own, or Moa's.
    #[must_use]
    pub fn of_stay(&self) -> Threshold {
        self.of_stay.unwrap_or(USUAL_STAY)
    }
}

/// An hour and a quarter is long for a visit, two hours is too long; to be set by the office as it learns its own.
const USUAL_STAY: Threshold = Threshold { warn_minutes: 75, alarm_minutes: 120 };

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
    let threshold = |warn, alarm| Threshold { warn_minutes: minutes(warn), alarm_minutes: minutes(alarm) };
    let of_status = rows.into_iter().map(|(status, warn, alarm)| (status, threshold(warn, alarm))).collect();
    let stay: Option<(i64, i64)> =
        read.maybe(stay_threshold::table.select((stay_threshold::warn_minutes, stay_threshold::alarm_minutes)))?;
    Ok(Thresholds { of_status, of_stay: stay.map(|(warn, alarm)| threshold(warn, alarm)) })
}

/// The thresholds in force, for whoever sets them.
#[derive(Clone, Copy, Debug)]
pub struct FlowThresholds;

impl Query for FlowThresholds {
    const ACT: Act = SEE_THRESHOLDS;
    type Answer = NoPatients<Thresholds>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        thresholds(read).map(NoPatients)
    }
}

/// Sets from how many minutes on the board warns, for some statuses and for the whole stay.
#[derive(Clone, Debug)]
pub struct SetFlowThresholds {
    /// These statuses; the others stay as they are.
    pub of_status: Vec<(Status, Threshold)>,
    /// The whole stay, from the door on, if that changes.
    pub of_stay: Option<Threshold>,
}

impl SetFlowThresholds {
    fn check(&self) -> Result<(), Problem> {
        let mut all = self.of_status.iter().map(|(_, threshold)| threshold).chain(&self.of_stay);
        if all.all(|threshold| threshold.is_in_order()) {
            return Ok(());
        }
        let say = "Enter minutes from 1 to 1440; the alarm does not come before the warning.";
        Err(Problem::invalid("bad_minutes", say).at("warn_minutes", say))
    }
}

impl Command for SetFlowThresholds {
    const ACT: Act = SET_THRESHOLDS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.check()?;
        let minutes = |to: &Threshold| (i64::from(to.warn_minutes), i64::from(to.alarm_minutes));
        for (status, to) in &self.of_status {
            let (warn_minutes, alarm_minutes) = minutes(to);
            let mut pen = tx.write(ThresholdSet { status: Some(*status), warn_minutes, alarm_minutes });
            pen.run(diesel::delete(flow_threshold::table.filter(flow_threshold::status.eq(*status))))?;
            let row = (
                flow_threshold::status.eq(*status),
                flow_threshold::warn_minutes.eq(warn_minutes),
                flow_threshold::alarm_minutes.eq(alarm_minutes),
            );
            pen.insert(flow_threshold::table, row)?;
        }
        if let Some(to) = &self.of_stay {
            let (warn_minutes, alarm_minutes) = minutes(to);
            let mut pen = tx.write(ThresholdSet { status: None, warn_minutes, alarm_minutes });
            pen.run(diesel::delete(stay_threshold::table))?;
            let row = (
                stay_threshold::only_row.eq(1_i64),
                stay_threshold::warn_minutes.eq(warn_minutes),
                stay_threshold::alarm_minutes.eq(alarm_minutes),
            );
            pen.insert(stay_threshold::table, row)?;
        }
        Ok(())
    }
}
