//! Group commit: the one writer of the embedded database commits all that waits in one durable transaction.
//!
//! Each deed has a savepoint of its own, so that one refusal undoes nothing of the others. Nobody is answered before
//! the commit is on the disk.

use crate::db::{Db, problem};
use crate::engine::checkpoints::start_checkpoints;
use crate::engine::{Ran, Snapshots, Work, aftermath_caught, run_caught};
use crossbeam_channel::Receiver;
use diesel::connection::SimpleConnection;
use kernel::Problem;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Deeds in one commit at most, so that nobody waits for a long queue behind them.
const GROUP_MAX: usize = 128;

/// Starts the writer, and the thread that carries what it wrote from the log into the file, each on a connection of its own.
pub(crate) fn start_group_writer(
    mut db: Db,
    beside: Db,
    queue: Receiver<Box<dyn Work>>,
    snapshots: Arc<Snapshots>,
) -> Result<[JoinHandle<()>; 2], Problem> {
    let (mut commits, checkpoints) = start_checkpoints(&mut db, beside, snapshots.clone())?;
    let name = "moa-writer".to_owned();
    let writer = std::thread::Builder::new()
        .name(name)
        .spawn(move || {
            while let Ok(first) = queue.recv() {
                let mut group = vec![first];
                commit_group(&mut db, &mut group, &queue, &snapshots);
                commits.one_more();
            }
        })
        .expect("the system starts a thread");
    Ok([writer, checkpoints])
}

fn commit_group(db: &mut Db, group: &mut Vec<Box<dyn Work>>, queue: &Receiver<Box<dyn Work>>, snapshots: &Snapshots) {
    if let Err(why) = db.batch_execute("BEGIN IMMEDIATE").map_err(problem) {
        return answer_all(group.drain(..), &why);
    }
    let mut kept: Vec<(Box<dyn Work>, Result<(), Problem>)> = Vec::with_capacity(group.len());
    while let Some(mut work) = group.pop().or_else(|| queue.try_recv().ok()) {
        let done = run_in_savepoint(db, work.as_mut());
        kept.push((work, done));
        if kept.len() >= GROUP_MAX {
            break;
        }
    }
    match db.batch_execute("COMMIT").map_err(problem) {
        Ok(()) => {
            if kept.iter().any(|(work, _)| work.changes_answers()) {
                snapshots.changed();
            }
            kept.into_iter().for_each(|(work, done)| work.finish(done));
        }
        Err(why) => {
            if db.batch_execute("ROLLBACK").is_err() {
                tracing::error!("a failed commit could not be rolled back");
            }
            answer_all(kept.into_iter().map(|(work, _)| work), &why);
        }
    }
}

fn run_in_savepoint(db: &mut Db, work: &mut dyn Work) -> Result<(), Problem> {
    db.batch_execute("SAVEPOINT deed").map_err(problem)?;
    let ran = match run_caught(work, db) {
        Ok(Ran::Keep) => Ok(()),
        Ok(Ran::Undo | Ran::Again) => {
            db.batch_execute("ROLLBACK TO deed").map_err(problem)?;
            aftermath_caught(work, db)
        }
        Err(bug) => {
            db.batch_execute("ROLLBACK TO deed").map_err(problem)?;
            Err(bug)
        }
    };
    db.batch_execute("RELEASE deed").map_err(problem)?;
    ran
}

fn answer_all(works: impl Iterator<Item = Box<dyn Work>>, why: &Problem) {
    tracing::error!(code = why.code(), "a commit failed");
    for work in works {
        work.finish(Err(Problem::busy(
            "not_committed",
            "The record could not be written just now. Nothing was changed; try again.",
        )));
    }
}
