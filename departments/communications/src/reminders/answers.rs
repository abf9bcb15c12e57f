//! What patients answer: it confirms, cancels, stops, or is an item for the front desk.

use super::facts::MessageFact;
use super::plan::row_of;
use super::tables::{AnswerRow, MessageRow, message, message_answer};
use super::{AnswerId, CameBy, Meaning, MessageId, MessageStanding, Occasion, ThingId};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{PatientId, Reader, SiteId, Sites, Tx};
use std::collections::HashMap;
use std::time::Duration;

/// Answers listed at once.
const ANSWERS_MAX: u32 = 300;
/// Letters of an answer that are kept: a text message of ten parts.
const WORDS_MAX: usize = 1_600;
/// Who answers an offer that ended is told so for as long.
const GONE_FOR: Duration = Duration::from_secs(2 * 86_400);
/// Messages to one number that an answer may be about.
const CANDIDATES_MAX: u32 = 20;

/// An answer that came.
#[derive(Clone, Debug)]
pub struct AnswerCame {
    /// To which message, if that is known.
    pub message: Option<MessageId>,
    /// Whose, where no message is known.
    pub patient: Option<PatientId>,
    /// Where, where no message is known.
    pub site: SiteId,
    /// By which way.
    pub came_by: CameBy,
    /// From which number; empty otherwise.
    pub number: Phi<String>,
    /// What it means.
    pub meaning: Meaning,
    /// In their words; may be empty.
    pub words: Phi<String>,
    /// The gateway's own id of it.
    pub outside_id: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// Whose, if that is known.
    pub patient: Option<PatientId>,
    /// Where.
    pub site: SiteId,
    /// On what occasion they were written to, if that is known.
    pub occasion: Option<Occasion>,
    /// About which appointment, offer or recall.
    pub thing: Option<ThingId>,
    /// When a visit begins, or an offer ends.
    pub until_at: Option<Moment>,
    /// When it came.
    pub came_at: Moment,
    /// By which way.
    pub came_by: CameBy,
    /// From which number.
    pub number: Phi<String>,
    /// What it means.
    pub meaning: Meaning,
    /// In their words.
    pub words: Phi<String>,
    /// When somebody finished it.
    pub done_at: Option<Moment>,
    /// For the next change.
    pub version: i64,
}

impl From<AnswerRow> for Answer {
    fn from(row: AnswerRow) -> Self {
        Self {
            id: row.id,
            patient: row.patient,
            site: row.site,
            occasion: row.occasion,
            thing: row.thing,
            until_at: row.until_at,
            came_at: row.came_at,
            came_by: row.came_by,
            number: row.number,
            meaning: row.meaning,
            words: row.words,
            done_at: row.done_at,
            version: row.version,
        }
    }
}

/// Writes an answer down. What needs nobody is done at once; the same of the gateway's answers is written once.
///
/// # Errors
/// Not found, when there is no such message.
pub fn answer_came(tx: &mut Tx<'_>, came: &AnswerCame) -> Result<Option<AnswerId>, Problem> {
    if let Some(outside) = &came.outside_id {
        let same =
            message_answer::table.filter(message_answer::outside_id.eq(Some(outside))).select(message_answer::id);
        if tx.maybe::<_, AnswerId>(same)?.is_some() {
            return Ok(None);
        }
    }
    let about = came.message.map(|id| row_of(tx, id)).transpose()?;
    let (now, who) = (tx.now(), tx.who().account());
    let open = came.meaning.needs_somebody();
    let row = AnswerRow {
        id: tx.id(),
        patient: about.as_ref().map(|row| row.patient).or(came.patient),
        site: about.as_ref().map_or(came.site, |row| row.site),
        occasion: about.as_ref().map(|row| row.occasion),
        thing: about.as_ref().map(|row| row.thing),
        message: came.message,
        until_at: about.as_ref().map(|row| row.until_at),
        came_at: now,
        came_by: came.came_by,
        number: came.number.clone(),
        meaning: came.meaning,
        words: Phi::new(came.words.reveal().trim().chars().take(WORDS_MAX).collect()),
        outside_id: came.outside_id.clone(),
        done_at: (!open).then_some(now),
        done_by: (!open).then_some(who),
        version: 1,
    };
    let fact = MessageFact::Answered {
        answer: row.id,
        occasion: row.occasion,
        thing: row.thing,
        patient: row.patient,
        site: row.site,
        came_by: row.came_by,
        meaning: row.meaning,
    };
    tx.write(fact).insert(message_answer::table, &row)?;
    Ok(Some(row.id))
}

/// Somebody has done what an answer asked for.
///
/// # Errors
/// Conflict, when somebody else was faster.
pub fn finish_answer(tx: &mut Tx<'_>, id: AnswerId, version: i64) -> Result<(), Problem> {
    let row = stored(tx, id)?;
    let (now, who) = (tx.now(), tx.who().account());
    let seen = message_answer::table.filter(
        message_answer::id.eq(id).and(message_answer::version.eq(version)).and(message_answer::done_at.is_null()),
    );
    let fact = MessageFact::AnswerDone { answer: id, patient: row.patient, site: row.site };
    tx.write(fact).change(diesel::update(seen).set((
        message_answer::done_at.eq(Some(now)),
        message_answer::done_by.eq(Some(who)),
        message_answer::version.eq(version + 1),
    )))?;
    Ok(())
}

