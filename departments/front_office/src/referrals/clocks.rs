//! Clocks: in how many days each step of a referral is due, by urgency, as the practice set them.

use super::facts::ReferralFact;
use super::tables::{ClockRow, referral_clock};
use super::{Awaited, ReferralUrgency, SEE_REFERRALS, SET_CLOCKS};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// Minutes of a day.
const DAY_MINUTES: i64 = 1_440;

/// How many days a step may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// For which urgency.
    pub urgency: ReferralUrgency,
    /// Which step.
    pub awaited: Awaited,
    /// Days, from 1 to 365.
    pub days: i64,
}

/// Every clock of the practice: what was set, and the usual days where nothing was.
///
/// # Errors
/// Broken, when the database fails.
pub fn clocks(read: &mut Reader<'_>) -> Result<Vec<Clock>, Problem> {
    let set: Vec<ClockRow> = read.list(referral_clock::table.select(ClockRow::as_select()), 100)?;
    let days = |urgency: ReferralUrgency, awaited: Awaited| {
        let own = set.iter().find(|row| row.urgency == urgency && row.awaited == awaited);
        own.map_or_else(|| awaited.usual_days(urgency), |row| row.days)
    };
    let all = ReferralUrgency::ALL.iter().flat_map(|urgency| {
        Awaited::ALL.iter().map(|awaited| Clock {
            urgency: *urgency,
            awaited: *awaited,
            days: days(*urgency, *awaited),
        })
    });
    Ok(all.collect())
}

/// When a step is due that is awaited from a moment on.
pub(super) fn due(
    read: &mut Reader<'_>,
    urgency: ReferralUrgency,
    awaited: Option<Awaited>,
    from: Moment,
) -> Result<Option<Moment>, Problem> {
    let Some(awaited) = awaited else { return Ok(None) };
    let all = clocks(read)?;
    let clock = all.iter().find(|clock| clock.urgency == urgency && clock.awaited == awaited);
    Ok(clock.map(|clock| from.plus_minutes(clock.days * DAY_MINUTES)))
}

/// The clocks of the practice.
#[derive(Clone, Copy, Debug)]
pub struct Clocks;

impl Query for Clocks {
    const ACT: Act = SEE_REFERRALS;
    type Answer = NoPatients<Vec<Clock>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        clocks(read).map(NoPatients)
    }
}

/// Sets the clocks. What is due already stays due when it was.
#[derive(Clone, Debug)]
pub struct SetClocks {
    /// Those that are other than the usual ones, or may be.
    pub clocks: Vec<Clock>,
}

impl Command for SetClocks {
    const ACT: Act = SET_CLOCKS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if self.clocks.iter().any(|clock| !(1..=365).contains(&clock.days)) {
            let say = "Enter for each step in how many days it is due, from 1 to 365.";
            return Err(Problem::invalid("bad_days", say).at("days", say));
        }
        let mut pen = tx.write(ReferralFact::ClocksSet { rows: self.clocks.len() });
        for clock in &self.clocks {
            let same = referral_clock::urgency.eq(clock.urgency).and(referral_clock::awaited.eq(clock.awaited));
            pen.run(diesel::delete(referral_clock::table.filter(same)))?;
            let row = ClockRow { urgency: clock.urgency, awaited: clock.awaited, days: clock.days };
            pen.insert(referral_clock::table, row)?;
        }
        Ok(())
    }
}
