//! The rows behind the entries: each kind of row says what it says, and takes what was typed.

/// What of a row is said and taken as it stands: one list for both ways.
macro_rules! says {
    ($row:ty { $($column:ident: $field:ident),* $(,)? } protected { $($hidden:ident: $of:ident),* $(,)? }) => {
        impl $row {
            fn told(&self) -> Said {
                Said::nothing()
                    $(.with(Field::$field, &self.$column))*
                    $(.with(Field::$of, self.$hidden.reveal()))*
            }

            fn hear(&mut self, said: &Said) {
                $(self.$column = said.text(Field::$field);)*
                $(self.$hidden = said.phi(Field::$of);)*
            }
        }
    };
}

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

/// How FHIR R4 says of a record that it never held.
pub(crate) const IN_ERROR: &str = "entered-in-error";

impl Stands {
    /// Of a row with this status, or this word on how sure it is.
    fn of(word: &str, present: bool) -> Self {
        match (word, present) {
            (IN_ERROR, _) => Self::InError,
            (_, true) => Self::Now,
            (_, false) => Self::Before,
        }
    }
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

/// What was told; the usual word where nothing was.
const fn told_or<'w>(told: &'w str, usual: &'w str) -> &'w str {
    if told.is_empty() { usual } else { told }
}
