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
    (0..size)
        .map(|at| {
            let (database, key) = (database.clone(), key.cloned());
            let worker = Worker { db: database.open(key.as_ref(), manner.purpose())?, database, key, manner };
            let queue = queue.clone();
            let name = format!("moa-{}-{at}", if manner == Manner::Reading { "reader" } else { "writer" });
            let thread = std::thread::Builder::new().name(name).spawn(move || worker.work_off(&queue));
            Ok(thread.expect("the system starts a thread"))
        })
        .collect()
}

pub(super) fn tried_in_vain() -> Problem {
    Problem::busy("do_again", "Several people changed the same thing at once. Try once more.")
}

impl Manner {
    const fn purpose(self) -> Purpose {
        match self {
            Self::Reading => Purpose::Read,
            Self::Writing => Purpose::Write,
        }
    }
}

/// A thread of a pool with its connection.
struct Worker {
    db: Db,
    database: Database,
    key: Option<DatabaseKey>,
    manner: Manner,
}

impl Worker {
    fn work_off(mut self, queue: &Receiver<Box<dyn Work>>) {
        while let Ok(mut work) = queue.recv() {
            let ended = self.do_one(work.as_mut());
            work.finish(ended);
        }
    }

    fn do_one(&mut self, work: &mut dyn Work) -> Result<(), Problem> {
        for _ in 0..TRIES_MAX {
            match self.in_transaction(work)? {
                Ran::Keep | Ran::Undo => return Ok(()),
                Ran::Again => {}
            }
        }
        Err(tried_in_vain())
    }

    fn in_transaction(&mut self, work: &mut dyn Work) -> Result<Ran, Problem> {
        self.begin()?;
        match run_caught(work, &mut self.db) {
            Ok(Ran::Keep) => match self.say("COMMIT") {
                Ok(()) => Ok(Ran::Keep),
                Err(why) if why.code() == crate::db::RETRY => self.say("ROLLBACK").map(|()| Ran::Again),
                Err(why) => self.say("ROLLBACK").and(Err(why)),
            },
            Ok(Ran::Undo) => {
                self.say("ROLLBACK")?;
                self.begin()?;
                match aftermath_caught(work, &mut self.db) {
                    Ok(()) => self.say("COMMIT").map(|()| Ran::Undo),
                    Err(why) => self.say("ROLLBACK").and(Err(why)),
                }
            }
            Ok(Ran::Again) => self.say("ROLLBACK").map(|()| Ran::Again),
            Err(bug) => self.say("ROLLBACK").and(Err(bug)),
        }
    }

    /// Begins a transaction, on a connection made anew where this one was lost: the server may have been started again.
    fn begin(&mut self) -> Result<(), Problem> {
        let words = match self.manner {
            Manner::Reading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Manner::Writing => "BEGIN ISOLATION LEVEL READ COMMITTED",
        };
        if self.say(words).is_ok() {
            return Ok(());
        }
        self.db = self.database.open(self.key.as_ref(), self.manner.purpose())?;
        self.say(words)
    }

    fn say(&mut self, words: &str) -> Result<(), Problem> {
        self.db.batch_execute(words).map_err(problem)
    }
}
