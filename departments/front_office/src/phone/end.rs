//! Ending a call: nothing ends without saying how.

use super::call_back::owed_for;
use super::rules::{fact, open_call, subject_of};
use super::tables::phone_call;
use super::{ANSWER, CallDeed, CallId, CallOutcome, Urgency};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Ends a call.
#[derive(Clone, Copy, Debug)]
pub struct EndCall {
    /// Which.
    pub call: CallId,
    /// How it ended.
    pub outcome: CallOutcome,
}

impl Command for EndCall {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        subject_of(read, self.call)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = open_call(tx, self.call)?;
        if self.outcome == CallOutcome::CallBack && !owed_for(tx, row.id)? {
            let say = "Say first who calls back, and about what.";
            return Err(Problem::invalid("no_call_back", say).at("outcome", say));
        }
        let settled = matches!(self.outcome, CallOutcome::Settled | CallOutcome::Booked);
        if row.urgency == Some(Urgency::Emergency) && settled {
            let say =
                "By the questions this is an emergency. Tell the caller to hang up and call 911, or put them through.";
            return Err(Problem::refused("emergency", say).at("outcome", say));
        }
        let now = tx.now();
        tx.write(fact(&row, CallDeed::Ended, self.outcome.word())).change(
            diesel::update(phone_call::table.filter(phone_call::id.eq(row.id))).set((
                phone_call::ended_at.eq(Some(now)),
                phone_call::outcome.eq(Some(self.outcome)),
                phone_call::version.eq(row.version + 1),
            )),
        )?;
        Ok(())
    }
}
