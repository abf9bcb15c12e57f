//! Booking a patient who is referred to us: the appointment and the referral in one deed.

use front_office::referrals::InboundId;
use front_office::referrals::inbound::attach;
use front_office::scheduling::{AppointmentId, BOOK, BookAppointment};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Books an appointment for an accepted referral.
#[derive(Clone, Debug)]
pub struct BookReferral {
    /// Which referral.
    pub inbound: InboundId,
    /// The appointment.
    pub booking: BookAppointment,
}

impl Command for BookReferral {
    const ACT: Act = BOOK;
    type Done = AppointmentId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.booking.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        let appointment = self.booking.perform(tx)?;
        attach(tx, self.inbound, appointment)?;
        Ok(appointment)
    }
}
