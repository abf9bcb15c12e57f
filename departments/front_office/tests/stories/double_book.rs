//! Booking over another appointment, on purpose.

use crate::desk::{Desk, MONDAY};
use front_office::scheduling::{DoubleBookAppointment, HoursRule, MoveAppointment, Place};
use kernel::{Kind, Phi};
use testkit::Practice;

#[test]
fn a_double_booking_needs_its_permission_and_its_reason() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, MONDAY, "9:00").expect("it is booked");
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let booking = desk.booking(amara, desk.place(practice.okafor.staff, MONDAY, "9:10"));
        let double = |reason: &str| DoubleBookAppointment { booking: booking.clone(), reason: Phi::from(reason) };
        let why = practice.perform(&practice.rosa, double("she is in pain")).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
        for blank in ["", "  \n "] {
            let why = practice.perform(&practice.okafor, double(blank)).expect_err("no reason is given");
            assert_eq!((why.kind(), why.code()), (Kind::Invalid, "no_reason"));
        }
        let id = practice.perform(&practice.okafor, double("she is in pain")).expect("the doctor wants it");
        let line = desk.appointment(id);
        assert_eq!(line.double_reason.expect("the reason stays").reveal(), "she is in pain");
        let why = desk.book(chidi, MONDAY, "9:20").expect_err("the double booking holds its time too");
        assert_eq!(why.say(), "Dr. Okafor already has an appointment from 9:10 am to 9:30 am.");
    });
}

#[test]
fn a_double_booked_appointment_can_change_rooms_and_keeps_its_place() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        desk.book(desk.chidi(), MONDAY, "9:00").expect("it is booked");
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let at = desk.place(practice.okafor.staff, MONDAY, "9:00");
        let booking = desk.booking(amara, at);
        let double = DoubleBookAppointment { booking, reason: Phi::from("both are short") };
        let id = practice.perform(&practice.lena, double).expect("the lead assistant may");
        let to = Place { room: Some(practice.rooms[1].id), ..at };
        let change = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, change).expect("only the room changes");
        let to = desk.place(practice.okafor.staff, MONDAY, "9:10");
        let change = MoveAppointment { appointment: id, version: 2, to, hours: HoursRule::WithinHours };
        let why = practice.perform(&practice.rosa, change).expect_err("a new time must be free");
        assert_eq!(why.code(), "slot_taken");
    });
}
