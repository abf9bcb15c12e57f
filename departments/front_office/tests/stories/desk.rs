//! The desk at which the stories are told: a follow-up of twenty minutes, and two providers with hours.

use front_office::patient_flow::{Arrive, VisitFlow, VisitId, VisitLine};
use front_office::scheduling::{
    AddVisitType, Appointment, AppointmentId, BookAppointment, ForWhom, HoursRule, Place, ScheduleLine,
    SetProviderHours, TypeTone, VisitTypeFields, VisitTypeId, WeeklyHours,
};
use jiff::civil::Time;
use kernel::{Day, Phi, Problem};
use office::PatientId;
use registry::practice::StaffId;
use testkit::Practice;

/// The practice, with what the desk needs to book.
pub struct Desk<'p> {
    pub practice: &'p Practice,
    pub follow_up: VisitTypeId,
}

/// The story's Monday.
pub const MONDAY: &str = "2026-11-16";

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// `"9:20"`.
pub fn time(text: &str) -> Time {
    let (hour, minute) = text.split_once(':').expect("hours and minutes");
    Time::constant(hour.parse().expect("an hour"), minute.parse().expect("a minute"), 0, 0)
}

impl<'p> Desk<'p> {
    pub fn of(practice: &'p Practice) -> Self {
        let follow_up =
            VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        let follow_up = practice.perform(&practice.ines, AddVisitType(follow_up)).expect("a visit type");
        let desk = Self { practice, follow_up };
        desk.hours(practice.okafor.staff, &[("8:00", "12:00"), ("13:00", "17:00")]);
        desk.hours(practice.lin.staff, &[("8:00", "16:00")]);
        desk
    }

    /// The same hours from Monday to Friday, from the Monday of the story on.
    pub fn hours(&self, provider: StaffId, pieces: &[(&str, &str)]) {
        let minute = |text: &str| i64::from(time(text).hour()) * 60 + i64::from(time(text).minute());
        let piece =
            |weekday: i64| pieces.iter().map(move |(from, to)| WeeklyHours::weekly(weekday, minute(from), minute(to)));
        let weekly = (1..=5).flat_map(piece).collect();
        let set = SetProviderHours { provider, site: self.practice.site, from: day(MONDAY), until: None, weekly };
        self.practice.perform(&self.practice.ines, set).expect("the hours are set");
    }

    pub fn chidi(&self) -> PatientId {
        self.practice.patient("Chidi", "Anyanwu", "1984-03-12")
    }

    pub fn place(&self, provider: StaffId, on: &str, from: &str) -> Place {
        Place { site: self.practice.site, provider, room: None, day: day(on), from: time(from) }
    }

    pub fn booking(&self, patient: PatientId, at: Place) -> BookAppointment {
        BookAppointment {
            patient,
            at,
            visit_type: self.follow_up,
            minutes: None,
            reason: Phi::from("blood pressure"),
            hours: HoursRule::WithinHours,
        }
    }

    /// Rosa books a follow-up with Dr. Okafor.
    pub fn book(&self, patient: PatientId, on: &str, from: &str) -> Result<AppointmentId, Problem> {
        let at = self.place(self.practice.okafor.staff, on, from);
        self.practice.perform(&self.practice.rosa, self.booking(patient, at))
    }

    pub fn appointment(&self, appointment: AppointmentId) -> ScheduleLine {
        self.practice.ask(&self.practice.rosa, Appointment { appointment }).expect("the appointment").line
    }

    /// Somebody with an appointment now, who has arrived.
    pub fn arrived(&self, patient: PatientId, from: &str) -> VisitId {
        let appointment = self.book(patient, MONDAY, from).expect("it is booked");
        self.practice.perform(&self.practice.rosa, Arrive { appointment }).expect("they arrive")
    }

    pub fn visit(&self, visit: VisitId) -> VisitLine {
        self.practice.ask(&self.practice.rosa, VisitFlow { visit }).expect("the visit").line
    }
}
