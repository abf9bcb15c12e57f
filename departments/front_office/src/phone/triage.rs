//! Triage on the telephone: the approved questions are asked in full, and the worst answer says how urgent it is. Advice is
//! given by those who are licensed to.

use super::rules::{fact, open_call, subject_of, words};
use super::tables::{phone_call, red_flag_answer, red_flag_question};
use super::{ADVISE, ANSWER, CallDeed, CallId, RedFlagSetId, Urgency, sets_in_use};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// Answers of one call that are looked at: every set has twenty at most.
const ANSWERS_MAX: u32 = 4_000;

/// Keeps what a caller answered to the questions of a set. The worst answer to any set says how urgent the call is.
#[derive(Clone, Debug)]
pub struct AnswerRedFlags {
    /// In which call.
    pub call: CallId,
    /// Which set.
    pub set: RedFlagSetId,
    /// The answers: place of the question, and whether it is so. Each question is answered, except that whoever has answered
    /// *yes* to an emergency is asked nothing more.
    pub answers: Vec<(i64, bool)>,
}

impl Command for AnswerRedFlags {
    const ACT: Act = ANSWER;
    /// How urgent it is.
    type Done = String;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<String, Problem> {
        let mut row = open_call(tx, self.call)?;
        let Some(set) = sets_in_use(tx)?.into_iter().find(|set| set.id == self.set) else {
            let say = "These questions are not approved, or are retired. Ask a nurse.";
            return Err(Problem::refused("not_approved", say).at("set", say));
        };
        let answer = |position: i64| self.answers.iter().find(|(at, _)| *at == position).map(|(_, yes)| *yes);
        let flagged = set.questions.iter().filter(|question| answer(question.position) == Some(true));
        let urgency = flagged.map(|question| question.urgency).min().unwrap_or(Urgency::Routine);
        let open = set.questions.iter().filter(|question| answer(question.position).is_none()).count();
        if open > 0 && urgency != Urgency::Emergency {
            let say = format!("Ask every question: {open} are not answered yet.");
            return Err(Problem::invalid("not_all_asked", say.clone()).at("answers", say));
        }
        let urgency = worst_by_others(tx, row.id, set.id)?.map_or(urgency, |other| other.min(urgency));
        row.urgency = Some(urgency);
        let mut pen = tx.write(fact(&row, CallDeed::Triaged, set.id.to_string()));
        let before = red_flag_answer::table
            .filter(red_flag_answer::phone_call.eq(row.id).and(red_flag_answer::red_flag_set.eq(set.id)));
        pen.run(diesel::delete(before))?;
        for question in &set.questions {
            let Some(yes) = answer(question.position) else { continue };
            pen.insert(
                red_flag_answer::table,
                (
                    red_flag_answer::phone_call.eq(row.id),
                    red_flag_answer::red_flag_set.eq(set.id),
                    red_flag_answer::position.eq(question.position),
                    red_flag_answer::flagged.eq(yes),
                ),
            )?;
        }
        pen.change(diesel::update(phone_call::table.filter(phone_call::id.eq(row.id))).set((
            phone_call::red_flag_set.eq(Some(set.id)),
            phone_call::urgency.eq(Some(urgency)),
            phone_call::version.eq(row.version + 1),
        )))?;
        Ok(urgency.word().to_owned())
    }
}

/// How urgent a call is by the other sets that were asked in it.
fn worst_by_others(read: &mut Reader<'_>, call: CallId, set: RedFlagSetId) -> Result<Option<Urgency>, Problem> {
    let asked = red_flag_question::red_flag_set
        .eq(red_flag_answer::red_flag_set)
        .and(red_flag_question::position.eq(red_flag_answer::position));
    let flagged = red_flag_answer::table
        .inner_join(red_flag_question::table.on(asked))
        .filter(red_flag_answer::phone_call.eq(call).and(red_flag_answer::red_flag_set.ne(set)))
        .filter(red_flag_answer::flagged.eq(true))
        .select(red_flag_question::urgency);
    let flagged: Vec<Urgency> = read.list(flagged, ANSWERS_MAX)?;
    Ok(flagged.into_iter().min())
}

/// Keeps the advice that a nurse or clinician gave.
#[derive(Clone, Debug)]
pub struct GiveAdvice {
    /// In which call.
    pub call: CallId,
    /// What was advised.
    pub advice: Phi<String>,
}

impl Command for GiveAdvice {
    const ACT: Act = ADVISE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = open_call(tx, self.call)?;
        let advice = words(&self.advice, "advice")?;
        let say = match (advice.reveal().is_empty(), row.patient) {
            (true, _) => Some("Write what you advised."),
            (false, None) => Some("Verify first whom the call is about: advice stands in their record."),
            (false, Some(_)) => None,
        };
        if let Some(say) = say {
            return Err(Problem::invalid("no_advice", say).at("advice", say));
        }
        let me = tx.who().account();
        tx.write(fact(&row, CallDeed::Advised, "")).change(
            diesel::update(phone_call::table.filter(phone_call::id.eq(row.id))).set((
                phone_call::advice.eq(advice),
                phone_call::advised_by.eq(Some(me)),
                phone_call::version.eq(row.version + 1),
            )),
        )?;
        Ok(())
    }
}
