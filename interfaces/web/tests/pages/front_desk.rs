//! The front desk in the stories of pages: a visit type of twenty minutes, two providers with hours, people with appointments.

use crate::browser::Answer;
use front_office::follow_up::{AddRecallRule, AddToWaitlist, OfferId, RecallRuleId, Urgency, WaitlistEntryId};
use front_office::patient_flow::{Arrive, VisitFlow, VisitId, VisitLine};
use front_office::scheduling::{
    AddClosure, AddEquipment, AddVisitType, Appointment, AppointmentId, BookAppointment, CancelAppointment,
    CancelReason, ClosureId, ClosureKind, ClosureOf, EquipmentId, EquipmentKind, ForWhom, HoursOf, HoursRule,
    PartOfADay, Place, ScheduleLine, SetProviderHours, TypeTone, VisitTypeFields, VisitTypeId, WeeklyHours,
};
use jiff::civil::Time;
use kernel::Phi;
use office::PatientId;
use registry::practice::StaffId;
use testkit::Practice;
use testkit::workflows::follow_up::WaitlistPage;

/// The Monday of the stories; it is nine in the morning.
pub const MONDAY: &str = "2026-11-16";
/// The day after it, on which a time is given back.
pub const TUESDAY: &str = "2026-11-17";

/// What stands on the call lists.
pub struct Calls {
    pub entry: WaitlistEntryId,
    pub offer: OfferId,
    pub cancelled: AppointmentId,
    pub rule: RecallRuleId,
}

/// The practice, with what the desk needs to book.
pub struct FrontDesk<'p> {
    pub practice: &'p Practice,
    pub follow_up: VisitTypeId,
}

impl<'p> FrontDesk<'p> {
    pub fn of(practice: &'p Practice) -> Self {
        let follow_up =
            VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        let follow_up = practice.perform(&practice.ines, AddVisitType(follow_up)).expect("a visit type");
        for provider in [practice.okafor.staff, practice.lin.staff] {
            let weekly = (1..=5).map(|weekday| WeeklyHours::weekly(weekday, 480, 1_020)).collect();
            let from = MONDAY.parse().expect("a day");
            let hours = SetProviderHours { provider, site: practice.site, from, until: None, weekly };
            practice.perform(&practice.ines, hours).expect("the hours are set");
        }
        Self { practice, follow_up }
    }

    /// Rosa books a follow-up on the Monday.
    pub fn booked(&self, patient: PatientId, provider: StaffId, hour: i8) -> AppointmentId {
        self.booked_on(MONDAY, patient, provider, hour)
    }

    /// Rosa books a follow-up.
    pub fn booked_on(&self, day: &str, patient: PatientId, provider: StaffId, hour: i8) -> AppointmentId {
        let day = day.parse().expect("a day");
        let from = Time::constant(hour, 0, 0, 0);
        let booking = BookAppointment {
            patient,
            at: Place { site: self.practice.site, provider, room: None, day, from },
            visit_type: self.follow_up,
            minutes: None,
            reason: Phi::from("blood pressure"),
            hours: HoursRule::WithinHours,
        };
        self.practice.perform(&self.practice.rosa, booking).expect("it is booked")
    }

    /// Ines closes the site on a day.
    pub fn closed(&self, on: &str) -> ClosureId {
        let first = on.parse().expect("a day");
        let (of, part) = (ClosureOf::Site(self.practice.site), PartOfADay::Whole);
        let kind = ClosureKind::Holiday;
        let closure = AddClosure { of, first, last: first, part, kind, note: String::new() };
        self.practice.perform(&self.practice.ines, closure).expect("it is closed");
        let hours = self.practice.ask(&self.practice.ines, HoursOf { site: self.practice.site }).expect("the hours").0;
        hours.closures.iter().find(|closed| closed.day == first).expect("the closure").id
    }

    /// A piece of equipment.
    pub fn ecg(&self) -> EquipmentId {
        let piece = AddEquipment { site: self.practice.site, name: "ECG 1".to_owned(), kind: EquipmentKind::Ecg };
        self.practice.perform(&self.practice.ines, piece).expect("a piece")
    }

    /// Somebody who waits and is offered the time that somebody else gave back, and a recall.
    pub fn somebody_to_call(&self) -> Calls {
        let practice = self.practice;
        let wait = AddToWaitlist {
            urgency: Urgency::Soon,
            note: Phi::from("dizzy in the morning"),
            ..testkit::waitlist::waits(practice.patient("Wanda", "Waits", "1971-05-06"), self.follow_up)
        };
        let entry = practice.perform(&practice.rosa, wait).expect("she waits");
        let gus = practice.patient("Gus", "Gone", "1961-07-08");
        let cancelled = self.booked_on(TUESDAY, gus, practice.okafor.staff, 9);
        let cancel = CancelAppointment { appointment: cancelled, version: 1, reason: CancelReason::PatientIll };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        let page = practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("the waitlist");
        let add = AddRecallRule { name: "Pressure".to_owned(), after: self.follow_up, months: 3, book: self.follow_up };
        let rule = practice.perform(&practice.ines, add).expect("a rule");
        Calls { entry, offer: page.offers[0].id, cancelled, rule }
    }

    /// Chidi, booked at nine with Dr. Okafor and arrived.
    pub fn chidi_arrived(&self) -> VisitId {
        let chidi = self.practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let appointment = self.booked(chidi, self.practice.okafor.staff, 9);
        self.practice.perform(&self.practice.rosa, Arrive { appointment }).expect("he arrives")
    }

    pub fn appointment(&self, appointment: AppointmentId) -> ScheduleLine {
        self.practice.ask(&self.practice.rosa, Appointment { appointment }).expect("the appointment").line
    }

    pub fn visit(&self, visit: VisitId) -> VisitLine {
        self.practice.ask(&self.practice.rosa, VisitFlow { visit }).expect("the visit").line
    }

    /// The version of a visit, as a page would send it back.
    pub fn version(&self, visit: VisitId) -> String {
        self.visit(visit).version.to_string()
    }
}

/// The page says so.
#[track_caller]
pub fn says(answer: &Answer, words: &str) {
    assert!(answer.body.contains(words), "{words}: {} {}", answer.status, answer.body);
}
