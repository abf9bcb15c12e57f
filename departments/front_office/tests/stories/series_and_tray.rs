//! A series of the same appointment, and appointments carried from one day to another.

use crate::desk::{Desk, day};
use front_office::scheduling::{
    BookSeries, CancelAppointment, CancelReason, HoursRule, LeaveAppointment, LiftAppointment, MoveAppointment,
    UpcomingOf,
};
use kernel::Kind;
use office::Actor;
use testkit::Practice;
use testkit::workflows::carried::CarriedPage;

const TUESDAY: &str = "2026-11-17";

#[test]
fn a_series_is_booked_whole_or_not_at_all() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let series = |times, from| BookSeries {
            first: desk.booking(chidi, desk.place(practice.okafor.staff, TUESDAY, from)),
            every_weeks: 2,
            times,
        };
        let booked = practice.perform(&practice.rosa, series(6, "9:00")).expect("six of them");
        let days: Vec<String> = booked.iter().map(|id| desk.appointment(*id).day.to_string()).collect();
        assert_eq!(days, ["2026-11-17", "2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"]);
        let walls = booked.iter().map(|id| desk.appointment(*id).starts_at.to_string());
        assert!(walls.into_iter().all(|at| at.ends_with("T14:00:00Z")), "nine on the wall, all winter");
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        desk.book(amara, "2026-12-15", "10:10").expect("the third time is taken");
        let why = practice.perform(&practice.rosa, series(6, "10:00")).expect_err("one of them is taken");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_taken"));
        assert_eq!(
            why.say(),
            "Appointment 3 of the series, Tuesday, December 15: Dr. Okafor already has an appointment from 10:10 am to 10:30 am."
        );
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: chidi }).expect("the list").lines;
        assert_eq!(ahead.len(), 6, "none of the second series is booked");
        let why = practice.perform(&practice.rosa, series(1, "11:00")).expect_err("one is no series");
        assert_eq!(why.code(), "bad_series");
    });
}

#[test]
fn what_is_lifted_keeps_its_place_until_it_is_set_down_elsewhere() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (chidi, amara) = (desk.chidi(), practice.patient("Amara", "Silva", "1990-01-02"));
        let first = desk.book(chidi, TUESDAY, "9:00").expect("it is booked");
        let second = desk.book(amara, TUESDAY, "9:20").expect("it is booked");
        let tray = |who: &Actor| -> Vec<_> {
            practice.ask(who, CarriedPage).expect("the tray").lines.iter().map(|line| line.appointment).collect()
        };
        practice.perform(&practice.rosa, LiftAppointment { appointment: first }).expect("lifted");
        practice.pass_minutes(1);
        practice.perform(&practice.rosa, LiftAppointment { appointment: second }).expect("lifted");
        practice.perform(&practice.rosa, LiftAppointment { appointment: second }).expect("twice is once");
        assert_eq!(tray(&practice.rosa), [first, second]);
        assert_eq!(tray(&practice.lena), [], "it is Rosa's tray");
        let why = practice.perform(&practice.lena, LiftAppointment { appointment: first }).expect_err("Rosa has it");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "carried"));
        let why = desk.book(amara, TUESDAY, "9:00").expect_err("its place is still its own");
        assert_eq!(why.code(), "slot_taken");
        let why =
            practice.perform(&practice.lena, LeaveAppointment { appointment: first }).expect_err("she has it not");
        assert_eq!((why.code(), tray(&practice.rosa).len()), ("not_carried", 2), "nobody empties another's tray");
        let again = practice.open_again();
        let kept = practice.block_on(again.ask(&practice.rosa, CarriedPage)).expect("after a restart").lines.len();
        assert_eq!(kept, 2, "nothing lifted is lost");
        again.close();

        let to = desk.place(practice.lin.staff, "2026-11-24", "9:00");
        let step = MoveAppointment { appointment: first, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, step).expect("it is set down");
        assert_eq!((tray(&practice.rosa), desk.appointment(first).day), (vec![second], day("2026-11-24")));
        practice.perform(&practice.rosa, LeaveAppointment { appointment: second }).expect("it stays");
        assert_eq!((tray(&practice.rosa), desk.appointment(second).day), (Vec::new(), day(TUESDAY)));
        practice.perform(&practice.rosa, LiftAppointment { appointment: second }).expect("lifted again");
        let cancel = CancelAppointment { appointment: second, version: 1, reason: CancelReason::PatientAsked };
        practice.perform(&practice.lena, cancel).expect("the patient rings");
        assert_eq!(tray(&practice.rosa), [], "what is cancelled is on no tray");
        let why = practice.perform(&practice.rosa, LiftAppointment { appointment: second }).expect_err("it is over");
        assert_eq!(why.kind(), Kind::Refused);
    });
}
