//! How the telephone of a site was answered in some days.

use super::{Period, SEE_FIGURES};
use crate::phone::tables::{call_back, phone_call};
use crate::phone::{CallBackOutcome, CallReason, RINGS_MINUTES};
use crate::scheduling::moment_at;
use crate::spread::Spread;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::site;
use std::collections::{BTreeMap, HashMap};

/// A call that is taken within so many seconds was taken in time.
pub const IN_TIME_SECONDS: i64 = 30;
/// Calls that are counted at once.
const CALLS_MAX: u32 = 50_000;

/// The telephone of a site.
#[derive(Clone, Copy, Debug)]
pub struct CallFiguresOf {
    /// Where.
    pub site: SiteId,
    /// In which days.
    pub period: Period,
}

/// See [`CallFiguresOf`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFigures {
    /// Calls that rang. A call that somebody opened by hand did not ring here.
    pub rang: usize,
    /// Those that somebody took while they rang.
    pub answered: usize,
    /// Those taken within [`IN_TIME_SECONDS`].
    pub in_time: usize,
    /// Those that nobody took while they rang.
    pub missed: usize,
    /// Of the missed ones, those that were called back from the list.
    pub called_back: usize,
    /// Calls that somebody opened by hand.
    pub by_hand: usize,
    /// Seconds until they were taken.
    pub until_answered: Option<Spread>,
    /// Seconds that were talked.
    pub talked: Option<Spread>,
    /// By the hour of the site's clock at which they rang; hours without a call are left out.
    pub hours: Vec<CallsOfHour>,
    /// By who took them, the most first.
    pub people: Vec<CallsOfPerson>,
    /// Why they called, the most frequent first.
    pub reasons: Vec<(CallReason, usize)>,
    /// What was owed afterwards.
    pub call_backs: CallBackFigures,
}

/// The calls of an hour of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallsOfHour {
    /// 0 to 23.
    pub hour: i8,
    /// Calls that rang.
    pub rang: usize,
    /// Those that nobody took while they rang.
    pub missed: usize,
}

/// The calls that one person took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallsOfPerson {
    /// Who.
    pub account: AccountId,
    /// How many, those opened by hand among them.
    pub taken: usize,
    /// Seconds that were talked.
    pub talked: Option<Spread>,
}

/// The call-backs that were promised in these days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallBackFigures {
    /// How many.
    pub asked: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that were done in time.
    pub in_time: usize,
    /// Those in which somebody was reached.
    pub reached: usize,
    /// Those that are overdue now.
    pub overdue: usize,
    /// Minutes until they were done.
    pub until_done: Option<Spread>,
}

impl Query for CallFiguresOf {
    const ACT: Act = SEE_FIGURES;
    type Answer = NoPatients<CallFigures>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        self.period.check()?;
        let zone = site(read, self.site)?.zone;
        let from = moment_at(self.period.first, 0, &zone);
        let until = moment_at(self.period.last.plus_days(1), 0, &zone);
        let query = phone_call::table
            .filter(phone_call::site.eq(self.site))
            .filter(phone_call::began_at.ge(from).and(phone_call::began_at.lt(until)))
            .order(phone_call::began_at)
            .select(CallRow::as_select());
        let rows: Vec<CallRow> = read.list(query, CALLS_MAX)?;
        let now = read.now();
        let hour = |at: Moment| at.civil(&zone).hour();
        let call_backs = self.call_backs(read, (from, until))?;
        Ok(NoPatients(CallFigures { call_backs, ..counted(&rows, now, hour) }))
    }
}

