//! Call-backs: asked for in a call, taken on by somebody, tried, done. Each has a clock, and none is dropped.

use super::rules::{fact, open_call, stored_call, subject_of, words};
use super::tables::{CallBackRow, call_back};
use super::{ANSWER, CallBackId, CallBackOutcome, CallDeed, CallFact, CallId, Route, Urgency};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// Minutes after which somebody who was not reached is tried again.
const AGAIN_MINUTES: i64 = 30;
/// Tries before a call-back can be given up.
const TRIES_MIN: i64 = 3;

/// Asks that the caller be called back.
#[derive(Clone, Debug)]
pub struct AskForCallBack {
    /// In which call.
    pub call: CallId,
    /// About what.
    pub asks: Phi<String>,
    /// How soon; never later than the questions say.
    pub urgency: Urgency,
    /// Who is to call.
    pub route: Route,
    /// The number to call, where it is another than the caller's.
    pub number: Phi<String>,
}

impl Command for AskForCallBack {
    const ACT: Act = ANSWER;
    type Done = CallBackId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CallBackId, Problem> {
        let call = open_call(tx, self.call)?;
        let asks = words(&self.asks, "asks")?;
        if asks.reveal().is_empty() {
            let say = "Write about what they are to be called back.";
            return Err(Problem::invalid("no_words", say).at("asks", say));
        }
        let other: String = self.number.reveal().chars().filter(char::is_ascii_digit).take(20).collect();
        let number = if other.is_empty() { call.number.clone() } else { other.into() };
        if number.reveal().is_empty() {
            let say = "Ask for the number to call back.";
            return Err(Problem::invalid("no_number", say).at("number", say));
        }
        // The questions may make it more urgent than whoever answers thinks, never less.
        let urgency = call.urgency.map_or(self.urgency, |by_questions| by_questions.min(self.urgency));
        let row = CallBackRow {
            id: tx.id(),
            site: call.site,
            phone_call: call.id,
            patient: call.patient,
            number,
            asks,
            urgency,
            route: self.route,
            asked_at: tx.now(),
            asked_by: tx.who().account(),
            due_at: tx.now().plus_minutes(urgency.due_minutes()),
            owner: None,
            tries: 0,
            tried_at: None,
            done_at: None,
            outcome: None,
            version: 1,
        };
        let about = CallFact { call_back: Some(row.id), ..fact(&call, CallDeed::CallBackAsked, self.route.word()) };
        tx.write(about).insert(call_back::table, &row)?;
        Ok(row.id)
    }
}

/// Whether a call-back was asked for in a call.
pub(super) fn owed_for(read: &mut Reader<'_>, call: CallId) -> Result<bool, Problem> {
    let of_call = call_back::table
        .filter(call_back::done_at.is_null().and(call_back::phone_call.eq(call)))
        .filter(call_back::site.eq(stored_call(read, call)?.site))
        .select(call_back::id);
    let found: Option<CallBackId> = read.maybe(of_call)?;
    Ok(found.is_some())
}

fn stored(read: &mut Reader<'_>, id: CallBackId) -> Result<CallBackRow, Problem> {
    let query = call_back::table.filter(call_back::id.eq(id)).select(CallBackRow::as_select());
    let row: CallBackRow = read.one(query, "call-back")?;
    // Who does not work at the site of the call does not see what is owed after it.
    stored_call(read, row.phone_call)?;
    Ok(row)
}

fn owed(read: &mut Reader<'_>, id: CallBackId) -> Result<CallBackRow, Problem> {
    let row = stored(read, id)?;
    if row.done_at.is_some() {
        return Err(Problem::conflict("done_already", "This call-back is done already."));
    }
    Ok(row)
}

fn subject_of_call_back(read: &mut Reader<'_>, id: CallBackId) -> Result<Subject, Problem> {
    let row = stored(read, id)?;
    Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
}

fn told(row: &CallBackRow, deed: CallDeed, how: &str) -> CallFact {
    CallFact {
        deed,
        call: row.phone_call,
        call_back: Some(row.id),
        patient: row.patient,
        site: row.site,
        how: how.to_owned(),
        urgency: Some(row.urgency),
    }
}

/// Takes a call-back on: from now on it is this person's.
#[derive(Clone, Copy, Debug)]
pub struct TakeCallBack {
    /// Which.
    pub call_back: CallBackId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for TakeCallBack {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of_call_back(read, self.call_back)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = owed(tx, self.call_back)?;
        let me = tx.who().account();
        let seen = call_back::table.filter(call_back::id.eq(row.id).and(call_back::version.eq(self.version)));
        tx.write(told(&row, CallDeed::CallBackTaken, "")).change(
            diesel::update(seen).set((call_back::owner.eq(Some(me)), call_back::version.eq(self.version + 1))),
        )?;
        Ok(())
    }
}

/// They were called and not reached: the clock runs anew.
#[derive(Clone, Copy, Debug)]
pub struct TriedInVain {
    /// Which.
    pub call_back: CallBackId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for TriedInVain {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of_call_back(read, self.call_back)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = owed(tx, self.call_back)?;
        let (now, me) = (tx.now(), tx.who().account());
        let seen = call_back::table.filter(call_back::id.eq(row.id).and(call_back::version.eq(self.version)));
        tx.write(told(&row, CallDeed::CallBackTried, "")).change(diesel::update(seen).set((
            call_back::owner.eq(Some(me)),
            call_back::tries.eq(row.tries + 1),
            call_back::tried_at.eq(Some(now)),
            call_back::due_at.eq(now.plus_minutes(AGAIN_MINUTES)),
            call_back::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}

/// They need not be called any more.
#[derive(Clone, Copy, Debug)]
pub struct FinishCallBack {
    /// Which.
    pub call_back: CallBackId,
    /// The version that was seen.
    pub version: i64,
    /// What became of it.
    pub outcome: CallBackOutcome,
}

impl Command for FinishCallBack {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of_call_back(read, self.call_back)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = owed(tx, self.call_back)?;
        if self.outcome == CallBackOutcome::GivenUp && row.tries < TRIES_MIN {
            let say = format!("Try {TRIES_MIN} times before you give up; this was tried {} times.", row.tries);
            return Err(Problem::refused("too_few_tries", say.clone()).at("outcome", say));
        }
        let (now, me) = (tx.now(), tx.who().account());
        let seen = call_back::table.filter(call_back::id.eq(row.id).and(call_back::version.eq(self.version)));
        tx.write(told(&row, CallDeed::CallBackDone, self.outcome.word())).change(diesel::update(seen).set((
            call_back::owner.eq(Some(me)),
            call_back::done_at.eq(Some(now)),
            call_back::outcome.eq(Some(self.outcome)),
            call_back::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}
