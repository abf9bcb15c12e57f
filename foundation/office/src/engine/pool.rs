//! The pools of a server: threads with a connection each, one transaction for one piece of work.

use crate::db::{Database, DatabaseKey, Db, Purpose, problem};
use crate::engine::{Ran, Work, aftermath_caught, run_caught};
use crossbeam_channel::Receiver;
use diesel::connection::SimpleConnection;
use kernel::Problem;
use std::thread::JoinHandle;

/// How a pool's transactions begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// They look at one snapshot.
    Reading,
    /// They change the record.
    Writing,
}

/// A deed that loses a race is done again so often.
const TRIES_MAX: u32 = 4;

pub(crate) fn start_pool(
    database: &Database,
    key: Option<&DatabaseKey>,
    manner: Manner,
    size: usize,
    queue: &Receiver<Box<dyn Work>>,
) -> Result<Vec<JoinHandle<()>>, Problem> {
    let purpose = if manner == Manner::Reading { Purpose::Read } else { Purpose::Write };
    (0..size)
        .map(|at| {
            let mut db = database.open(key, purpose)?;
            let (database, key, queue) = (database.clone(), key.cloned(), queue.clone());
            let name = format!("moa-{}-{at}", if manner == Manner::Reading { "reader" } else { "writer" });
            let thread = std::thread::Builder::new().name(name).spawn(move || {
                while let Ok(work) = queue.recv() {
                    do_one(&mut db, manner, work);
                    if is_broken(&mut db)
                        && let Ok(fresh) = database.open(key.as_ref(), purpose)
                    {
                        db = fresh;
                    }
                }
            });
            Ok(thread.expect("the system starts a thread"))
        })
        .collect()
}

fn do_one(db: &mut Db, manner: Manner, mut work: Box<dyn Work>) {
    for attempt in 1..=TRIES_MAX {
        match in_transaction(db, manner, work.as_mut()) {
            Ok(Ran::Again) if attempt < TRIES_MAX => {}
            Ok(Ran::Again) => return work.finish(Err(tried_in_vain())),
            Ok(_) => return work.finish(Ok(())),
            Err(why) => return work.finish(Err(why)),
        }
    }
}

pub(super) fn tried_in_vain() -> Problem {
    Problem::busy("do_again", "Several people changed the same thing at once. Try once more.")
}

fn in_transaction(db: &mut Db, manner: Manner, work: &mut dyn Work) -> Result<Ran, Problem> {
    begin(db, manner)?;
    match run_caught(work, db) {
        Ok(Ran::Keep) => match db.batch_execute("COMMIT").map_err(problem) {
            Ok(()) => Ok(Ran::Keep),
            Err(why) if why.code() == crate::db::RETRY => rollback(db).map(|()| Ran::Again),
            Err(why) => rollback(db).and(Err(why)),
        },
        Ok(Ran::Undo) => {
            rollback(db)?;
            begin(db, manner)?;
            match aftermath_caught(work, db) {
                Ok(()) => db.batch_execute("COMMIT").map_err(problem).map(|()| Ran::Undo),
                Err(why) => rollback(db).and(Err(why)),
            }
        }
        Ok(Ran::Again) => rollback(db).map(|()| Ran::Again),
        Err(bug) => rollback(db).and(Err(bug)),
    }
}

fn begin(db: &mut Db, manner: Manner) -> Result<(), Problem> {
    let words = match manner {
        Manner::Reading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Manner::Writing => "BEGIN ISOLATION LEVEL READ COMMITTED",
    };
    db.batch_execute(words).map_err(problem)
}

fn rollback(db: &mut Db) -> Result<(), Problem> {
    db.batch_execute("ROLLBACK").map_err(problem)
}

/// Whether the connection is lost and must be made anew.
fn is_broken(db: &mut Db) -> bool {
    db.batch_execute("").is_err()
}
