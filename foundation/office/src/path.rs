//! The one path: what changes the record is a command, what looks at it is a query, and the office takes both.

use crate::act::Act;
use crate::reader::Reader;
use crate::subject::{Discloses, Subject};
use crate::tx::Tx;
use kernel::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that changes the record. Plain data: a form, a FHIR request, a file or a test builds the same one.
///
/// It is performed by reference, because on PostgreSQL a deed that lost a race is done again from the start.
pub trait Command: Send + 'static {
    /// Its name, and the permission it needs.
    const ACT: Act;

    /// What the doer learns: ids and numbers, never [`kernel::Phi`]. It is kept for a while under the request id, so
    /// that a second click gets the first answer.
    type Done: Serialize + DeserializeOwned + Send + 'static;

    /// Whose record it changes.
    ///
    /// # Errors
    /// Not found, when what it is about does not exist.
    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem>;

    /// Does it, or says why not; then nothing of it stays.
    ///
    /// # Errors
    /// Any problem a rule of the office names.
    fn perform(&self, tx: &mut Tx<'_>) -> Result<Self::Done, Problem>;
}

/// Something that looks at the record.
pub trait Query: Send + 'static {
    /// Its name, and the permission it needs.
    const ACT: Act;

    /// Whether it looks at who was shown what. Other questions may look at a snapshot in which the last accesses are not noted yet.
    const SEES_ACCESSES: bool = false;

    /// What is shown, and of whom.
    type Answer: Discloses + Send + 'static;

    /// Whose record it shows.
    ///
    /// # Errors
    /// Not found, when what it is about does not exist.
    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem>;

    /// Looks.
    ///
    /// # Errors
    /// Not found and invalid, mostly.
    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem>;
}