impl CallFiguresOf {
    fn call_backs(&self, read: &mut Reader<'_>, (from, until): (Moment, Moment)) -> Result<CallBackFigures, Problem> {
        let query = call_back::table
            .filter(call_back::site.eq(self.site))
            .filter(call_back::asked_at.ge(from).and(call_back::asked_at.lt(until)))
            .order(call_back::asked_at)
            .select((call_back::asked_at, call_back::due_at, call_back::done_at, call_back::outcome));
        type Row = (Moment, Moment, Option<Moment>, Option<CallBackOutcome>);
        let rows: Vec<Row> = read.list(query, CALLS_MAX)?;
        let now = read.now();
        let mut all = CallBackFigures { asked: rows.len(), ..CallBackFigures::default() };
        let mut took = Vec::new();
        for (asked, due, done, outcome) in rows {
            all.overdue += usize::from(done.is_none() && due < now);
            all.reached += usize::from(outcome == Some(CallBackOutcome::Reached));
            if let Some(done) = done {
                all.done += 1;
                all.in_time += usize::from(done <= due);
                took.push(done.minutes_since(asked));
            }
        }
        all.until_done = Spread::of(took);
        Ok(all)
    }
}

/// What is counted of a call.
#[derive(Queryable, Selectable, Clone, Copy, Debug)]
#[diesel(table_name = phone_call)]
struct CallRow {
    began_at: Moment,
    answered_at: Option<Moment>,
    answered_by: Option<AccountId>,
    ended_at: Option<Moment>,
    reason: Option<CallReason>,
}

/// How a call went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    /// Somebody opened it by hand.
    ByHand,
    /// Somebody took it after so many seconds.
    Answered(i64),
    /// Nobody took it while it rang; perhaps somebody called back.
    Missed { called_back: bool },
    /// It rings.
    Rings,
}

fn seconds(from: Moment, to: Moment) -> i64 {
    (to.micros() - from.micros()) / 1_000_000
}

impl CallRow {
    fn went(&self, now: Moment) -> Went {
        let rang = |until: Moment| seconds(self.began_at, until);
        match self.answered_at {
            Some(at) if at == self.began_at => Went::ByHand,
            Some(at) if rang(at) < RINGS_MINUTES * 60 => Went::Answered(rang(at)),
            Some(_) => Went::Missed { called_back: true },
            None if self.ended_at.is_none() && rang(now) < RINGS_MINUTES * 60 => Went::Rings,
            None => Went::Missed { called_back: false },
        }
    }

    fn talked(&self) -> Option<i64> {
        Some(seconds(self.answered_at?, self.ended_at?))
    }
}

fn counted(rows: &[CallRow], now: Moment, hour: impl Fn(Moment) -> i8) -> CallFigures {
    let mut all = CallFigures::default();
    let (mut waited, mut talked) = (Vec::new(), Vec::new());
    let mut hours: BTreeMap<i8, CallsOfHour> = BTreeMap::new();
    let mut people: HashMap<AccountId, (usize, Vec<i64>)> = HashMap::new();
    let mut reasons: HashMap<CallReason, usize> = HashMap::new();
    for row in rows {
        let went = row.went(now);
        match went {
            Went::ByHand => all.by_hand += 1,
            Went::Rings => {}
            Went::Answered(after) => {
                all.answered += 1;
                all.in_time += usize::from(after <= IN_TIME_SECONDS);
                waited.push(after);
            }
            Went::Missed { called_back } => {
                all.missed += 1;
                all.called_back += usize::from(called_back);
            }
        }
        if !matches!(went, Went::ByHand | Went::Rings) {
            let at = hour(row.began_at);
            let of = hours.entry(at).or_insert(CallsOfHour { hour: at, ..CallsOfHour::default() });
            of.rang += 1;
            of.missed += usize::from(matches!(went, Went::Missed { .. }));
        }
        if let Some(account) = row.answered_by {
            let of = people.entry(account).or_default();
            of.0 += 1;
            of.1.extend(row.talked());
        }
        talked.extend(row.talked());
        if let Some(reason) = row.reason {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    let person = |(account, (taken, talked))| CallsOfPerson { account, taken, talked: Spread::of(talked) };
    all.rang = all.answered + all.missed;
    all.until_answered = Spread::of(waited);
    all.talked = Spread::of(talked);
    all.hours = hours.into_values().collect();
    all.people = people.into_iter().map(person).collect();
    all.people.sort_by_key(|one| (std::cmp::Reverse(one.taken), one.account));
    all.reasons = reasons.into_iter().collect();
    all.reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), reason.title()));
    all
}
