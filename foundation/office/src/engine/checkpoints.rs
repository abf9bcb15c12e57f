//! Checkpoints: what stands in the write-ahead log is carried into the file by a thread of its own, so that no deed waits for it.
//!
//! The log begins anew by itself when all of it is in the file and nobody reads it. Under steady work somebody always does; so
//! when it has grown long, the readers let go of their snapshots for a moment.

use crate::db::{Db, problem};
use crate::engine::Snapshots;
use crate::engine::snapshots::IDLE_MAX;
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use kernel::Problem;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Commits between two checkpoints.
const COMMITS: u32 = 64;
/// Pages of 4 kB from which on the log is long (128 MB). Beginning it anew is felt by whoever works at that moment.
const LOG_PAGES_MAX: i32 = 32_768;
/// From here on (512 MB) the writer carries over itself, with every commit: only if this thread cannot.
const WRITERS_OWN: &str = "PRAGMA wal_autocheckpoint = 131072";
/// To begin the log anew the thread keeps the writer waiting so long at most, in milliseconds; else it tries again later.
const PATIENCE: &str = "PRAGMA busy_timeout = 60";

/// Where the writer says that it committed.
pub(super) struct Commits {
    count: u32,
    tell: Sender<()>,
}

impl Commits {
    /// One more; the thread is told now and then.
    pub(super) fn one_more(&mut self) {
        self.count += 1;
        if self.count >= COMMITS {
            self.count = 0;
            // Full means that it is about to look anyway.
            let _ = self.tell.try_send(());
        }
    }
}

/// Starts the thread, on a connection of its own. It ends when the writer does.
pub(super) fn start_checkpoints(
    writer: &mut Db,
    mut db: Db,
    snapshots: Arc<Snapshots>,
) -> Result<(Commits, JoinHandle<()>), Problem> {
    writer.batch_execute(WRITERS_OWN).map_err(problem)?;
    db.batch_execute(PATIENCE).map_err(problem)?;
    let (tell, told) = bounded(1);
    let thread = std::thread::Builder::new().name("moa-checkpoints".to_owned()).spawn(move || {
        work_off(&mut db, &told, &snapshots);
    });
    Ok((Commits { count: 0, tell }, thread.expect("the system starts a thread")))
}

fn work_off(db: &mut Db, told: &Receiver<()>, snapshots: &Snapshots) {
    while told.recv().is_ok() {
        if let Err(why) = carry_over(db, snapshots, LOG_PAGES_MAX) {
            tracing::warn!(code = why.code(), "the write-ahead log could not be carried over just now");
        }
    }
}

#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    log: i32,
}

/// Carries over what can be without anybody waiting; when the log has more pages than that, begins it anew.
pub(super) fn carry_over(db: &mut Db, snapshots: &Snapshots, pages_max: i32) -> Result<(), Problem> {
    let mut checkpoint = |how: &str| {
        let done = diesel::sql_query(format!("PRAGMA wal_checkpoint({how})")).get_result::<Checkpoint>(db);
        done.map_err(problem)
    };
    if checkpoint("PASSIVE")?.log < pages_max {
        return Ok(());
    }
    snapshots.without(|| {
        std::thread::sleep(IDLE_MAX + IDLE_MAX);
        // Most of the work without the writer waiting for it; then what is left.
        checkpoint("PASSIVE")?;
        checkpoint("RESTART").map(drop)
    })
}
