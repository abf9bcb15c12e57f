//! Lists of reminders: by how they stand, of a visit, of a patient; and the one mark that an appointment carries.

use super::tables::{AnswerRow, MessageRow, message, message_answer};
use super::{Channel, Meaning, MessageId, MessageStanding, Occasion, StepId, ThingId, Why, WordingId};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{PatientId, Reader, SiteId};
use std::collections::HashMap;

/// Reminders listed at once.
const LINES_MAX: u32 = 300;
/// Reminders and answers of the appointments of one page.
const MARKS_MAX: u32 = 12_000;

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageLine {
    /// Its id.
    pub id: MessageId,
    /// On what occasion.
    pub occasion: Occasion,
    /// About which appointment, offer or recall.
    pub thing: ThingId,
    /// By which step.
    pub step: StepId,
    /// Whose.
    pub patient: PatientId,
    /// Where.
    pub site: SiteId,
    /// When it is too late to say it: the visit begins, the offer ends.
    pub until_at: Moment,
    /// What it says.
    pub wording: WordingId,
    /// In which edition, once it is out.
    pub edition: Option<i64>,
    /// In Spanish; English otherwise.
    pub spanish: bool,
    /// By which channel.
    pub channel: Channel,
    /// How it stands.
    pub standing: MessageStanding,
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

pub(super) fn line(row: MessageRow) -> MessageLine {
    MessageLine {
        id: row.id,
        occasion: row.occasion,
        thing: row.thing,
        step: row.step,
        patient: row.patient,
        site: row.site,
        until_at: row.until_at,
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

fn lines(rows: Vec<MessageRow>) -> Vec<MessageLine> {
    rows.into_iter().map(line).collect()
}

/// Reminders of a site that stand so: what is still to come with the next one first, all else with the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_standing(
    read: &mut Reader<'_>,
    site: SiteId,
    standing: MessageStanding,
    at_most: u32,
) -> Result<Vec<MessageLine>, Problem> {
    let at_most = at_most.min(LINES_MAX);
    let query = message::table
        .filter(message::site.eq(site).and(message::standing.eq(standing)))
        .select(MessageRow::as_select());
    let rows = match standing {
        MessageStanding::Planned | MessageStanding::Sending => {
            read.list(query.order((message::due_at, message::id)), at_most)?
        }
        _ => read.list(query.order((message::due_at.desc(), message::id)), at_most)?,
    };
    Ok(lines(rows))
}

/// What somebody of the office is to do by this channel now, the next visit first.
///
/// # Errors
/// Broken, when the database fails.
pub fn to_do(read: &mut Reader<'_>, site: SiteId, channel: Channel) -> Result<Vec<MessageLine>, Problem> {
    let now = read.now();
    let query = message::table
        .filter(message::site.eq(site).and(message::standing.eq(MessageStanding::Planned)))
        .filter(message::channel.eq(channel).and(message::due_at.le(now)).and(message::until_at.gt(now)))
        .order((message::until_at, message::id))
        .select(MessageRow::as_select());
    Ok(lines(read.list(query, LINES_MAX)?))
}

/// Every message about these things, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn messages_about(
    read: &mut Reader<'_>,
    things: &[ThingId],
) -> Result<HashMap<ThingId, Vec<MessageLine>>, Problem> {
    let mut all: HashMap<ThingId, Vec<MessageLine>> = HashMap::new();
    for some in things.chunks(500) {
        let query = message::table
            .filter(message::thing.eq_any(some))
            .order((message::due_at, message::id))
            .select(MessageRow::as_select());
        for line in lines(read.list(query, MARKS_MAX)?) {
            all.entry(line.thing).or_default().push(line);
        }
    }
    Ok(all)
}

/// What these patients were told lately on this occasion: the latest of each.
///
/// # Errors
/// Broken, when the database fails.
pub fn latest_to(
    read: &mut Reader<'_>,
    patients: &[PatientId],
    occasion: Occasion,
) -> Result<HashMap<PatientId, MessageLine>, Problem> {
    let mut all: HashMap<PatientId, MessageLine> = HashMap::new();
    for some in patients.chunks(500) {
        let query = message::table
            .filter(message::patient.eq_any(some).and(message::occasion.eq(occasion)))
            .order((message::due_at, message::id))
            .select(MessageRow::as_select());
        all.extend(lines(read.list(query, MARKS_MAX)?).into_iter().map(|line| (line.patient, line)));
    }
    Ok(all)
}

/// Every message of an appointment, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_visit(read: &mut Reader<'_>, appointment: ThingId) -> Result<Vec<MessageLine>, Problem> {
    let query = message::table
        .filter(message::thing.eq(appointment))
        .order((message::until_at, message::due_at, message::id))
        .select(MessageRow::as_select());
    Ok(lines(read.list(query, LINES_MAX)?))
}

/// The latest reminders of a patient, the latest visit first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_patient(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<MessageLine>, Problem> {
    let query = message::table
        .filter(message::patient.eq(patient))
        .order((message::until_at.desc(), message::due_at.desc(), message::id))
        .select(MessageRow::as_select());
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
pub fn marks_of(read: &mut Reader<'_>, appointments: &[(ThingId, Moment)]) -> Result<HashMap<ThingId, Mark>, Problem> {
    let mut marks = HashMap::new();
    for some in appointments.chunks(1_000) {
        let ids: Vec<ThingId> = some.iter().map(|(id, _)| *id).collect();
        let begins: HashMap<ThingId, Moment> = some.iter().copied().collect();
        let told = [MessageStanding::Sent, MessageStanding::Failed];
        let rows = message::table.filter(message::thing.eq_any(&ids).and(message::standing.eq_any(told))).select((
            message::thing,
            message::until_at,
            message::standing,
        ));
        let rows: Vec<(ThingId, Moment, MessageStanding)> = read.list(rows, MARKS_MAX)?;
        for (id, until_at, standing) in rows {
            if begins.get(&id) != Some(&until_at) {
                continue;
            }
            let mark = if standing == MessageStanding::Sent { Mark::Reminded } else { Mark::NotReached };
            let kept = marks.entry(id).or_insert(mark);
            // One that arrived is enough.
            if mark == Mark::Reminded {
                *kept = mark;
            }
        }
        let asked = message_answer::table
            .filter(message_answer::thing.eq_any(ids.iter().map(|id| Some(*id)).collect::<Vec<_>>()))
            .filter(message_answer::done_at.is_null())
            .order(message_answer::came_at)
            .select(AnswerRow::as_select());
        let asked: Vec<AnswerRow> = read.list(asked, MARKS_MAX)?;
        marks.extend(asked.into_iter().filter_map(|row| row.thing.map(|id| (id, Mark::Asked(row.meaning)))));
    }
    Ok(marks)
}
