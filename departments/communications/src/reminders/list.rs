//! Lists of reminders: by how they stand, of a visit, of a patient; and the one mark that an appointment carries.

use super::tables::{AnswerRow, ReminderRow, reminder, reminder_answer};
use super::{Channel, Meaning, PromiseId, ReminderId, ReminderStanding, StepId, Why, WordingId};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{PatientId, Reader, SiteId};
use std::collections::HashMap;

/// Reminders listed at once.
const LINES_MAX: u32 = 300;
/// Reminders and answers of the appointments of one page.
const MARKS_MAX: u32 = 12_000;

/// A reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderLine {
    /// Its id.
    pub id: ReminderId,
    /// Of which appointment.
    pub appointment: PromiseId,
    /// By which step.
    pub step: StepId,
    /// Whose.
    pub patient: PatientId,
    /// Where.
    pub site: SiteId,
    /// When the visit begins.
    pub visit_at: Moment,
    /// What it says.
    pub wording: WordingId,
    /// In which edition, once it is out.
    pub edition: Option<i64>,
    /// In Spanish; English otherwise.
    pub spanish: bool,
    /// By which channel.
    pub channel: Channel,
    /// How it stands.
    pub standing: ReminderStanding,
    /// Why not, or why by this channel.
    pub why: Option<Why>,
    /// When it goes out.
    pub due_at: Moment,
    /// Tries in vain by this channel.
    pub attempts: i64,
    /// When it went out.
    pub sent_at: Option<Moment>,
    /// When it arrived, as far as the gateway says.
    pub delivered_at: Option<Moment>,
    /// For the next change.
    pub version: i64,
}

pub(super) fn line(row: ReminderRow) -> ReminderLine {
    ReminderLine {
        id: row.id,
        appointment: row.appointment,
        step: row.step,
        patient: row.patient,
        site: row.site,
        visit_at: row.visit_at,
        wording: row.wording,
        edition: row.edition,
        spanish: row.language == "es",
        channel: row.channel,
        standing: row.standing,
        why: row.why,
        due_at: row.due_at,
        attempts: row.attempts,
        sent_at: row.sent_at,
        delivered_at: row.delivered_at,
        version: row.version,
    }
}

fn lines(rows: Vec<ReminderRow>) -> Vec<ReminderLine> {
    rows.into_iter().map(line).collect()
}

/// Reminders of a site that stand so: what is still to come with the next one first, all else with the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_standing(
    read: &mut Reader<'_>,
    site: SiteId,
    standing: ReminderStanding,
    at_most: u32,
) -> Result<Vec<ReminderLine>, Problem> {
    let at_most = at_most.min(LINES_MAX);
    let query = reminder::table
        .filter(reminder::site.eq(site).and(reminder::standing.eq(standing)))
        .select(ReminderRow::as_select());
    let rows = match standing {
        ReminderStanding::Planned | ReminderStanding::Sending => {
            read.list(query.order((reminder::due_at, reminder::id)), at_most)?
        }
        _ => read.list(query.order((reminder::due_at.desc(), reminder::id)), at_most)?,
    };
    Ok(lines(rows))
}

/// What somebody of the office is to do by this channel now, the next visit first.
///
/// # Errors
/// Broken, when the database fails.
pub fn to_do(read: &mut Reader<'_>, site: SiteId, channel: Channel) -> Result<Vec<ReminderLine>, Problem> {
    let now = read.now();
    let query = reminder::table
        .filter(reminder::site.eq(site).and(reminder::standing.eq(ReminderStanding::Planned)))
        .filter(reminder::channel.eq(channel).and(reminder::due_at.le(now)).and(reminder::visit_at.gt(now)))
        .order((reminder::visit_at, reminder::id))
        .select(ReminderRow::as_select());
    Ok(lines(read.list(query, LINES_MAX)?))
}

/// Every reminder of an appointment, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_visit(read: &mut Reader<'_>, appointment: PromiseId) -> Result<Vec<ReminderLine>, Problem> {
    let query = reminder::table
        .filter(reminder::appointment.eq(appointment))
        .order((reminder::visit_at, reminder::due_at, reminder::id))
        .select(ReminderRow::as_select());
    Ok(lines(read.list(query, LINES_MAX)?))
}

/// The latest reminders of a patient, the latest visit first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_patient(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<ReminderLine>, Problem> {
    let query = reminder::table
        .filter(reminder::patient.eq(patient))
        .order((reminder::visit_at.desc(), reminder::due_at.desc(), reminder::id))
        .select(ReminderRow::as_select());
    Ok(lines(read.list(query, at_most.min(LINES_MAX))?))
}

/// What is to be known of an appointment's reminders at a glance; the first that is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The patient asked to cancel, to be called, or wrote something, and nobody has done it yet.
    Asked(Meaning),
    /// Nobody could be reached.
    NotReached,
    /// They were reminded, and have not answered.
    Reminded,
}

/// The marks of these appointments; those without one are left out.
///
/// # Errors
/// Broken, when the database fails.
pub fn marks_of(
    read: &mut Reader<'_>,
    appointments: &[(PromiseId, Moment)],
) -> Result<HashMap<PromiseId, Mark>, Problem> {
    let mut marks = HashMap::new();
    for some in appointments.chunks(1_000) {
        let ids: Vec<PromiseId> = some.iter().map(|(id, _)| *id).collect();
        let begins: HashMap<PromiseId, Moment> = some.iter().copied().collect();
        let told = [ReminderStanding::Sent, ReminderStanding::Failed];
        let rows = reminder::table
            .filter(reminder::appointment.eq_any(&ids).and(reminder::standing.eq_any(told)))
            .select((reminder::appointment, reminder::visit_at, reminder::standing));
        let rows: Vec<(PromiseId, Moment, ReminderStanding)> = read.list(rows, MARKS_MAX)?;
        for (id, visit_at, standing) in rows {
            if begins.get(&id) != Some(&visit_at) {
                continue;
            }
            let mark = if standing == ReminderStanding::Sent { Mark::Reminded } else { Mark::NotReached };
            let kept = marks.entry(id).or_insert(mark);
            // One that arrived is enough.
            if mark == Mark::Reminded {
                *kept = mark;
            }
        }
        let asked = reminder_answer::table
            .filter(reminder_answer::appointment.eq_any(ids.iter().map(|id| Some(*id)).collect::<Vec<_>>()))
            .filter(reminder_answer::done_at.is_null())
            .order(reminder_answer::came_at)
            .select(AnswerRow::as_select());
        let asked: Vec<AnswerRow> = read.list(asked, MARKS_MAX)?;
        marks.extend(asked.into_iter().filter_map(|row| row.appointment.map(|id| (id, Mark::Asked(row.meaning)))));
    }
    Ok(marks)
}
