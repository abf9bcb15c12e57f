//! Taking back a wrong status.

use crate::desk::{Desk, MONDAY};
use front_office::patient_flow::{Advance, Arrive, AssignRoom, CheckOut, Status, UndoStatus, VisitFlow};
use testkit::Practice;

#[test]
fn undoing_brings_back_status_room_and_clock() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let room = practice.rooms[0].id;
        practice.pass_minutes(5);
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        let roomed = desk.visit(visit);
        practice.pass_minutes(5);
        let with = Advance { visit, version: 2, to: Status::WithProvider };
        practice.perform(&practice.tom, with).expect("with the provider");
        practice.perform(&practice.rosa, CheckOut { visit, version: 3 }).expect("out, by mistake");
        assert_eq!(desk.visit(visit).room, None);
        practice.pass_minutes(1);
        practice.perform(&practice.rosa, UndoStatus { visit, version: 4 }).expect("not out");
        practice.perform(&practice.tom, UndoStatus { visit, version: 5 }).expect("not with the provider");
        let back = desk.visit(visit);
        assert_eq!((back.status, back.room, back.since), (Status::Roomed, Some(room), roomed.since));
        assert_eq!(back.left_at, None);
        let flow = practice.ask(&practice.rosa, VisitFlow { visit }).expect("the way of the visit");
        let undone: Vec<Option<i64>> = flow.changes.iter().map(|change| change.undone_of).collect();
        assert_eq!(undone, [None, None, None, None, Some(4), Some(3)]);
    });
}

#[test]
fn a_room_that_was_given_away_is_not_taken_back() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let first = desk.arrived(desk.chidi(), "9:00");
        let second = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:20");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit: first, version: 1, room }).expect("roomed");
        practice.perform(&practice.rosa, CheckOut { visit: first, version: 2 }).expect("out");
        practice.perform(&practice.tom, AssignRoom { visit: second, version: 1, room }).expect("roomed");
        let why = practice.perform(&practice.rosa, UndoStatus { visit: first, version: 3 });
        assert_eq!(why.expect_err("somebody is in the room").code(), "room_occupied");
    });
}

#[test]
fn an_arrival_marked_by_mistake_is_gone_and_can_come_true_later() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let appointment = desk.book(desk.chidi(), MONDAY, "9:20").expect("it is booked");
        let visit = practice.perform(&practice.rosa, Arrive { appointment }).expect("they arrive");
        practice.perform(&practice.rosa, UndoStatus { visit, version: 1 }).expect("it was somebody else");
        assert!(desk.appointment(appointment).visit.is_none(), "nobody came yet");
        let why = practice.perform(&practice.rosa, UndoStatus { visit, version: 2 });
        assert_eq!(why.expect_err("nothing is left").code(), "nothing_to_undo");
        practice.pass_minutes(12);
        let again = practice.perform(&practice.rosa, Arrive { appointment }).expect("now they arrive");
        assert_eq!(again, visit);
        let line = desk.visit(visit);
        assert_eq!((line.status, line.arrived_at.to_string().as_str()), (Status::Arrived, "2026-11-16T14:12:00Z"));
        assert_eq!(line.left_at, None);
        practice.perform(&practice.rosa, UndoStatus { visit, version: 3 }).expect("mistaken again");
        assert!(desk.appointment(appointment).visit.is_none());
    });
}
