//! What somebody decided about a pair.

use super::DUPLICATES;
use super::tables::duplicate_pair;
use crate::people::PeopleFact;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, PatientId, Pen, Reader, Subject, Tx};

kernel::code!(
    /// How it stands with a pair.
    Decision {
        /// Nobody looked yet.
        Open = "open",
        /// Somebody looked, and will look again.
        Later = "later",
        /// Two people.
        Apart = "apart",
        /// One person, in one chart now.
        Merged = "merged",
    }
);

/// Decides about a pair on the list: two people, or later. To say that it is one person, merge them.
#[derive(Clone, Copy, Debug)]
pub struct DecideDuplicate {
    /// One of them.
    pub one: PatientId,
    /// The other.
    pub other: PatientId,
    /// What was decided.
    pub decision: Decision,
}

impl Command for DecideDuplicate {
    const ACT: Act = DUPLICATES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.one))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if !matches!(self.decision, Decision::Apart | Decision::Later) {
            return Err(Problem::invalid("decision", "Choose what it is: two people, or later."));
        }
        let (one, other) = in_order(self.one, self.other);
        let fact = PeopleFact::PairDecided { patient: one, other, decision: self.decision };
        let mut pen = tx.write(fact);
        if decided(&mut pen, one, other, self.decision)? == 0 {
            return Err(Problem::not_found("no_such_pair", "This pair is not on the list any more."));
        }
        Ok(())
    }
}

/// A pair is kept once, the earlier chart first.
pub(super) fn in_order(a: PatientId, b: PatientId) -> (PatientId, PatientId) {
    (a.min(b), a.max(b))
}

/// Notes a decision, if the pair is on the list, and says how many pairs that were.
pub(crate) fn decided(pen: &mut Pen<'_, '_>, a: PatientId, b: PatientId, decision: Decision) -> Result<usize, Problem> {
    let (one, other) = in_order(a, b);
    let (now, who) = (pen.read().now(), pen.read().who().account());
    let target = duplicate_pair::table.filter(duplicate_pair::one.eq(one).and(duplicate_pair::other.eq(other)));
    pen.run(diesel::update(target).set((
        duplicate_pair::decision.eq(decision),
        duplicate_pair::decided_at.eq(Some(now)),
        duplicate_pair::account.eq(Some(who)),
    )))
}
