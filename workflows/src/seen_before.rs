//! Booking somebody who was seen here before Moa: that they were is noted in the same deed, or not at all.

use front_office::scheduling::NoteSeenBefore;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Books, and notes first when the patient was last seen here, if that was said.
#[derive(Clone, Debug)]
pub struct SeenBefore<C> {
    /// When, and who.
    pub note: Option<NoteSeenBefore>,
    /// The booking.
    pub booking: C,
}

impl<C: Command> Command for SeenBefore<C> {
    const ACT: Act = C::ACT;
    type Done = C::Done;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.booking.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<C::Done, Problem> {
        if let Some(note) = &self.note {
            note.perform(tx)?;
        }
        self.booking.perform(tx)
    }
}
