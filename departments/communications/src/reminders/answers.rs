//! What patients answer: it confirms, cancels, stops, or is an item for the front desk.

use super::facts::ReminderFact;
use super::plan::row_of;
use super::tables::{AnswerRow, ReminderRow, reminder, reminder_answer};
use super::{AnswerId, CameBy, Meaning, PromiseId, ReminderId, ReminderStanding};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{PatientId, Reader, SiteId, Sites, Tx};

/// Answers listed at once.
const ANSWERS_MAX: u32 = 300;
/// Letters of an answer that are kept: a text message of ten parts.
const WORDS_MAX: usize = 1_600;
/// Reminders to one number that an answer may be about.
const CANDIDATES_MAX: u32 = 20;

/// An answer that came.
#[derive(Clone, Debug)]
pub struct AnswerCame {
    /// To which reminder, if that is known.
    pub reminder: Option<ReminderId>,
    /// Whose, where no reminder is known.
    pub patient: Option<PatientId>,
    /// Where, where no reminder is known.
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
    /// About which appointment, if that is known.
    pub appointment: Option<PromiseId>,
    /// When that begins.
    pub visit_at: Option<Moment>,
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
            appointment: row.appointment,
            visit_at: row.visit_at,
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

/// What a text message means, by its first word. Case, accents and full stops do not matter.
#[must_use]
pub fn meaning_of_text(text: &Phi<String>) -> Meaning {
    let plain: String = text.reveal().trim().chars().filter(|c| !matches!(c, '.' | '!' | ',' | '"')).collect();
    let plain = plain.to_uppercase().replace('Í', "I").replace('Á', "A");
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        // 47 CFR 64.1200(a)(10), 2025: these words revoke a consent.
        ["STOP" | "QUIT" | "END" | "REVOKE" | "OPT" | "CANCEL" | "UNSUBSCRIBE" | "STOPALL" | "ALTO" | "PARAR"]
        | ["OPT", "OUT"]
        | ["STOP", ..] => Meaning::Stop,
        ["START" | "UNSTOP"] => Meaning::Start,
        ["1" | "C" | "Y" | "YES" | "SI" | "CONFIRM" | "CONFIRMED" | "CONFIRMO" | "OK"] => Meaning::Confirmed,
        ["2" | "X" | "N" | "NO"] => Meaning::CancelAsked,
        _ => Meaning::Other,
    }
}

