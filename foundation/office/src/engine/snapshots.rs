//! Snapshots that readers of the embedded database keep while nothing changed that a question can see.
//!
//! Each answer is followed by its access entry, a commit of its own, and a commit empties the pages that SQLite keeps decrypted for
//! every reader. So a reader looks at the snapshot of its last question again as long as only accesses and seals were written
//! since; questions about accesses look afresh. A snapshot that is kept for long would keep the write-ahead log from beginning
//! anew: it is let go when the reader has nothing to do, after a second, and when the log has grown long.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Another process (an import) may write too: what it wrote is seen after so long at the latest.
const KEPT_MAX: Duration = Duration::from_secs(1);
/// A reader with nothing to do keeps its snapshot so long.
pub(super) const IDLE_MAX: Duration = Duration::from_millis(50);

/// What the writer tells the readers.
#[derive(Debug, Default)]
pub(crate) struct Snapshots {
    /// How often something changed that a question can see.
    changes: AtomicU64,
    /// Whether snapshots are to be let go at once.
    let_go: AtomicBool,
}

impl Snapshots {
    /// Something was committed that questions can see. To be said before anybody is told that it was.
    pub(super) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// Nobody keeps a snapshot while this is done.
    pub(super) fn without<T>(&self, done: impl FnOnce() -> T) -> T {
        self.let_go.store(true, Ordering::SeqCst);
        let told = done();
        self.let_go.store(false, Ordering::SeqCst);
        told
    }
}

/// The snapshot of one reader.
pub(super) struct Snapshot {
    taken: Instant,
    /// The changes that were counted before it was taken.
    changes: u64,
}

impl Snapshot {
    /// A mark for a snapshot that is about to be taken.
    pub(super) fn about_to_be_taken(all: &Snapshots) -> Self {
        Self { changes: all.changes.load(Ordering::SeqCst), taken: Instant::now() }
    }

    /// Whether a question may still look at it.
    pub(super) fn holds(&self, all: &Snapshots) -> bool {
        !all.let_go.load(Ordering::SeqCst)
            && self.changes == all.changes.load(Ordering::SeqCst)
            && self.taken.elapsed() < KEPT_MAX
    }
}
