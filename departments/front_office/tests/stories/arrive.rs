//! Arriving.

use crate::desk::{Desk, MONDAY};
use front_office::patient_flow::{Arrive, Status};
use kernel::Kind;
use testkit::Practice;

#[test]
fn the_clock_writes_when_somebody_arrived() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let appointment = desk.book(desk.chidi(), MONDAY, "9:20").expect("it is booked");
        practice.pass_minutes(7);
        let visit = practice.perform(&practice.rosa, Arrive { appointment }).expect("they arrive");
        let line = desk.visit(visit);
        assert_eq!((line.status, line.version, line.room), (Status::Arrived, 1, None));
        assert_eq!(line.arrived_at.to_string(), "2026-11-16T14:07:00Z");
        assert_eq!(line.since, line.arrived_at);
        let why = practice.perform(&practice.lena, Arrive { appointment }).expect_err("they are here");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "already_arrived"));
        assert_eq!(why.say(), "This patient was marked as arrived at 9:07 am.");
    });
}

#[test]
fn nobody_arrives_for_another_day() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let appointment = desk.book(desk.chidi(), "2026-11-17", "9:20").expect("it is booked");
        let why = practice.perform(&practice.rosa, Arrive { appointment }).expect_err("it is tomorrow");
        assert_eq!(
            why.say(),
            "This appointment is on Tue, Nov 17, not today. Move it, or take the patient as a walk-in."
        );
    });
}

#[test]
fn two_desks_that_mark_the_same_arrival_make_one_visit() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let appointment = desk.book(desk.chidi(), MONDAY, "9:20").expect("it is booked");
        let (office, rosa, lena) = (&practice.office, &practice.rosa.actor, &practice.lena.actor);
        let answers = practice.block_on(async {
            tokio::join!(office.perform(rosa, Arrive { appointment }), office.perform(lena, Arrive { appointment }))
        });
        let (won, lost) = match answers {
            (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
            both => panic!("one wins and one loses: {both:?}"),
        };
        assert_eq!(lost.code(), "already_arrived");
        assert_eq!(desk.visit(won).status, Status::Arrived);
    });
}
