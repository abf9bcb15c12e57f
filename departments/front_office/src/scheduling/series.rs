//! A series: the same appointment every so many weeks, all of them or none.

use super::book::BookAppointment;
use super::rules::Place;
use super::{AppointmentId, BOOK};
use kernel::{Day, Kind, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// Appointments of one series.
const TIMES_MAX: i32 = 52;
/// Rarer than every twelve weeks is booked one by one.
const WEEKS_MAX: i32 = 12;

/// Books an appointment and more of the same every so many weeks. If one of the times is taken, none is booked, and the
/// sentence says which.
#[derive(Clone, Debug)]
pub struct BookSeries {
    /// The first one.
    pub first: BookAppointment,
    /// Every so many weeks, 1 to 12.
    pub every_weeks: i32,
    /// How many in all, 2 to 52.
    pub times: i32,
}

impl Command for BookSeries {
    const ACT: Act = BOOK;
    type Done = Vec<AppointmentId>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.first.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Vec<AppointmentId>, Problem> {
        if !(1..=WEEKS_MAX).contains(&self.every_weeks) || !(2..=TIMES_MAX).contains(&self.times) {
            let say = "A series has 2 to 52 appointments, every 1 to 12 weeks.";
            return Err(Problem::invalid("bad_series", say).at("times", say));
        }
        let mut booked = Vec::new();
        for number in 0..self.times {
            let day = self.first.at.day.plus_days(number * self.every_weeks * 7);
            let booking = BookAppointment { at: Place { day, ..self.first.at }, ..self.first.clone() };
            booked.push(booking.perform(tx).map_err(|why| of_the(number + 1, day, why))?);
        }
        Ok(booked)
    }
}

/// The refusal of one of them, with its day.
fn of_the(number: i32, day: Day, why: Problem) -> Problem {
    let again: fn(&'static str, String) -> Problem = match why.kind() {
        Kind::Conflict => Problem::conflict,
        Kind::Refused => Problem::refused,
        Kind::Invalid | Kind::NotFound | Kind::Busy | Kind::Broken => return why,
    };
    let say = format!("Appointment {number} of the series, {}: {}", day.civil().strftime("%A, %B %-d"), why.say());
    let problem = again(why.code(), say.clone());
    match why.fields().first() {
        Some((field, _)) => problem.at(field, say),
        None => problem,
    }
}
