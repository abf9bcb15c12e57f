//! The frame of the schedule: visit types, hours, closures.

use crate::desk::{Desk, MONDAY, day};
use front_office::scheduling::{
    AddClosure, AddVisitType, BookingChoices, ChangeVisitType, ClosureKind, ClosureOf, ForWhom, HoursOf, PartOfADay,
    RemoveClosure, SetProviderHours, TypeTone, VisitTypeFields, VisitTypes, WeeklyHours,
};
use kernel::Kind;
use testkit::Practice;
use testkit::workflows::day_schedule::{DaySchedule, WeekSchedule};

#[test]
fn a_visit_type_that_is_no_longer_offered_cannot_be_booked() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let fields = VisitTypeFields {
            name: "Follow-up".to_owned(),
            minutes: 30,
            for_whom: ForWhom::Established,
            tone: TypeTone::Leaf,
        };
        let why = practice.perform(&practice.ines, AddVisitType(fields.clone())).expect_err("the name is taken");
        assert_eq!(why.code(), "name_taken");
        let why = practice.perform(&practice.rosa, AddVisitType(fields.clone())).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
        let odd = VisitTypeFields { minutes: 7, name: "Odd".to_owned(), ..fields.clone() };
        let why = practice.perform(&practice.ines, AddVisitType(odd)).expect_err("seven minutes");
        assert_eq!(why.fields()[0].0, "minutes");
        let close = ChangeVisitType { visit_type: desk.follow_up, version: 1, to: fields, active: false };
        practice.perform(&practice.ines, close).expect("it is closed");
        let types = practice.ask(&practice.rosa, VisitTypes).expect("the list").0;
        assert_eq!((types[0].minutes, types[0].active, types[0].version), (30, false, 2));
        let why = desk.book(chidi, MONDAY, "9:00").expect_err("it is no longer offered");
        assert_eq!(why.say(), "Follow-up is no longer offered. Choose another visit type.");
        let choices = practice.ask(&practice.rosa, BookingChoices { site: practice.site }).expect("the choices").0;
        assert_eq!((choices.visit_types.len(), choices.rooms.len()), (0, 4), "what is closed is no choice");
        assert!(choices.providers.iter().any(|line| line.id == practice.okafor.staff));
    });
}

#[test]
fn a_closure_takes_the_day_out_and_names_the_promises_that_stand_in_it() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let early = desk.book(chidi, "2026-11-26", "9:00").expect("it is booked");
        desk.book(chidi, "2026-11-26", "14:00").expect("it is booked");
        let closure = AddClosure {
            of: ClosureOf::Provider(practice.okafor.staff),
            first: day("2026-11-26"),
            last: day("2026-11-27"),
            part: PartOfADay::Minutes(0, 720),
            kind: ClosureKind::TimeOff,
            note: "back at one".to_owned(),
        };
        let stranded = practice.perform(&practice.ines, closure).expect("the mornings are off");
        assert_eq!(stranded, [early]);
        let why = desk.book(chidi, "2026-11-27", "9:00").expect_err("she is away");
        assert_eq!(why.say(), "Dr. Okafor sees patients at this site on this day from 1:00 pm to 5:00 pm.");
        let hours = practice.ask(&practice.rosa, HoursOf { site: practice.site }).expect("the hours").0;
        assert_eq!(hours.closures.len(), 2);
        let remove = RemoveClosure { closure: hours.closures[1].id };
        practice.perform(&practice.ines, remove).expect("she comes after all");
        desk.book(chidi, "2026-11-27", "9:00").expect("the morning is open again");
    });
}

#[test]
fn new_hours_hold_from_their_day_and_old_ones_until_then() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let thursdays = vec![WeeklyHours::weekly(4, 600, 900)];
        let set = |weekly| SetProviderHours {
            provider: practice.okafor.staff,
            site: practice.site,
            from: day("2026-12-01"),
            until: None,
            weekly,
        };
        let overlapping = [(600, 900), (840, 960)].map(|(from, to)| WeeklyHours::weekly(4, from, to)).to_vec();
        let why = practice.perform(&practice.ines, set(overlapping)).expect_err("they overlap");
        assert_eq!(why.code(), "bad_hours");
        practice.perform(&practice.ines, set(thursdays)).expect("from December on Thursdays only");
        desk.book(chidi, "2026-11-30", "9:00").expect("the old week still holds on Monday");
        desk.book(chidi, "2026-12-03", "10:00").expect("the new week holds on Thursday");
        let why = desk.book(chidi, "2026-12-01", "10:00").expect_err("no longer on Tuesdays");
        assert_eq!(why.code(), "outside_hours");
    });
}

#[test]
fn the_schedule_shows_columns_names_and_visits() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.arrived(chidi, "9:20");
        desk.book(chidi, "2026-11-18", "9:20").expect("it is booked");
        let shown = practice.ask(&practice.rosa, DaySchedule { site: practice.site, day: None }).expect("today");
        assert_eq!((shown.day, shown.today), (day(MONDAY), day(MONDAY)));
        assert_eq!(shown.columns.len(), 3, "every provider has a column, with hours or without");
        let mine = shown.columns.iter().find(|column| column.provider == practice.okafor.staff).expect("her column");
        assert_eq!(mine.open, [(480, 720), (780, 1_020)]);
        assert_eq!(shown.lines.len(), 1);
        assert!(shown.lines[0].visit.is_some(), "the patient is here");
        assert_eq!(shown.people.name(chidi).reveal(), "Anyanwu, Chidi");
        let week = WeekSchedule { site: practice.site, provider: practice.okafor.staff, day: Some(day("2026-11-20")) };
        let week = practice.ask(&practice.rosa, week).expect("the week");
        assert_eq!((week.day, week.columns.len(), week.lines.len()), (day(MONDAY), 7, 2));
        assert!(week.columns[5].open.is_empty(), "Saturday");
    });
}
