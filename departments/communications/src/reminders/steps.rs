//! Steps: how long before a visit patients are reminded, for which kinds of visit, with which wording.

use super::facts::ReminderFact;
use super::tables::{StepRow, StepTypeRow, reminder_step, reminder_step_type};
use super::{KindOfVisitId, MANAGE_REMINDERS, StepId, Way, WordingId};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Steps of a practice.
pub(super) const STEPS_MAX: u32 = 40;
/// Kinds of visit of one step.
const KINDS_MAX: u32 = 2_000;

/// A step as it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFields {
    /// Minutes before the visit, from an hour to sixty days. Whole days count civil days.
    pub minutes_before: i64,
    /// What it says.
    pub wording: WordingId,
    /// By which way.
    pub way: Way,
    /// Only for visits of which so many of a hundred are missed.
    pub risk_from: Option<i64>,
    /// Whether it also goes to who has confirmed.
    pub also_confirmed: bool,
    /// Whether it is in use.
    pub active: bool,
    /// For these kinds of visit only; none are all.
    pub kinds: Vec<KindOfVisitId>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// How it is set.
    pub fields: StepFields,
    /// For the next change.
    pub version: i64,
}

impl Step {
    /// Whether it is for this kind of visit.
    #[must_use]
    pub fn is_for(&self, kind: KindOfVisitId) -> bool {
        self.fields.kinds.is_empty() || self.fields.kinds.contains(&kind)
    }
}

/// Every step, the longest before the visit first, also those out of use.
///
/// # Errors
/// Broken, when the database fails.
pub fn steps(read: &mut Reader<'_>) -> Result<Vec<Step>, Problem> {
    let rows = reminder_step::table
        .order((reminder_step::minutes_before.desc(), reminder_step::id))
        .select(StepRow::as_select());
    let rows: Vec<StepRow> = read.list(rows, STEPS_MAX)?;
    let kinds: Vec<StepTypeRow> = read.list(reminder_step_type::table.select(StepTypeRow::as_select()), KINDS_MAX)?;
    let step = |row: StepRow| Step {
        id: row.id,
        fields: StepFields {
            minutes_before: row.minutes_before,
            wording: row.wording,
            way: row.way,
            risk_from: row.risk_from,
            also_confirmed: row.also_confirmed,
            active: row.active,
            kinds: kinds.iter().filter(|kind| kind.step == row.id).map(|kind| kind.visit_type).collect(),
        },
        version: row.version,
    };
    Ok(rows.into_iter().map(step).collect())
}

/// Adds a step, or changes one; what is planned already keeps the time it was planned for.
#[derive(Clone, Debug)]
pub struct KeepStep {
    /// Which it changes, with the version that was seen; nothing adds one.
    pub changes: Option<(StepId, i64)>,
    /// As it is from now on.
    pub fields: StepFields,
}

impl Command for KeepStep {
    const ACT: Act = MANAGE_REMINDERS;
    type Done = StepId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<StepId, Problem> {
        self.check(tx)?;
        let (id, seen) = self.changes.unwrap_or_else(|| (tx.id(), 0));
        let to = &self.fields;
        let row = StepRow {
            id,
            minutes_before: to.minutes_before,
            wording: to.wording,
            way: to.way,
            risk_from: to.risk_from,
            also_confirmed: to.also_confirmed,
            active: to.active,
            version: seen + 1,
        };
        let mut pen = tx.write(ReminderFact::StepKept { reminder_step: id });
        if self.changes.is_some() {
            let target = reminder_step::table.filter(reminder_step::id.eq(id).and(reminder_step::version.eq(seen)));
            pen.change(diesel::update(target).set((
                reminder_step::minutes_before.eq(row.minutes_before),
                reminder_step::wording.eq(row.wording),
                reminder_step::way.eq(row.way),
                reminder_step::risk_from.eq(row.risk_from),
                reminder_step::also_confirmed.eq(row.also_confirmed),
                reminder_step::active.eq(row.active),
                reminder_step::version.eq(row.version),
            )))?;
            pen.run(diesel::delete(reminder_step_type::table.filter(reminder_step_type::step.eq(id))))?;
        } else {
            pen.insert(reminder_step::table, row)?;
        }
        for kind in &to.kinds {
            pen.insert(reminder_step_type::table, StepTypeRow { step: id, visit_type: *kind })?;
        }
        Ok(id)
    }
}

impl KeepStep {
    fn check(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let to = &self.fields;
        let fault = if !(60..=60 * 1_440).contains(&to.minutes_before) {
            Some(("before", "Choose from one hour to sixty days before."))
        } else if to.risk_from.is_some_and(|risk| !(1..=99).contains(&risk)) {
            Some(("risk", "Enter of how many in a hundred, from 1 to 99."))
        } else {
            None
        };
        if let Some((field, say)) = fault {
            return Err(Problem::invalid("bad_step", say).at(field, say));
        }
        let all = steps(tx)?;
        if self.changes.is_none() && all.len() >= STEPS_MAX as usize {
            let say = "There are forty reminders already. Change one of them.";
            return Err(Problem::refused("too_many_steps", say));
        }
        Ok(())
    }
}
