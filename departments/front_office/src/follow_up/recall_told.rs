//! Recalls that patients are told of by message: who is to be told, how one stands, and what came of it. A message that went out is an
//! attempt like a call, and hides the recall from the list of calls for as long.

use super::facts::FollowUpFact;
use super::recalls::{OVERDUE_MONTHS, RecallRule, Wanted, back, due_by, forth, recall_rules};
use super::tables::{RecallAttemptRow, RecallToldRow, recall_attempt, recall_told as told};
use super::{AttemptOutcome, RecallId, RecallRuleId};
use crate::patient_flow::tables::visit;
use crate::patient_flow::{Status, VisitId};
use crate::scheduling::{Standing, tables::appointment};
use diesel::prelude::*;
use kernel::{Day, Moment, Problem};
use office::{PatientId, Reader, SiteId, Tx};
use registry::people::deceased;
use registry::practice::today_at;
use std::collections::HashMap;

/// Recalls of one rule that are due within some days, at most.
const TOLD_MAX: u32 = 2_000;
/// Attempts of one recall looked at.
const ATTEMPTS_MAX: u32 = 200;

/// Somebody who may be told of a recall by message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecallToTell {
    /// By which rule.
    pub rule: RecallRuleId,
    /// Who.
    pub patient: PatientId,
    /// The visit from which it is counted.
    pub visit: VisitId,
    /// When that was.
    pub last: Day,
    /// When they are to come again.
    pub due: Day,
}

/// Who may be told at a site of those who are due from this day to that one: who has no appointment ahead, also those whom a call
/// hides from the list, but nobody who was spoken to or has answered since the visit.
///
/// # Errors
/// Broken, when the database fails.
pub fn recalls_to_tell(
    read: &mut Reader<'_>,
    site: SiteId,
    (from, until): (Day, Day),
) -> Result<Vec<RecallToTell>, Problem> {
    let (hidden_after, reached, at_most) = (jiff::civil::Date::MAX.into(), &AttemptOutcome::REACHED, TOLD_MAX);
    let mut all = Vec::new();
    for rule in recall_rules(read)?.into_iter().filter(|rule| rule.active) {
        // Months end on different days: three days more, of which those are left out that are not due then.
        let seen = (back(from, rule.months), back(until.plus_days(3), rule.months));
        let lines = due_by(read, site, &rule, &Wanted { seen, hidden_after, reached, at_most })?;
        for line in lines.into_iter().filter(|line| (from..=until).contains(&line.due)) {
            let (patient, visit, last, due) = (line.patient, line.visit, line.last, line.due);
            all.push(RecallToTell { rule: rule.id, patient, visit, last, due });
        }
    }
    Ok(all)
}

/// The id under which a recall is told; made when it is told for the first time.
///
/// # Errors
/// Broken, when the database fails.
pub fn open_recall(tx: &mut Tx<'_>, site: SiteId, recall: &RecallToTell) -> Result<RecallId, Problem> {
    let same = told::table.filter(told::rule.eq(recall.rule).and(told::visit.eq(recall.visit))).select(told::id);
    if let Some(id) = tx.maybe(same)? {
        return Ok(id);
    }
    let row = RecallToldRow {
        id: tx.id(),
        rule: recall.rule,
        visit: recall.visit,
        patient: recall.patient,
        site,
        last_day: recall.last,
        due_day: recall.due,
        opened_at: tx.now(),
    };
    let fact = FollowUpFact::RecallTold { recall: row.id, rule: row.rule, patient: row.patient, site };
    tx.write(fact).insert(told::table, row)?;
    Ok(row.id)
}

/// Why somebody is not told of a recall any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecallEnd {
    /// They have an appointment ahead for it, or were here since.
    Booked,
    /// They do not want to come.
    Declined,
    /// They were spoken to, or asked for a call.
    Reached,
    /// They have died.
    Deceased,
    /// The rule is out of use, the visit was undone, or it is too long ago.
    Over,
}

/// A recall that is told by message.
#[derive(Clone, Debug)]
pub struct RecallTold {
    /// Which.
    pub id: RecallId,
    /// By which rule.
    pub rule: RecallRule,
    /// Who.
    pub patient: PatientId,
    /// At which site.
    pub site: SiteId,
    /// When they are to come again.
    pub due: Day,
    /// When nobody calls any more.
    pub until: Day,
    /// Why they are not told any more, if they are not.
    pub end: Option<RecallEnd>,
}

fn stored(read: &mut Reader<'_>, id: RecallId) -> Result<RecallToldRow, Problem> {
    read.one(told::table.filter(told::id.eq(id)).select(RecallToldRow::as_select()), "recall")
}

/// How a recall stands.
///
/// # Errors
/// Not found, when there is no such recall.
pub fn recall_told(read: &mut Reader<'_>, id: RecallId) -> Result<RecallTold, Problem> {
    let row = stored(read, id)?;
    let rule = recall_rules(read)?.into_iter().find(|rule| rule.id == row.rule);
    let rule = rule.ok_or_else(|| Problem::not_found("no_such_rule", "There is no such recall."))?;
    let until = last_day(row.due_day);
    let end = end_of(read, &row, &rule, until)?;
    Ok(RecallTold { id, rule, patient: row.patient, site: row.site, due: row.due_day, until, end })
}

