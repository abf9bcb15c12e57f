//! The rows behind the entries: each kind of row says what it says, and takes what was typed.

mod done;
mod listed;
mod lived;

use super::said::Said;
use crate::chart::Kept;
use kernel::RawId;
use office::PatientId;

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// It holds.
    Now,
    /// It held once.
    Before,
    /// It never held.
    InError,
}

/// A row that is an entry of a section.
pub(super) trait Listed: Kept + Clone {
    /// An empty one; `on` is the day on which it is written down.
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self;

    /// What it says.
    fn said(&self) -> Said;

    /// Says this from now on.
    fn take(&mut self, said: &Said);

    /// Never held.
    fn mark_in_error(&mut self);

    /// How it stands.
    fn stands(&self) -> Stands;

    /// Its id.
    fn id(&self) -> RawId;
}

/// When something began, for order; when it was written down, where that is untold.
fn order(began: &str, recorded: &str) -> i64 {
    match crate::told::key(began) {
        0 => crate::told::key(recorded),
        key => key,
    }
}
