//! Booking an appointment.

use crate::desk::{Desk, MONDAY, day, time};
use front_office::scheduling::{BookAppointment, HistoryDeed, HoursRule, PastOf, Place, Standing, UpcomingOf};
use kernel::{Kind, Phi};
use testkit::Practice;

#[test]
fn a_booking_holds_the_time_as_the_wall_of_the_site_shows_it() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let id = desk.book(chidi, MONDAY, "9:20").expect("it is booked");
        let line = desk.appointment(id);
        assert_eq!(line.starts_at.to_string(), "2026-11-16T14:20:00Z");
        assert_eq!(line.ends_at.to_string(), "2026-11-16T14:40:00Z");
        assert_eq!((line.standing, line.version, line.day), (Standing::Booked, 1, day(MONDAY)));
        assert_eq!(line.reason.reveal(), "blood pressure");
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: chidi }).expect("the list");
        assert_eq!(ahead.lines.iter().map(|line| line.appointment).collect::<Vec<_>>(), [id]);
        assert_eq!(ahead.labels.provider(practice.okafor.staff), "Dr. Okafor");
        practice.pass_minutes(60);
        let past = practice.ask(&practice.rosa, PastOf { patient: chidi }).expect("the list");
        assert_eq!(past.lines.len(), 1);
    });
}

#[test]
fn a_time_that_is_taken_is_refused_with_a_sentence_that_says_by_whom() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        desk.book(desk.chidi(), MONDAY, "9:00").expect("it is booked");
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        for from in ["9:00", "9:10", "8:45"] {
            let why = desk.book(amara, MONDAY, from).expect_err("the time is taken");
            assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_taken"));
            assert_eq!(why.say(), "Dr. Okafor already has an appointment from 9:00 am to 9:20 am.");
        }
        desk.book(amara, MONDAY, "9:20").expect("one begins where the other ends");
        desk.book(amara, MONDAY, "8:40").expect("one ends where the other begins");
    });
}

#[test]
fn the_room_is_held_together_with_the_provider() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let room = Some(practice.rooms[0].id);
        let with_room = |provider, from| Place { room, ..desk.place(provider, MONDAY, from) };
        let chidi = desk.chidi();
        let first = desk.booking(chidi, with_room(practice.okafor.staff, "9:00"));
        practice.perform(&practice.rosa, first).expect("provider and room are free");
        let second = desk.booking(chidi, with_room(practice.lin.staff, "9:10"));
        let why = practice.perform(&practice.rosa, second).expect_err("the room is taken");
        assert_eq!(why.say(), "Exam 1 is already held from 9:00 am to 9:20 am.");
    });
}

#[test]
fn outside_the_hours_it_is_booked_only_on_purpose() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let why = desk.book(chidi, MONDAY, "11:50").expect_err("it runs into lunch");
        assert_eq!(why.code(), "outside_hours");
        assert_eq!(
            why.say(),
            "Dr. Okafor sees patients at this site on this day from 8:00 am to 12:00 pm and from 1:00 pm to 5:00 pm."
        );
        let why = desk.book(chidi, "2026-11-21", "9:00").expect_err("it is a Saturday");
        assert_eq!(why.say(), "Dr. Okafor does not see patients at this site on this day.");
        let at = desk.place(practice.okafor.staff, "2026-11-21", "9:00");
        let on_purpose = BookAppointment { hours: HoursRule::OutsideHours, ..desk.booking(chidi, at) };
        practice.perform(&practice.rosa, on_purpose).expect("she agreed to come");
        let at = desk.place(practice.tom.staff, "2026-11-21", "9:00");
        let not_a_provider = BookAppointment { hours: HoursRule::OutsideHours, ..desk.booking(chidi, at) };
        let why = practice.perform(&practice.rosa, not_a_provider).expect_err("Tom sees nobody on a schedule");
        assert_eq!(why.code(), "not_a_provider");
    });
}

#[test]
fn yesterday_and_the_hour_that_spring_skips_cannot_be_booked() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let why = desk.book(chidi, "2026-11-13", "9:00").expect_err("the day is over");
        assert_eq!(why.code(), "day_is_over");
        let at = Place { from: time("2:30"), ..desk.place(practice.okafor.staff, "2027-03-14", "2:30") };
        let skipped = BookAppointment { hours: HoursRule::OutsideHours, ..desk.booking(chidi, at) };
        let why = practice.perform(&practice.rosa, skipped).expect_err("no wall ever shows this time");
        assert_eq!(why.say(), "2:30 am does not exist on this day: the clocks are put forward.");
    });
}

#[test]
fn a_biller_may_not_book_and_what_makes_no_sense_is_refused() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let at = desk.place(practice.okafor.staff, MONDAY, "9:00");
        let why = practice.perform(&practice.mei, desk.booking(chidi, at)).expect_err("Mei may not");
        assert_eq!(why.kind(), Kind::Refused);
        let endless = BookAppointment { minutes: Some(900), ..desk.booking(chidi, at) };
        assert_eq!(practice.perform(&practice.rosa, endless).expect_err("too long").code(), "bad_minutes");
        let novel = BookAppointment { reason: Phi::new("x".repeat(501)), ..desk.booking(chidi, at) };
        assert_eq!(practice.perform(&practice.rosa, novel).expect_err("too long").code(), "too_long");
    });
}

#[test]
fn every_version_of_an_appointment_can_be_shown() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let id = desk.book(desk.chidi(), MONDAY, "9:00").expect("it is booked");
        let confirm = front_office::scheduling::ConfirmAppointment { appointment: id, version: 1 };
        practice.perform(&practice.rosa, confirm).expect("it is confirmed");
        let why = practice.perform(&practice.rosa, confirm).expect_err("that version is gone");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "stale"));
        let ask = front_office::scheduling::Appointment { appointment: id };
        let answer = practice.ask(&practice.okafor, ask).expect("the appointment");
        let deeds: Vec<(i64, HistoryDeed, Standing)> =
            answer.history.iter().map(|line| (line.version, line.deed, line.standing)).collect();
        assert_eq!(
            deeds,
            [(1, HistoryDeed::Booked, Standing::Booked), (2, HistoryDeed::Confirmed, Standing::Confirmed)]
        );
        assert_eq!(answer.history[0].account, practice.rosa.account);
    });
}
