//! The journal: everything that was done, shown or refused; append-only, sealed in a chain, followed by others.

mod append;
mod follow;
mod read;
mod seal;
pub(crate) mod tables;
mod together;
mod verify;

pub(crate) use append::{Heading, append, append_shown};
pub use follow::{Cursor, Follower};
pub(crate) use follow::{head, move_cursor, next_batch};
pub(crate) use read::settled_after;
pub use read::{AccessOf, Entry, JournalPage, SEE_JOURNAL};
pub use seal::{Head, JournalKey};
pub(crate) use seal::{everything_is_sealed, noted_seal_stands, seal_settled};
pub use verify::JournalReport;
pub(crate) use verify::verify;

kernel::code!(
    /// What became of an act.
    Outcome {
        /// It changed the record.
        Done = "done",
        /// It showed somebody's record.
        Shown = "shown",
        /// It was not allowed.
        Refused = "refused",
    }
);
