//! What is done for a caller in one deed: registered and known, booked and noted. All of it, or nothing.

use crate::register_patient::RegisterAtDesk;
use front_office::phone::{CallId, CallReason, IdentifyCaller, NoteCall, Verification, call_line};
use front_office::scheduling::{AppointmentId, BOOK, BookAppointment};
use kernel::Problem;
use office::policy::may;
use office::{Act, Command, PatientId, Permission, Reader, Subject, Tx};
use registry::people::REGISTER;

/// Registers somebody who calls for the first time; the call is about them from then on.
#[derive(Clone, Debug)]
pub struct RegisterCaller {
    /// Which call.
    pub call: CallId,
    /// Who they are.
    pub new: RegisterAtDesk,
}

impl Command for RegisterCaller {
    const ACT: Act = REGISTER;
    type Done = PatientId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<PatientId, Problem> {
        if !may(tx.who(), Permission::AnswerPhone) {
            let say = "Your role does not include answering the telephone. Ask the front desk.";
            return Err(Problem::refused("not_permitted", say));
        }
        let patient = self.new.perform(tx)?;
        IdentifyCaller { call: self.call, patient, verification: Verification::RegisteredNow }.perform(tx)?;
        Ok(patient)
    }
}

/// Books an appointment for a caller; where nobody noted yet why they call, that is why.
#[derive(Clone, Debug)]
pub struct BookForCaller {
    /// Which call.
    pub call: CallId,
    /// What is booked.
    pub booking: BookAppointment,
}

impl Command for BookForCaller {
    const ACT: Act = BOOK;
    type Done = AppointmentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.booking.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        if !may(tx.who(), Permission::AnswerPhone) {
            let say = "Your role does not include answering the telephone. Ask the front desk.";
            return Err(Problem::refused("not_permitted", say));
        }
        let booked = self.booking.perform(tx)?;
        if call_line(tx, self.call)?.reason.is_none() {
            let words = self.booking.reason.clone();
            NoteCall { call: self.call, reason: CallReason::Appointment, words }.perform(tx)?;
        }
        Ok(booked)
    }
}
