//! Templates of a week: every other week, until a day, several patients at once; and times held for a caller.

use crate::desk::{Desk, MONDAY, day};
use front_office::scheduling::{
    BookAppointment, FirstAvailable, HoldSlot, HoursOf, PartOfDay, ReleaseHold, SetProviderHours, WeeklyHours,
};
use kernel::Kind;
use testkit::Practice;
use testkit::workflows::day_schedule::DaySchedule;

fn set(desk: &Desk<'_>, from: &str, until: Option<&str>, weekly: Vec<WeeklyHours>) {
    let practice = desk.practice;
    let provider = practice.okafor.staff;
    let set = SetProviderHours { provider, site: practice.site, from: day(from), until: until.map(day), weekly };
    practice.perform(&practice.ines, set).expect("the hours are set");
}

#[test]
fn every_other_week_is_every_other_week_and_what_held_before_comes_back() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let fridays = vec![WeeklyHours { every_weeks: 2, ..WeeklyHours::weekly(5, 480, 720) }];
        set(&desk, MONDAY, None, fridays);
        let open = |on: &str| desk.book(chidi, on, "9:00").map_err(|why| why.code());
        assert!(open("2026-11-20").is_ok());
        assert_eq!(open("2026-11-27"), Err("outside_hours"));
        assert!(open("2026-12-04").is_ok());
        set(&desk, "2026-12-14", Some("2026-12-27"), vec![WeeklyHours::weekly(1, 480, 720)]);
        assert_eq!(open("2026-12-18"), Err("outside_hours"), "for two weeks it is Mondays");
        assert!(open("2026-12-21").is_ok());
        assert_eq!(open("2026-12-28"), Err("outside_hours"), "the old hours are Fridays");
        assert!(open("2027-01-01").is_ok(), "in the weeks in which it always was");
        assert_eq!(open("2027-01-08"), Err("outside_hours"));
        assert!(open("2027-01-15").is_ok());
        let lines = practice.ask(&practice.rosa, HoursOf { site: practice.site }).expect("the hours").0.weekly;
        assert_eq!(lines.iter().filter(|line| line.provider == practice.okafor.staff).count(), 3);
        let backwards = SetProviderHours {
            provider: practice.okafor.staff,
            site: practice.site,
            from: day("2026-12-14"),
            until: Some(day("2026-12-13")),
            weekly: Vec::new(),
        };
        assert_eq!(practice.perform(&practice.ines, backwards).expect_err("backwards").code(), "bad_days");
    });
}

#[test]
fn a_template_that_sees_three_at_once_takes_three_and_no_fourth() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let clinic =
            vec![WeeklyHours { at_once: 3, ..WeeklyHours::weekly(2, 480, 600) }, WeeklyHours::weekly(2, 600, 720)];
        set(&desk, MONDAY, None, clinic);
        let patient = |name| practice.patient(name, "Abel", "1980-01-01");
        let times = ["8:00", "8:10", "8:00"];
        for (name, from) in ["Ada", "Bea", "Cal"].into_iter().zip(times) {
            desk.book(patient(name), "2026-11-17", from).expect("the template has room for three");
        }
        let why = desk.book(patient("Dan"), "2026-11-17", "8:10").expect_err("three are there at 8:10");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_taken"));
        assert_eq!(why.say(), "Dr. Okafor sees 3 patients at once, and 3 are booked at this time.");
        desk.book(patient("Eve"), "2026-11-17", "8:20").expect("two of the three are gone");
        desk.book(patient("Fay"), "2026-11-17", "10:00").expect("one after the other from ten");
        let why = desk.book(patient("Gil"), "2026-11-17", "10:10").expect_err("one at a time from ten");
        assert_eq!(why.say(), "Dr. Okafor already has an appointment from 10:00 am to 10:20 am.");
        let search = FirstAvailable {
            visit_type: desk.follow_up,
            minutes: None,
            providers: vec![practice.okafor.staff],
            sites: vec![practice.site],
            from: day("2026-11-17"),
            days: 1,
            part: PartOfDay::Any,
            weekdays: Vec::new(),
            at_most: 2,
        };
        let found = practice.ask(&practice.rosa, search).expect("the search").0.openings;
        let starts: Vec<String> = found.iter().map(|opening| opening.starts_at.to_string()).collect();
        assert_eq!(starts, ["2026-11-17T13:20:00Z", "2026-11-17T13:40:00Z"], "8:20 has room for two more");
    });
}

#[test]
fn a_time_held_for_a_caller_is_kept_from_others_for_ten_minutes() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (chidi, amara) = (desk.chidi(), practice.patient("Amara", "Silva", "1990-01-02"));
        let at = desk.place(practice.okafor.staff, MONDAY, "10:00");
        let hold = practice.perform(&practice.rosa, HoldSlot { at, minutes: 20 }).expect("Rosa holds it");
        let holds = || {
            let page = DaySchedule { site: practice.site, day: None };
            practice.ask(&practice.lena, page).expect("everybody sees it").holds
        };
        let held = holds();
        assert_eq!((held.len(), held[0].id, held[0].account), (1, hold, practice.rosa.account));
        let booking = |patient| BookAppointment { ..desk.booking(patient, at) };
        let why = practice.perform(&practice.lena, booking(amara)).expect_err("Rosa holds it");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_held"));
        assert!(why.say().starts_with("Rosa Delgado is holding 10:00 am for a caller until 9:10 am."), "{}", why.say());
        let why = practice.perform(&practice.lena, HoldSlot { at, minutes: 20 }).expect_err("nor can it be held twice");
        assert_eq!(why.code(), "slot_held");
        practice.perform(&practice.rosa, booking(chidi)).expect("Rosa books what she holds");
        assert_eq!(holds(), []);

        let at = desk.place(practice.okafor.staff, MONDAY, "11:00");
        let let_go = practice.perform(&practice.rosa, HoldSlot { at, minutes: 20 }).expect("another");
        practice.perform(&practice.rosa, ReleaseHold { hold: let_go }).expect("the caller rang off");
        practice.perform(&practice.rosa, HoldSlot { at, minutes: 20 }).expect("again");
        practice.pass_minutes(10);
        practice.perform(&practice.lena, desk.booking(amara, at)).expect("after ten minutes it is free by itself");
    });
}
