//! A trial: the deed is done by all its rules, and undone before anybody sees it.

use super::IMPORT_CSV;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// The code of the problem by which a trial that went well is undone.
pub const TRIAL: &str = "trial_went_well";

/// Tries a deed. It always ends in a problem: [`TRIAL`] where it would have been done, otherwise the deed's own.
pub struct Trial<C>(pub C);

impl<C: Command> Command for Trial<C> {
    const ACT: Act = IMPORT_CSV;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.0.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let done = self.0.perform(tx)?;
        let fate = serde_json::to_string(&done).expect("an answer is plain data");
        Err(Problem::conflict(TRIAL, fate))
    }
}
