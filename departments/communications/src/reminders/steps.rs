//! Steps: on what occasion and when patients are written to, for which kinds of visit, with which wording.

use super::facts::MessageFact;
use super::tables::{StepRow, StepTypeRow, message_step, message_step_type};
use super::wordings::places_of;
use super::{KindOfVisitId, MANAGE_REMINDERS, Occasion, StepId, Way, WordingId};
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
    /// On what occasion. It never changes.
    pub occasion: Occasion,
    /// Minutes before the visit, from an hour to sixty days; whole days count civil days. Of a recall, minutes after the day on which
    /// it is due; of an offer, between one patient and the next; of a reply, none.
    pub minutes: i64,
    /// What it says.
    pub wording: WordingId,
    /// By which way.
    pub way: Way,
    /// Only for visits of which so many of a hundred are missed.
    pub risk_from: Option<i64>,
    /// Whether it also goes to who has confirmed.
    pub also_confirmed: bool,
    /// Whether it is in use: an offer goes out by itself only then, and otherwise when staff send it.
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

/// Every step, also those out of use: those before a visit the longest before it first.
///
/// # Errors
/// Broken, when the database fails.
pub fn steps(read: &mut Reader<'_>) -> Result<Vec<Step>, Problem> {
    let rows = message_step::table.order((message_step::minutes.desc(), message_step::id)).select(StepRow::as_select());
    let rows: Vec<StepRow> = read.list(rows, STEPS_MAX)?;
    let kinds: Vec<StepTypeRow> = read.list(message_step_type::table.select(StepTypeRow::as_select()), KINDS_MAX)?;
    let step = |row: StepRow| Step {
        id: row.id,
        fields: StepFields {
            occasion: row.occasion,
            minutes: row.minutes,
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
            occasion: to.occasion,
            minutes: to.minutes,
            wording: to.wording,
            way: to.way,
            risk_from: to.risk_from,
            also_confirmed: to.also_confirmed,
            active: to.active,
            version: seen + 1,
        };
        let mut pen = tx.write(MessageFact::StepKept { message_step: id });
        if self.changes.is_some() {
            let target = message_step::table.filter(
                message_step::id.eq(id).and(message_step::version.eq(seen)).and(message_step::occasion.eq(to.occasion)),
            );
            pen.change(diesel::update(target).set((
                message_step::minutes.eq(row.minutes),
                message_step::wording.eq(row.wording),
                message_step::way.eq(row.way),
                message_step::risk_from.eq(row.risk_from),
                message_step::also_confirmed.eq(row.also_confirmed),
                message_step::active.eq(row.active),
                message_step::version.eq(row.version),
            )))?;
            pen.run(diesel::delete(message_step_type::table.filter(message_step_type::step.eq(id))))?;
        } else {
            pen.insert(message_step::table, row)?;
        }
        for kind in &to.kinds {
            pen.insert(message_step_type::table, StepTypeRow { step: id, visit_type: *kind })?;
        }
        Ok(id)
    }
}

impl KeepStep {
    fn check(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let to = &self.fields;
        let (least, most) = to.occasion.minutes();
        let fault = if !(least..=most).contains(&to.minutes) {
            Some(("before", too_far(to.occasion)))
        } else if to.risk_from.is_some_and(|risk| !(1..=99).contains(&risk)) {
            Some(("risk", "Enter of how many in a hundred, from 1 to 99."))
        } else {
            None
        };
        if let Some((field, say)) = fault {
            return Err(Problem::invalid("bad_step", say).at(field, say));
        }
        let known = to.occasion.places();
        if let Some(place) = places_of(tx, to.wording)?.into_iter().find(|place| !known.contains(place)) {
            let say = format!("{place} stands in this wording, and cannot be filled in here. Choose or write another.");
            return Err(Problem::invalid("bad_step", say.clone()).at("wording", say));
        }
        let all = steps(tx)?;
        if self.changes.is_none() && all.len() >= STEPS_MAX as usize {
            let say = "There are forty steps already. Change one of them.";
            return Err(Problem::refused("too_many_steps", say));
        }
        let there = all.iter().any(|step| step.fields.occasion == to.occasion);
        if self.changes.is_none() && !to.occasion.has_steps() && there {
            let say = "This message is there already. Change it.";
            return Err(Problem::refused("one_step_only", say));
        }
        Ok(())
    }
}

const fn too_far(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Visit => "Choose from one hour to sixty days before.",
        Occasion::Recall => "Choose from the day itself to 365 days after.",
        Occasion::Offer => "Choose from 0 to 120 minutes.",
        Occasion::OfferWon | Occasion::OfferGone => "A reply goes out at once.",
    }
}

/// The one step of an occasion that has one only.
///
/// # Errors
/// Not found, before the usual ones were set up.
pub fn step_of(read: &mut Reader<'_>, occasion: Occasion) -> Result<Step, Problem> {
    let found = steps(read)?.into_iter().find(|step| step.fields.occasion == occasion);
    found.ok_or_else(|| Problem::not_found("no_such_step", "This message is not set up yet."))
}
