//! The readers of the embedded database: threads with a connection each, which look at a snapshot for as long as it holds.

use crate::db::{Database, DatabaseKey, Db, Purpose, problem};
use crate::engine::pool::tried_in_vain;
use crate::engine::snapshots::{IDLE_MAX, Snapshot};
use crate::engine::{Ran, Snapshots, Work, run_caught};
use crossbeam_channel::{Receiver, RecvTimeoutError};
use diesel::connection::SimpleConnection;
use kernel::Problem;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Starts as many readers.
pub(crate) fn start_file_readers(
    database: &Database,
    key: Option<&DatabaseKey>,
    size: usize,
    queue: &Receiver<Box<dyn Work>>,
    snapshots: &Arc<Snapshots>,
) -> Result<Vec<JoinHandle<()>>, Problem> {
    (0..size)
        .map(|at| {
            let db = database.open(key, Purpose::Read)?;
            let reader = FileReader { db, snapshots: snapshots.clone(), snapshot: None };
            let queue = queue.clone();
            let thread =
                std::thread::Builder::new().name(format!("moa-reader-{at}")).spawn(move || reader.work_off(&queue));
            Ok(thread.expect("the system starts a thread"))
        })
        .collect()
}

struct FileReader {
    db: Db,
    snapshots: Arc<Snapshots>,
    /// The one that is open.
    snapshot: Option<Snapshot>,
}

impl FileReader {
    fn work_off(mut self, queue: &Receiver<Box<dyn Work>>) {
        loop {
            let next = match self.snapshot {
                Some(_) => queue.recv_timeout(IDLE_MAX),
                None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(mut work) => {
                    let looked = self.look(work.as_mut());
                    work.finish(looked);
                    if self.snapshot.as_ref().is_some_and(|snapshot| !snapshot.holds(&self.snapshots)) {
                        self.let_go();
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.let_go(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn look(&mut self, work: &mut dyn Work) -> Result<(), Problem> {
        if self.snapshot.as_ref().is_some_and(|snapshot| !work.may_look_back() || !snapshot.holds(&self.snapshots)) {
            self.let_go();
        }
        if self.snapshot.is_none() {
            let snapshot = Snapshot::about_to_be_taken(&self.snapshots);
            self.db.batch_execute("BEGIN").map_err(problem)?;
            self.snapshot = Some(snapshot);
        }
        let ran = run_caught(work, &mut self.db);
        if !matches!(ran, Ok(Ran::Keep)) {
            self.let_go();
        }
        match ran? {
            // A reader writes nothing, so there is nothing to undo and no aftermath.
            Ran::Keep | Ran::Undo => Ok(()),
            Ran::Again => Err(tried_in_vain()),
        }
    }

    fn let_go(&mut self) {
        if self.snapshot.take().is_some()
            && let Err(why) = self.db.batch_execute("ROLLBACK").map_err(problem)
        {
            tracing::error!(code = why.code(), "a reader could not let go of its snapshot");
        }
    }
}
