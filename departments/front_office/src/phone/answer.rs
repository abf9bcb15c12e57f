//! Taking a call: the one that rings, or one that a telephone without a switchboard brought.

use super::ring::begun;
use super::rules::{fact, open_call, subject_of};
use super::tables::phone_call;
use super::{ANSWER, Call, CallDeed, CallId, RINGS_MINUTES};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};

/// Picks up: takes the call that has rung longest at the site; where none rings, comes back to the one that this person
/// talks on; where there is none, begins one.
#[derive(Clone, Copy, Debug)]
pub struct PickUp {
    /// Where.
    pub site: SiteId,
}

impl Command for PickUp {
    const ACT: Act = ANSWER;
    type Done = CallId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CallId, Problem> {
        let since = tx.now().plus_minutes(-RINGS_MINUTES);
        let ringing = phone_call::table
            .filter(phone_call::site.eq(self.site).and(phone_call::ended_at.is_null()))
            .filter(phone_call::answered_at.is_null().and(phone_call::began_at.gt(since)))
            .order((phone_call::began_at, phone_call::id))
            .select(phone_call::id);
        if let Some(call) = tx.maybe(ringing)? {
            return AnswerCall { call }.perform(tx);
        }
        let (now, me) = (tx.now(), tx.who().account());
        let mine = phone_call::table
            .filter(phone_call::site.eq(self.site).and(phone_call::ended_at.is_null()))
            .filter(phone_call::answered_by.eq(Some(me)))
            .order((phone_call::began_at.desc(), phone_call::id))
            .select(phone_call::id);
        if let Some(call) = tx.maybe(mine)? {
            return Ok(call);
        }
        let row = Call { answered_at: Some(now), answered_by: Some(me), ..begun(tx, self.site, Phi::default()) };
        tx.write(fact(&row, CallDeed::Answered, "")).insert(phone_call::table, &row)?;
        Ok(row.id)
    }
}

/// Takes a call that rings.
#[derive(Clone, Copy, Debug)]
pub struct AnswerCall {
    /// Which.
    pub call: CallId,
}

impl Command for AnswerCall {
    const ACT: Act = ANSWER;
    type Done = CallId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CallId, Problem> {
        let row = open_call(tx, self.call)?;
        let me = tx.who().account();
        match row.answered_by {
            Some(who) if who == me => return Ok(row.id),
            Some(_) => return Err(Problem::conflict("answered", "Somebody else has taken this call.")),
            None => {}
        }
        let now = tx.now();
        let ringing = phone_call::table.filter(phone_call::id.eq(row.id).and(phone_call::answered_at.is_null()));
        tx.write(fact(&row, CallDeed::Answered, "")).change(diesel::update(ringing).set((
            phone_call::answered_at.eq(Some(now)),
            phone_call::answered_by.eq(Some(me)),
            phone_call::version.eq(phone_call::version + 1),
        )))?;
        Ok(row.id)
    }
}
