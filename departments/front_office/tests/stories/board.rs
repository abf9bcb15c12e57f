//! The live board.

use crate::desk::{Desk, MONDAY, day};
use front_office::patient_flow::{
    AssignRoom, CheckOut, FlowThresholds, NextToAct, RoomsNow, SetFlowThresholds, Status, Threshold,
};
use testkit::Practice;
use testkit::workflows::patient_board::PatientBoard;

#[test]
fn the_board_shows_who_is_here_who_is_expected_and_which_rooms_are_free() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let visit = desk.arrived(chidi, "9:00");
        desk.book(amara, MONDAY, "9:20").expect("she is expected");
        let gone = desk.arrived(amara, "9:40");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        practice
            .perform(&practice.tom, AssignRoom { visit: gone, version: 1, room: practice.rooms[1].id })
            .expect("in");
        practice.perform(&practice.rosa, CheckOut { visit: gone, version: 2 }).expect("out");
        practice.pass_minutes(16);
        let page = practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board");
        assert_eq!((page.day, page.board.visits.len(), page.board.expected.len()), (day(MONDAY), 2, 1));
        assert_eq!((page.board.count(Status::Roomed), page.board.count(Status::Left)), (1, 1));
        let line = &page.board.visits[0];
        assert_eq!(page.now.minutes_since(line.since), 16);
        assert_eq!(line.status.next_to_act(), NextToAct::MedicalAssistant);
        assert_eq!(page.people.name(line.patient).reveal(), "Anyanwu, Chidi");
        let occupied: Vec<bool> = page.board.rooms.iter().map(|room| room.occupant.is_some()).collect();
        assert_eq!(occupied, [true, false, false, false]);
    });
}

#[test]
fn a_visit_that_nobody_closed_is_shown_the_next_day() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        practice.pass_minutes(24 * 60);
        let page = practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board");
        assert_eq!((page.board.visits.len(), page.board.left_open.len()), (0, 1));
        let today = desk.book(practice.patient("Amara", "Silva", "1990-01-02"), "2026-11-17", "9:20").expect("booked");
        let arrive = front_office::patient_flow::Arrive { appointment: today };
        let second = practice.perform(&practice.rosa, arrive).expect("she arrives");
        let why = practice.perform(&practice.tom, AssignRoom { visit: second, version: 1, room });
        assert_eq!(
            why.expect_err("yesterday's patient is still in it").say(),
            "Exam 1 is still held by a visit of Nov 16. Check that patient out first."
        );
    });
}

#[test]
fn the_office_sets_its_own_thresholds() {
    Practice::each(|practice| {
        let to = Threshold { warn_minutes: 8, alarm_minutes: 12 };
        let stay = Threshold { warn_minutes: 50, alarm_minutes: 90 };
        let set = SetFlowThresholds { of_status: vec![(Status::Waiting, to)], of_stay: Some(stay) };
        for _ in 0..2 {
            practice.perform(&practice.ines, set.clone()).expect("it is set, and set again");
        }
        let upside_down = Threshold { warn_minutes: 9, alarm_minutes: 3 };
        for wrong in [
            SetFlowThresholds { of_status: vec![(Status::Waiting, upside_down)], of_stay: None },
            SetFlowThresholds { of_status: Vec::new(), of_stay: Some(upside_down) },
        ] {
            let why = practice.perform(&practice.ines, wrong);
            assert_eq!(why.expect_err("the alarm is first").code(), "bad_minutes");
        }
        let page = practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board");
        let thresholds = page.board.thresholds;
        assert_eq!((thresholds.of(Status::Waiting), thresholds.of_stay()), (to, stay));
        assert_eq!(thresholds.of(Status::Arrived).warn_minutes, 5, "what nobody set is Moa's own");
        let why = practice.perform(&practice.rosa, set).expect_err("the desk does not set them");
        assert_eq!(why.code(), "not_permitted");
        assert!(practice.ask(&practice.rosa, FlowThresholds).is_err(), "nor does it open their page");
    });
}

#[test]
fn which_rooms_are_free_is_told_without_telling_who_is_in_the_others() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let room = practice.rooms[1].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        let rooms = practice.ask(&practice.tom, RoomsNow { site: practice.site }).expect("the rooms").0;
        let taken: Vec<_> = rooms.iter().filter(|line| line.taken).map(|line| line.room.id).collect();
        assert_eq!((rooms.len(), taken), (4, vec![room]));
    });
}