/// The last day on which somebody is called who is overdue since this day.
fn last_day(due: Day) -> Day {
    forth(due, i64::from(OVERDUE_MONTHS))
}

impl RecallToTell {
    /// The last day on which they are called or told.
    #[must_use]
    pub fn until(&self) -> Day {
        last_day(self.due)
    }
}

fn end_of(
    read: &mut Reader<'_>,
    row: &RecallToldRow,
    rule: &RecallRule,
    until: Day,
) -> Result<Option<RecallEnd>, Problem> {
    if deceased(read, &[row.patient])?.contains(&row.patient) {
        return Ok(Some(RecallEnd::Deceased));
    }
    let now = read.now();
    let ahead = appointment::table
        .filter(appointment::patient.eq(row.patient).and(appointment::starts_at.ge(now)))
        .filter(appointment::visit_type.eq(rule.book))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .select(appointment::id);
    if read.list::<_, crate::scheduling::AppointmentId>(ahead, 1)?.len() == 1 {
        return Ok(Some(RecallEnd::Booked));
    }
    let seen = visit::table.filter(visit::id.eq(row.visit)).select((visit::status, visit::arrived_at));
    let seen: Option<(Status, Moment)> = read.maybe(seen)?;
    let Some((Status::Left, arrived_at)) = seen else { return Ok(Some(RecallEnd::Over)) };
    let again = visit::table
        .filter(visit::patient.eq(row.patient).and(visit::visit_type.eq(rule.after)))
        .filter(visit::status.eq(Status::Left).and(visit::arrived_at.gt(arrived_at)))
        .select(visit::id);
    if read.list::<_, VisitId>(again, 1)?.len() == 1 {
        return Ok(Some(RecallEnd::Booked));
    }
    let tried = recall_attempt::table
        .filter(recall_attempt::patient.eq(row.patient).and(recall_attempt::rule.eq(row.rule)))
        .filter(recall_attempt::at.gt(arrived_at))
        .filter(recall_attempt::outcome.eq_any(AttemptOutcome::REACHED))
        .select(recall_attempt::outcome);
    let tried: Vec<AttemptOutcome> = read.list(tried, ATTEMPTS_MAX)?;
    if tried.contains(&AttemptOutcome::Declined) {
        return Ok(Some(RecallEnd::Declined));
    }
    if !tried.is_empty() {
        return Ok(Some(RecallEnd::Reached));
    }
    let today = today_at(read, row.site)?;
    Ok((!rule.active || today > until).then_some(RecallEnd::Over))
}

/// A message or a letter went out: it counts as an attempt, and hides the recall until this day.
///
/// # Errors
/// Not found, when there is no such recall.
pub fn note_told(
    tx: &mut Tx<'_>,
    id: RecallId,
    outcome: AttemptOutcome,
    hidden_until: Option<Day>,
) -> Result<(), Problem> {
    let row = stored(tx, id)?;
    let usual = today_at(tx, row.site)?.plus_days(outcome.hides_for_days());
    let attempt = RecallAttemptRow {
        id: tx.id(),
        rule: row.rule,
        patient: row.patient,
        outcome,
        at: tx.now(),
        account: tx.who().account(),
        hidden_until: hidden_until.unwrap_or(usual),
    };
    let fact = FollowUpFact::RecallAttempted { rule: row.rule, patient: row.patient, outcome };
    tx.write(fact).insert(recall_attempt::table, attempt)?;
    Ok(())
}

/// The patient does not want to come.
///
/// # Errors
/// Not found, when there is no such recall.
pub fn decline_recall(tx: &mut Tx<'_>, id: RecallId) -> Result<(), Problem> {
    note_told(tx, id, AttemptOutcome::Declined, None)
}

/// Nothing hides the recall any more: the patient asks for a call, or the message did not arrive.
///
/// # Errors
/// Not found, when there is no such recall.
pub fn show_again(tx: &mut Tx<'_>, id: RecallId) -> Result<(), Problem> {
    let row = stored(tx, id)?;
    let today = today_at(tx, row.site)?;
    let hiding = recall_attempt::table
        .filter(recall_attempt::patient.eq(row.patient).and(recall_attempt::rule.eq(row.rule)))
        .filter(recall_attempt::hidden_until.gt(today));
    let fact = FollowUpFact::RecallShownAgain { recall: row.id, rule: row.rule, patient: row.patient, site: row.site };
    tx.write(fact).run(diesel::update(hiding).set(recall_attempt::hidden_until.eq(today)))?;
    Ok(())
}

/// The ids under which recalls of these visits are told, by rule and visit.
///
/// # Errors
/// Broken, when the database fails.
pub fn recall_ids_of(
    read: &mut Reader<'_>,
    visits: &[VisitId],
) -> Result<HashMap<(RecallRuleId, VisitId), RecallId>, Problem> {
    let mut all = HashMap::new();
    for some in visits.chunks(500) {
        let query = told::table.filter(told::visit.eq_any(some)).select((told::rule, told::visit, told::id));
        let rows: Vec<(RecallRuleId, VisitId, RecallId)> = read.list(query, 5_000)?;
        all.extend(rows.into_iter().map(|(rule, visit, id)| ((rule, visit), id)));
    }
    Ok(all)
}
