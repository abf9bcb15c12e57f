//! Jobs: work put off to later, enqueued in the same transaction as the fact that calls for it.
//!
//! A job runs as the machine `jobs`, in one transaction with its own removal from the list: what it writes is there
//! exactly once. One that fails is tried again, later each time; after a day of failures it stays on the list with its reason
//! and is no longer tried.

use crate::act::Act;
use crate::actor::Actor;
use crate::db::{Db, RETRY, problem};
use crate::deed::Around;
use crate::engine::{Ran, Work};
use crate::journal::{Heading, Outcome, append};
use crate::reader::Reader;
use crate::request::forget_before;
use crate::tx::{Pen, Tx};
use diesel::prelude::*;
use kernel::{Moment, Problem, RawId};
use std::time::Duration;
use tokio::sync::oneshot;

diesel::table! {
    job (id) {
        id -> Binary,
        kind -> Text,
        body -> Text,
        due_at -> BigInt,
        attempts -> BigInt,
        failure -> Nullable<Text>,
    }
}

/// A kind of job, and what is done when one is due.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// Its stable name.
    pub name: &'static str,
    /// The act under which it stands in the journal.
    pub act: Act,
    /// Does it. The text is the body it was enqueued with.
    pub run: fn(&mut Tx<'_>, &str) -> Result<(), Problem>,
}

/// Tries of a job that fails; with the pauses between them they span about a day.
const ATTEMPTS_MAX: i64 = 12;

/// Seconds until the next try: a minute, doubled each time, four hours at most.
fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(0, 8)).unwrap_or(8);
    Duration::from_secs((60 << doublings).min(4 * 3600))
}

impl Pen<'_, '_> {
    /// Puts a job on the list, to be done at or after `due_at`.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn enqueue(&mut self, kind: &JobKind, body: &str, due_at: Moment) -> Result<&mut Self, Problem> {
        let id: RawId = self.read().id();
        let row = (
            job::id.eq(id.as_bytes().to_vec()),
            job::kind.eq(kind.name),
            job::body.eq(body),
            job::due_at.eq(due_at),
            job::attempts.eq(0_i64),
        );
        self.insert(job::table, row)
    }
}

#[derive(Queryable)]
struct Due {
    id: Vec<u8>,
    kind: String,
    body: String,
    attempts: i64,
}

/// When the next job is due, if one is still tried.
pub(crate) fn next_due(db: &mut Db) -> Result<Option<Moment>, Problem> {
    job::table
        .filter(job::attempts.lt(ATTEMPTS_MAX))
        .order(job::due_at)
        .select(job::due_at)
        .first(db)
        .optional()
        .map_err(problem)
}

/// One due job under way.
pub(crate) struct JobWork {
    pub around: Around,
    pub kinds: Vec<JobKind>,
    pub taken: Option<(Vec<u8>, i64)>,
    pub failure: Option<Problem>,
    pub reply: oneshot::Sender<Result<bool, Problem>>,
}

impl JobWork {
    fn take(&mut self, db: &mut Db, now: Moment) -> Result<Option<Due>, Problem> {
        let due = job::table.filter(job::due_at.le(now).and(job::attempts.lt(ATTEMPTS_MAX))).order(job::due_at);
        let columns = (job::id, job::kind, job::body, job::attempts);
        let found: Option<Due> = match db {
            Db::Sqlite(_) => due.select(columns).first(db).optional().map_err(problem)?,
            // Another node may be at the first one: pass over what is locked.
            Db::Postgres(postgres) => {
                due.select(columns).for_update().skip_locked().first(postgres).optional().map_err(problem)?
            }
        };
        self.taken = found.as_ref().map(|due| (due.id.clone(), due.attempts));
        Ok(found)
    }

