//! Booking after the questions were asked: the answers stay with what is booked, in the same deed, or not at all.

use front_office::booking_questions::{GivenAnswers, keep_given};
use front_office::scheduling::AppointmentId;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// What a booking has booked.
pub trait Booked {
    /// The appointments.
    fn appointments(&self) -> &[AppointmentId];
}

impl Booked for AppointmentId {
    fn appointments(&self) -> &[AppointmentId] {
        std::slice::from_ref(self)
    }
}

impl Booked for Vec<AppointmentId> {
    fn appointments(&self) -> &[AppointmentId] {
        self
    }
}

/// Books, and keeps the answers by which the visit was found, if questions were asked.
#[derive(Clone, Debug)]
pub struct AskedFirst<C> {
    /// What was answered.
    pub given: Option<GivenAnswers>,
    /// The booking.
    pub booking: C,
}

impl<C> Command for AskedFirst<C>
where
    C: Command,
    C::Done: Booked,
{
    const ACT: Act = C::ACT;
    type Done = C::Done;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.booking.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<C::Done, Problem> {
        let booked = self.booking.perform(tx)?;
        if let Some(given) = &self.given {
            for appointment in booked.appointments() {
                keep_given(tx, *appointment, given)?;
            }
        }
        Ok(booked)
    }
}