fn stored(read: &mut Reader<'_>, id: AnswerId) -> Result<AnswerRow, Problem> {
    let query = message_answer::table.filter(message_answer::id.eq(id)).select(AnswerRow::as_select());
    let row: AnswerRow = read.one(query, "answer")?;
    let here = match read.who().sites() {
        Sites::All => true,
        Sites::Some(sites) => sites.contains(&row.site),
    };
    if here {
        return Ok(row);
    }
    Err(Problem::not_found("no_such_answer", "There is no such answer, or you may not see it."))
}

/// Whose an answer is, and where.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn answer_line(read: &mut Reader<'_>, id: AnswerId) -> Result<Answer, Problem> {
    stored(read, id).map(Answer::from)
}

/// The answers of a site that somebody must act on, the one that has waited longest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn answers_open(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<Answer>, Problem> {
    let query = message_answer::table
        .filter(message_answer::site.eq(site).and(message_answer::done_at.is_null()))
        .order((message_answer::came_at, message_answer::id))
        .select(AnswerRow::as_select());
    let rows: Vec<AnswerRow> = read.list(query, ANSWERS_MAX)?;
    Ok(rows.into_iter().map(Answer::from).collect())
}

/// Every answer about an appointment, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn answers_of(read: &mut Reader<'_>, appointment: ThingId) -> Result<Vec<Answer>, Problem> {
    let query = message_answer::table
        .filter(message_answer::thing.eq(Some(appointment)))
        .order((message_answer::came_at, message_answer::id))
        .select(AnswerRow::as_select());
    let rows: Vec<AnswerRow> = read.list(query, ANSWERS_MAX)?;
    Ok(rows.into_iter().map(Answer::from).collect())
}

/// Every answer about these things, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn answers_about(read: &mut Reader<'_>, things: &[ThingId]) -> Result<HashMap<ThingId, Vec<Answer>>, Problem> {
    let mut all: HashMap<ThingId, Vec<Answer>> = HashMap::new();
    for some in things.chunks(500) {
        let wanted: Vec<Option<ThingId>> = some.iter().copied().map(Some).collect();
        let query = message_answer::table
            .filter(message_answer::thing.eq_any(wanted))
            .order((message_answer::came_at, message_answer::id))
            .select(AnswerRow::as_select());
        let rows: Vec<AnswerRow> = read.list(query, ANSWERS_MAX * 10)?;
        for row in rows {
            if let Some(thing) = row.thing {
                all.entry(thing).or_default().push(Answer::from(row));
            }
        }
    }
    Ok(all)
}

/// What was asked for about a thing is done with it.
///
/// # Errors
/// Broken, when the database fails.
pub fn finish_answers_about(tx: &mut Tx<'_>, thing: ThingId) -> Result<(), Problem> {
    let about = answers_about(tx, &[thing])?.remove(&thing).unwrap_or_default();
    for answer in about.into_iter().filter(|answer| answer.done_at.is_none()) {
        finish_answer(tx, answer.id, answer.version)?;
    }
    Ok(())
}

/// A message that went out by text and can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMessage {
    /// Which.
    pub id: MessageId,
    /// On what occasion.
    pub occasion: Occasion,
    /// About which appointment, offer or recall.
    pub thing: ThingId,
    /// To whom.
    pub patient: PatientId,
}

/// The messages that went to this number by text and can be answered, the latest first: one for each visit still to come, each offer,
/// also two days after its end because it is answered that it is gone, and each recall.
///
/// # Errors
/// Broken, when the database fails.
pub fn open_messages_to(read: &mut Reader<'_>, number: &Phi<String>) -> Result<Vec<OpenMessage>, Problem> {
    if number.reveal().is_empty() {
        return Ok(Vec::new());
    }
    let now = read.now();
    let out = [MessageStanding::Sent, MessageStanding::Sending];
    let query = message::table
        .filter(message::sent_to.eq(number).and(message::until_at.gt(now - GONE_FOR)))
        .filter(message::standing.eq_any(out))
        .order((message::taken_at.desc(), message::sent_at.desc(), message::id))
        .select(MessageRow::as_select());
    let rows: Vec<MessageRow> = read.list(query, CANDIDATES_MAX)?;
    let mut seen: Vec<OpenMessage> = Vec::new();
    for row in rows.into_iter().filter(|row| !row.occasion.is_reply()) {
        let open = row.until_at > now || row.occasion == Occasion::Offer;
        if open && seen.iter().all(|other| other.thing != row.thing) {
            seen.push(OpenMessage { id: row.id, occasion: row.occasion, thing: row.thing, patient: row.patient });
        }
    }
    Ok(seen)
}
