//! Keeping the record: keys, the journal's head beside the database, backup, restore and verification.

mod backup;
mod head_file;
mod inspect;
pub(crate) mod keys;
mod verify;

pub(crate) use backup::backup_before_migrating;
pub use backup::{Backup, restore};
pub(crate) use head_file::{read_head, write_head};
pub use inspect::Inspection;
pub use verify::{Check, Verification};
