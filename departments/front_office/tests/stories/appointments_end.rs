//! Cancelling and no-shows.

use crate::desk::{Desk, MONDAY};
use front_office::patient_flow::Arrive;
use front_office::scheduling::{CancelAppointment, CancelReason, MarkNoShow, RestoreAppointment, RestoreTo, Standing};
use testkit::Practice;

#[test]
fn a_cancelled_appointment_keeps_its_reason_and_gives_back_its_time() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let id = desk.book(chidi, MONDAY, "9:00").expect("it is booked");
        let cancel = CancelAppointment { appointment: id, version: 1, reason: CancelReason::NoTransport };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        let line = desk.appointment(id);
        assert_eq!((line.standing, line.cancel_reason), (Standing::Cancelled, Some(CancelReason::NoTransport)));
        desk.book(chidi, MONDAY, "9:00").expect("the time is free again");
        let again = CancelAppointment { version: 2, ..cancel };
        let why = practice.perform(&practice.rosa, again).expect_err("it is cancelled already");
        assert_eq!(why.say(), "This appointment is cancelled already.");
    });
}

#[test]
fn nobody_is_a_no_show_before_their_time_or_while_they_are_here() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let id = desk.book(desk.chidi(), MONDAY, "9:20").expect("it is booked");
        let mark = MarkNoShow { appointment: id, version: 1 };
        let why = practice.perform(&practice.rosa, mark).expect_err("it is not yet time");
        assert_eq!(why.code(), "not_yet");
        practice.pass_minutes(35);
        practice.perform(&practice.rosa, mark).expect("they did not come");
        assert_eq!(desk.appointment(id).standing, Standing::NoShow);
        let why = practice.perform(&practice.rosa, Arrive { appointment: id }).expect_err("restore it first");
        assert_eq!(why.code(), "not_booked");
        let restore = RestoreAppointment { appointment: id, version: 2, to: RestoreTo::Before };
        practice.perform(&practice.rosa, restore).expect("they come late");
        practice.perform(&practice.rosa, Arrive { appointment: id }).expect("they arrive");
        let why = practice.perform(&practice.rosa, MarkNoShow { appointment: id, version: 3 });
        assert_eq!(why.expect_err("they are here").code(), "already_arrived");
        let cancel = CancelAppointment { appointment: id, version: 3, reason: CancelReason::Other };
        assert_eq!(practice.perform(&practice.rosa, cancel).expect_err("they are here").code(), "already_arrived");
    });
}
