//! Moving an appointment, and taking the move back.

use crate::desk::{Desk, MONDAY};
use front_office::scheduling::{
    Appointment, CancelAppointment, CancelReason, HistoryDeed, HoursRule, MoveAppointment, RestoreAppointment,
    RestoreTo, Standing,
};
use kernel::Kind;
use testkit::Practice;

#[test]
fn an_appointment_is_moved_to_another_provider_and_day_and_back() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let id = desk.book(desk.chidi(), MONDAY, "9:00").expect("it is booked");
        let to = desk.place(practice.lin.staff, "2026-11-17", "15:40");
        let change = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, change).expect("it is moved");
        let line = desk.appointment(id);
        assert_eq!((line.provider, line.version), (practice.lin.staff, 2));
        assert_eq!(line.starts_at.to_string(), "2026-11-17T20:40:00Z");
        assert_eq!(line.ends_at.minutes_since(line.starts_at), 20);
        let why = practice.perform(&practice.rosa, change).expect_err("that version is gone");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "stale"));

        let back = RestoreAppointment { appointment: id, version: 2, to: RestoreTo::Version(1) };
        practice.perform(&practice.rosa, back).expect("it goes back");
        let answer = practice.ask(&practice.rosa, Appointment { appointment: id }).expect("the appointment");
        assert_eq!(answer.line.starts_at.to_string(), "2026-11-16T14:00:00Z");
        let deeds: Vec<HistoryDeed> = answer.history.iter().map(|line| line.deed).collect();
        assert_eq!(deeds, [HistoryDeed::Booked, HistoryDeed::Moved, HistoryDeed::Restored]);
    });
}

#[test]
fn what_was_cancelled_comes_back_only_while_its_time_is_free() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let id = desk.book(chidi, MONDAY, "9:00").expect("it is booked");
        let cancel = CancelAppointment { appointment: id, version: 1, reason: CancelReason::PatientIll };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        let other = desk.book(chidi, MONDAY, "9:10").expect("the time is free again");
        let restore = RestoreAppointment { appointment: id, version: 2, to: RestoreTo::Before };
        let why = practice.perform(&practice.rosa, restore).expect_err("somebody has the time");
        assert_eq!(why.say(), "Dr. Okafor already has an appointment from 9:10 am to 9:30 am.");
        let cancel = CancelAppointment { appointment: other, version: 1, reason: CancelReason::BookedByMistake };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        practice.perform(&practice.rosa, restore).expect("now it comes back");
        let line = desk.appointment(id);
        assert_eq!((line.standing, line.cancel_reason, line.version), (Standing::Booked, None, 3));
    });
}

#[test]
fn a_move_onto_a_taken_time_changes_nothing() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, MONDAY, "9:00").expect("it is booked");
        let id = desk.book(chidi, MONDAY, "10:00").expect("it is booked");
        let to = desk.place(practice.okafor.staff, MONDAY, "9:10");
        let change = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
        let why = practice.perform(&practice.rosa, change).expect_err("the time is taken");
        assert_eq!(why.code(), "slot_taken");
        let line = desk.appointment(id);
        assert_eq!((line.starts_at.to_string().as_str(), line.version), ("2026-11-16T15:00:00Z", 1));
        let to = desk.place(practice.okafor.staff, MONDAY, "10:10");
        let change = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, change).expect("its own time is not in its way");
    });
}