/// Writes an answer down. What needs nobody is done at once; the same of the gateway's answers is written once.
///
/// # Errors
/// Not found, when there is no such reminder.
pub fn answer_came(tx: &mut Tx<'_>, came: &AnswerCame) -> Result<Option<AnswerId>, Problem> {
    if let Some(outside) = &came.outside_id {
        let same =
            reminder_answer::table.filter(reminder_answer::outside_id.eq(Some(outside))).select(reminder_answer::id);
        if tx.maybe::<_, AnswerId>(same)?.is_some() {
            return Ok(None);
        }
    }
    let about = came.reminder.map(|id| row_of(tx, id)).transpose()?;
    let (now, who) = (tx.now(), tx.who().account());
    let open = came.meaning.needs_somebody();
    let row = AnswerRow {
        id: tx.id(),
        patient: about.as_ref().map(|row| row.patient).or(came.patient),
        site: about.as_ref().map_or(came.site, |row| row.site),
        appointment: about.as_ref().map(|row| row.appointment),
        reminder: came.reminder,
        visit_at: about.as_ref().map(|row| row.visit_at),
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
    let fact = ReminderFact::Answered {
        answer: row.id,
        appointment: row.appointment,
        patient: row.patient,
        site: row.site,
        came_by: row.came_by,
        meaning: row.meaning,
    };
    tx.write(fact).insert(reminder_answer::table, &row)?;
    Ok(Some(row.id))
}

/// Somebody has done what an answer asked for.
///
/// # Errors
/// Conflict, when somebody else was faster.
pub fn finish_answer(tx: &mut Tx<'_>, id: AnswerId, version: i64) -> Result<(), Problem> {
    let row = stored(tx, id)?;
    let (now, who) = (tx.now(), tx.who().account());
    let seen = reminder_answer::table.filter(
        reminder_answer::id.eq(id).and(reminder_answer::version.eq(version)).and(reminder_answer::done_at.is_null()),
    );
    let fact = ReminderFact::AnswerDone { answer: id, patient: row.patient, site: row.site };
    tx.write(fact).change(diesel::update(seen).set((
        reminder_answer::done_at.eq(Some(now)),
        reminder_answer::done_by.eq(Some(who)),
        reminder_answer::version.eq(version + 1),
    )))?;
    Ok(())
}

fn stored(read: &mut Reader<'_>, id: AnswerId) -> Result<AnswerRow, Problem> {
    let query = reminder_answer::table.filter(reminder_answer::id.eq(id)).select(AnswerRow::as_select());
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
    let query = reminder_answer::table
        .filter(reminder_answer::site.eq(site).and(reminder_answer::done_at.is_null()))
        .order((reminder_answer::came_at, reminder_answer::id))
        .select(AnswerRow::as_select());
    let rows: Vec<AnswerRow> = read.list(query, ANSWERS_MAX)?;
    Ok(rows.into_iter().map(Answer::from).collect())
}

/// Every answer about an appointment, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn answers_of(read: &mut Reader<'_>, appointment: PromiseId) -> Result<Vec<Answer>, Problem> {
    let query = reminder_answer::table
        .filter(reminder_answer::appointment.eq(Some(appointment)))
        .order((reminder_answer::came_at, reminder_answer::id))
        .select(AnswerRow::as_select());
    let rows: Vec<AnswerRow> = read.list(query, ANSWERS_MAX)?;
    Ok(rows.into_iter().map(Answer::from).collect())
}

/// The reminders that went to this number by text and whose visits are still to come, the latest first: one for each visit.
///
/// # Errors
/// Broken, when the database fails.
pub fn open_reminders_to(
    read: &mut Reader<'_>,
    number: &Phi<String>,
) -> Result<Vec<(ReminderId, PromiseId, PatientId)>, Problem> {
    if number.reveal().is_empty() {
        return Ok(Vec::new());
    }
    let now = read.now();
    let out = [ReminderStanding::Sent, ReminderStanding::Sending];
    let query = reminder::table
        .filter(reminder::sent_to.eq(number).and(reminder::visit_at.gt(now)))
        .filter(reminder::standing.eq_any(out))
        .order((reminder::taken_at.desc(), reminder::sent_at.desc(), reminder::id))
        .select(ReminderRow::as_select());
    let rows: Vec<ReminderRow> = read.list(query, CANDIDATES_MAX)?;
    let mut seen = Vec::new();
    for row in rows {
        if seen.iter().all(|(_, appointment, _)| *appointment != row.appointment) {
            seen.push((row.id, row.appointment, row.patient));
        }
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::meaning_of_text;
    use crate::reminders::Meaning;
    use kernel::Phi;

    #[test]
    fn a_text_is_read_as_people_write_it() {
        for (text, meaning) in [
            ("1", Meaning::Confirmed),
            (" yes! ", Meaning::Confirmed),
            ("Sí", Meaning::Confirmed),
            ("c", Meaning::Confirmed),
            ("2.", Meaning::CancelAsked),
            ("No", Meaning::CancelAsked),
            ("x", Meaning::CancelAsked),
            ("stop", Meaning::Stop),
            ("STOP please", Meaning::Stop),
            ("opt out", Meaning::Stop),
            ("cancel", Meaning::Stop),
            ("Start", Meaning::Start),
            ("yes but later", Meaning::Other),
            ("no puedo", Meaning::Other),
            ("12", Meaning::Other),
            ("", Meaning::Other),
        ] {
            assert_eq!(meaning_of_text(&Phi::from(text)), meaning, "{text}");
        }
    }
}