    fn attempt(&mut self, db: &mut Db) -> Result<(), Problem> {
        let now = self.around.clock.now();
        let Some(due) = self.take(db, now)? else { return Ok(()) };
        let Some(kind) = self.kinds.iter().find(|kind| kind.name == due.kind).copied() else {
            return Err(Problem::broken("unknown_job", "This version of Moa does not know this kind of job."));
        };
        let read = Reader { db, who: &self.around.who, now };
        let mut tx = Tx { read, dice: &*self.around.dice, noted: Vec::new() };
        (kind.run)(&mut tx, &due.body)?;
        let noted = tx.noted;
        let heading = Heading { at: now, who: &self.around.who, act: kind.act, outcome: Outcome::Done, request: None };
        append(db, &heading, &noted)?;
        diesel::delete(job::table.filter(job::id.eq(due.id))).execute(db).map_err(problem).map(|_| ())
    }
}

impl Work for JobWork {
    fn run(&mut self, db: &mut Db) -> Ran {
        match self.attempt(db) {
            Ok(()) => Ran::Keep,
            Err(why) if why.code() == RETRY => Ran::Again,
            Err(why) => {
                self.failure = Some(why);
                Ran::Undo
            }
        }
    }

    fn aftermath(&mut self, db: &mut Db) -> Result<(), Problem> {
        let (Some((id, attempts)), Some(why)) = (&self.taken, &self.failure) else { return Ok(()) };
        tracing::warn!(code = why.code(), attempts, "a job failed and will be tried again");
        let later = self.around.clock.now() + pause_after(*attempts);
        let put_off = (job::attempts.eq(attempts + 1), job::due_at.eq(later), job::failure.eq(Some(why.code())));
        diesel::update(job::table.filter(job::id.eq(id))).set(put_off).execute(db).map_err(problem).map(|_| ())
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        drop(self.reply.send(committed.map(|()| self.taken.is_some())));
    }
}

/// Who does jobs.
pub(crate) fn worker() -> Actor {
    Actor::machine("jobs")
}

/// Keeping the office tidy.
pub const HOUSEKEEPING: JobKind = JobKind {
    name: "office.housekeeping",
    act: Act::new("office.housekeeping", crate::act::Permission::KeepRecord),
    run: keep_house,
};

/// Days for which the answers to forms are kept.
const ANSWERS_KEPT: Duration = Duration::from_secs(2 * 24 * 3600);
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(3600);

#[derive(serde::Serialize)]
struct HouseKept {
    answers_forgotten: usize,
}

impl crate::fact::Fact for HouseKept {
    fn name(&self) -> &'static str {
        "house.kept"
    }
}

/// Forgets old answers to forms, and comes again in an hour, or at once while there is more.
fn keep_house(tx: &mut Tx<'_>, _body: &str) -> Result<(), Problem> {
    let now = tx.now();
    let forgotten = forget_before(tx.read.db, now - ANSWERS_KEPT)?;
    let again = if forgotten == 0 { now + HOUSEKEEPING_EVERY } else { now };
    tx.write(HouseKept { answers_forgotten: forgotten }).enqueue(&HOUSEKEEPING, "", again)?;
    Ok(())
}

/// Makes sure that the housekeeper comes: at the first start nobody has called for it yet.
pub(crate) fn call_housekeeper(db: &mut Db, id: RawId, now: Moment) -> Result<(), Problem> {
    let called = job::table.filter(job::kind.eq(HOUSEKEEPING.name)).select(job::id).first::<Vec<u8>>(db).optional();
    if called.map_err(problem)?.is_some() {
        return Ok(());
    }
    let row = (
        job::id.eq(id.as_bytes().to_vec()),
        job::kind.eq(HOUSEKEEPING.name),
        job::body.eq(""),
        job::due_at.eq(now + HOUSEKEEPING_EVERY),
        job::attempts.eq(0_i64),
    );
    diesel::insert_into(job::table).values(row).execute(db).map_err(problem).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::{ATTEMPTS_MAX, pause_after};

    #[test]
    fn the_pauses_grow_and_span_about_a_day() {
        let pauses: Vec<u64> = (0..ATTEMPTS_MAX).map(|attempt| pause_after(attempt).as_secs()).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!((18..36).contains(&(pauses.iter().sum::<u64>() / 3600)), "{pauses:?}");
    }
}
