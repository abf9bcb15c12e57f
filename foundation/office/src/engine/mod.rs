//! The engine: the office's own threads, on which all work on the record is done.
//!
//! Interfaces hand in work and await the answer; they never touch a connection. SQLite has one writer, which groups
//! waiting deeds into one durable commit, and several readers. PostgreSQL has a pool of connections.

mod checkpoints;
mod group;
mod pool;
mod readers;
mod snapshots;
#[cfg(test)]
mod snapshots_kept;

use crate::db::Db;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use kernel::Problem;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;

pub(crate) use group::start_group_writer;
pub(crate) use pool::{Manner, start_pool};
pub(crate) use readers::start_file_readers;
pub(crate) use snapshots::Snapshots;

/// What became of a piece of work before its commit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ran {
    /// It is to be committed.
    Keep,
    /// It is to be undone; then its aftermath runs, and that is committed.
    Undo,
    /// It lost a race and is to be undone and run again.
    Again,
}

/// A piece of work on a connection. It may be run more than once, so it keeps what it needs.
pub(crate) trait Work: Send {
    /// Does it, inside a transaction that the engine opened.
    fn run(&mut self, db: &mut Db) -> Ran;
    /// What is still written when it was undone: a refusal.
    fn aftermath(&mut self, db: &mut Db) -> Result<(), Problem>;
    /// Answers whoever waits, after the commit or with the reason why there was none.
    fn finish(self: Box<Self>, committed: Result<(), Problem>);
    /// Whether it writes what questions can see, other than those about accesses.
    fn changes_answers(&self) -> bool {
        true
    }
    /// Whether it may look at a snapshot that is older than the last access entry.
    fn may_look_back(&self) -> bool {
        false
    }
}

/// Where work is handed in.
#[derive(Clone)]
pub(crate) struct Desk {
    queue: Sender<Box<dyn Work>>,
}

/// How much work may wait before the office says that it is busy.
const WAITING_MAX: usize = 4_096;

impl Desk {
    pub(crate) fn new() -> (Self, Receiver<Box<dyn Work>>) {
        let (queue, taken) = bounded(WAITING_MAX);
        (Self { queue }, taken)
    }

    /// Hands work in; when too much is waiting already the work is answered at once that the office is busy.
    pub(crate) fn hand_in(&self, work: Box<dyn Work>) {
        match self.queue.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(work)) => {
                work.finish(Err(Problem::busy("office_busy", "Too much is going on at once. Try again in a moment.")));
            }
            Err(TrySendError::Disconnected(work)) => {
                work.finish(Err(Problem::busy("office_closed", "Moa is closing. Try again in a moment.")));
            }
        }
    }
}

/// Runs the work and takes a panic for what it is: a bug in one deed, not the end of the office.
fn run_caught(work: &mut dyn Work, db: &mut Db) -> Result<Ran, Problem> {
    catch_unwind(AssertUnwindSafe(|| work.run(db))).map_err(|panic| bug(&*panic))
}

fn aftermath_caught(work: &mut dyn Work, db: &mut Db) -> Result<(), Problem> {
    catch_unwind(AssertUnwindSafe(|| work.aftermath(db))).unwrap_or_else(|panic| Err(bug(&*panic)))
}

fn bug(panic: &(dyn Any + Send)) -> Problem {
    let what = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let what = what.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Problem::broken("bug", "Moa has a mistake here, and nothing was changed. Please report what you were doing.")
        .because(what)
}

/// Threads that are joined when the office closes.
pub(crate) struct Threads(pub Vec<JoinHandle<()>>);

impl Threads {
    pub(crate) fn join(&mut self) {
        for thread in self.0.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the office ended in a panic");
            }
        }
    }
}
