//! Rooms and the way through them.

use crate::desk::Desk;
use front_office::patient_flow::{Advance, AssignRoom, CheckOut, LeaveWithoutBeingSeen, Status};
use kernel::Kind;
use testkit::Practice;

#[test]
fn a_patient_goes_through_room_and_provider_to_the_door() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed at once");
        for (version, to) in [(2, Status::ReadyForProvider), (3, Status::WithProvider), (4, Status::CheckingOut)] {
            practice.pass_minutes(10);
            practice.perform(&practice.okafor, Advance { visit, version, to }).expect("on to the next status");
        }
        let line = desk.visit(visit);
        assert_eq!((line.status, line.room), (Status::CheckingOut, None));
        practice.pass_minutes(5);
        practice.perform(&practice.rosa, CheckOut { visit, version: 5 }).expect("they go home");
        let line = desk.visit(visit);
        assert_eq!(line.left_at.expect("the time is written").to_string(), "2026-11-16T14:35:00Z");
        let why = practice.perform(&practice.rosa, CheckOut { visit, version: 6 }).expect_err("they are gone");
        assert_eq!(why.say(), "From “Left” a patient cannot go to “Left”.");
    });
}

#[test]
fn one_patient_is_in_a_room_at_a_time() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let first = desk.arrived(desk.chidi(), "9:00");
        let second = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:20");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit: first, version: 1, room }).expect("the room is free");
        let why = practice.perform(&practice.tom, AssignRoom { visit: second, version: 1, room });
        let why = why.expect_err("somebody is in it");
        assert_eq!((why.kind(), why.say()), (Kind::Conflict, "Exam 1 is occupied. Choose another room."));
        practice.pass_minutes(3);
        let since = desk.visit(first).since;
        let other = practice.rooms[1].id;
        practice.perform(&practice.tom, AssignRoom { visit: first, version: 2, room: other }).expect("they move");
        let line = desk.visit(first);
        assert_eq!((line.status, line.since), (Status::Roomed, since), "a change of rooms keeps the clock");
        practice.perform(&practice.tom, AssignRoom { visit: second, version: 1, room }).expect("the room is free");
    });
}

#[test]
fn two_assistants_who_want_the_same_room_get_it_once() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let first = desk.arrived(desk.chidi(), "9:00");
        let second = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:20");
        let room = practice.rooms[0].id;
        let (office, tom, ruth) = (&practice.office, &practice.tom.actor, &practice.ruth.actor);
        let answers = practice.block_on(async {
            tokio::join!(
                office.perform(tom, AssignRoom { visit: first, version: 1, room }),
                office.perform(ruth, AssignRoom { visit: second, version: 1, room })
            )
        });
        match answers {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => assert_eq!(lost.code(), "room_occupied"),
            both => panic!("one wins and one loses: {both:?}"),
        }
    });
}

#[test]
fn statuses_follow_each_other_and_some_are_deeds_of_their_own() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let advance = |to| practice.perform(&practice.tom, Advance { visit, version: 1, to });
        assert_eq!(advance(Status::WithProvider).expect_err("not in a room").code(), "no_such_step");
        let why = advance(Status::Waiting).expect_err("the check-in is not done");
        assert_eq!(why.say(), "Finish the check-in first: all five ticks.");
        assert_eq!(advance(Status::Roomed).expect_err("which room").say(), "Choose a room.");
        let why = practice.perform(&practice.tom, Advance { visit, version: 9, to: Status::CheckingIn });
        assert_eq!(why.expect_err("that version is not").code(), "stale");
        let leave = LeaveWithoutBeingSeen { visit, version: 1 };
        practice.perform(&practice.tom, leave).expect("they gave up");
        assert_eq!(desk.visit(visit).status, Status::LeftUnseen);
    });
}
