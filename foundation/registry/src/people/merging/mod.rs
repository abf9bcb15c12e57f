//! Merging: two charts of one person become one, and can be parted again exactly as they were.
//!
//! Everything that points at the chart that goes is pointed at the one that stays: every column of every department that
//! references a patient, as the steps of the schema name them, so that a table added tomorrow is moved too. What belongs to
//! the card itself (names, contacts, address, photo, history of fields) stays with it: the card is still there, is still
//! found by its names and numbers, and leads to the other.

mod merge;
mod pointers;
mod standing;
mod tables;

pub use merge::{Merge, merge, part};
pub use pointers::{Parent, Pointer, STAYS, pointers};
pub use standing::{MergeLine, MergedInto, MergesInto, check_stands};
pub(crate) use standing::{standing_for, survivors};
pub(crate) use tables::patient_merge;

use office::{Act, Permission};

/// Merging two charts of one person, and parting them again.
pub const MERGE: Act = Act::new("people.merge", Permission::RegisterPeople);

kernel::id!(
    /// One chart went into another.
    MergeId
);
