//! Call-backs: asked for in a call, taken on by somebody, tried, done. Each has a clock, and none is dropped.

use super::ring::digits;
use super::rules::{fact, open_call, stored_call, subject_of, words};
use super::tables::call_back;
use super::{ANSWER, CallBack, CallBackId, CallBackOutcome, CallDeed, CallFact, CallId, Route, Urgency};
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
        let other = digits(&self.number);
        let number = if other.reveal().is_empty() { call.number.clone() } else { other };
        if number.reveal().is_empty() {
            let say = "Ask for the number to call back.";
            return Err(Problem::invalid("no_number", say).at("number", say));
        }
        // The questions may make it more urgent than whoever answers thinks, never less.
        let urgency = call.urgency.map_or(self.urgency, |by_questions| by_questions.min(self.urgency));
        let row = CallBack {
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

fn stored(read: &mut Reader<'_>, id: CallBackId) -> Result<CallBack, Problem> {
    let query = call_back::table.filter(call_back::id.eq(id)).select(CallBack::as_select());
    let row: CallBack = read.one(query, "call-back")?;
    // Who does not work at the site of the call does not see what is owed after it.
    stored_call(read, row.phone_call)?;
    Ok(row)
}

fn owed(read: &mut Reader<'_>, id: CallBackId) -> Result<CallBack, Problem> {
    let row = stored(read, id)?;
    if row.done_at.is_some() {
        return Err(Problem::conflict("done_already", "This call-back is done already."));
    }
    Ok(row)
}

fn told(row: &CallBack, deed: CallDeed, how: &str) -> CallFact {
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

/// What is done about a call-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallBackDeed {
    /// Somebody takes it on: from now on it is theirs.
    Take,
    /// They were called and not reached: the clock runs anew.
    TryInVain,
    /// They need not be called any more, because of this.
    Finish(CallBackOutcome),
}

/// Works on a call-back that is owed. Whoever does is its owner from then on.
#[derive(Clone, Copy, Debug)]
pub struct WorkOnCallBack {
    /// Which.
    pub call_back: CallBackId,
    /// The version that was seen.
    pub version: i64,
    /// What is done.
    pub deed: CallBackDeed,
}

impl Command for WorkOnCallBack {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let row = stored(read, self.call_back)?;
        Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = owed(tx, self.call_back)?;
        let (now, me) = (tx.now(), tx.who().account());
        let mut after = CallBack { owner: Some(me), version: self.version + 1, ..row.clone() };
        let (deed, how) = match self.deed {
            CallBackDeed::Take => (CallDeed::CallBackTaken, ""),
            CallBackDeed::TryInVain => {
                after.tries += 1;
                after.tried_at = Some(now);
                after.due_at = now.plus_minutes(AGAIN_MINUTES);
                (CallDeed::CallBackTried, "")
            }
            CallBackDeed::Finish(CallBackOutcome::GivenUp) if row.tries < TRIES_MIN => {
                let say = format!("Try {TRIES_MIN} times before you give up; this was tried {} times.", row.tries);
                return Err(Problem::refused("too_few_tries", say.clone()).at("outcome", say));
            }
            CallBackDeed::Finish(outcome) => {
                after.done_at = Some(now);
                after.outcome = Some(outcome);
                (CallDeed::CallBackDone, outcome.word())
            }
        };
        let seen = call_back::table.filter(call_back::id.eq(row.id).and(call_back::version.eq(self.version)));
        tx.write(told(&row, deed, how)).change(diesel::update(seen).set((
            call_back::owner.eq(after.owner),
            call_back::tries.eq(after.tries),
            call_back::tried_at.eq(after.tried_at),
            call_back::due_at.eq(after.due_at),
            call_back::done_at.eq(after.done_at),
            call_back::outcome.eq(after.outcome),
            call_back::version.eq(after.version),
        )))?;
        Ok(())
    }
}
