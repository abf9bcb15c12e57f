//! The times that suit a patient best, with the reasons for each.

use crate::desk::{Desk, MONDAY, day};
use front_office::scheduling::{
    AddClosure, AddEquipment, ClosureKind, ClosureOf, EquipmentKind, FindTimes, FirstAvailable, PartOfADay, PartOfDay,
    Reason, Suggestion, Wishes,
};
use jiff::civil::Weekday;
use kernel::{Day, Phi};
use office::PatientId;
use registry::people::{Demographics, Interpreter, RegisterPatient, Sex};
use testkit::Practice;

fn asked(desk: &Desk<'_>, patient: PatientId, wishes: Wishes) -> FindTimes {
    let search = FirstAvailable {
        visit_type: desk.follow_up,
        minutes: None,
        providers: Vec::new(),
        sites: vec![desk.practice.site],
        from: day(MONDAY),
        days: 90,
        part: PartOfDay::Any,
        weekdays: Vec::new(),
        at_most: 4,
    };
    FindTimes { patient, search, wishes }
}

fn found(desk: &Desk<'_>, patient: PatientId, wishes: Wishes) -> Vec<Suggestion> {
    desk.practice.ask(&desk.practice.rosa, asked(desk, patient, wishes)).expect("the search").found
}

fn away(desk: &Desk<'_>, first: &str, last: &str) {
    let practice = desk.practice;
    let closure = AddClosure {
        of: ClosureOf::Provider(practice.okafor.staff),
        first: day(first),
        last: day(last),
        part: PartOfADay::Whole,
        kind: ClosureKind::TimeOff,
        note: String::new(),
    };
    practice.perform(&practice.ines, closure).expect("Dr. Okafor is away");
}

#[test]
fn rather_a_few_days_later_with_their_own_doctor_but_not_three_weeks() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let wishes = Wishes { providers: vec![practice.okafor.staff], ..Wishes::default() };
        away(&desk, MONDAY, "2026-11-18");
        let first = found(&desk, chidi, wishes.clone()).remove(0);
        assert_eq!((first.opening.provider, first.opening.day), (practice.okafor.staff, day("2026-11-19")));
        assert!(first.reasons.contains(&Reason::WishedProvider), "{:?}", first.reasons);
        away(&desk, "2026-11-19", "2026-12-11");
        let first = found(&desk, chidi, wishes).remove(0);
        assert_eq!((first.opening.provider, first.opening.day), (practice.lin.staff, day(MONDAY)));
        assert_eq!(first.reasons, [Reason::First, Reason::OtherProvider]);
    });
}

#[test]
fn days_of_the_week_and_parts_of_the_day_are_met_where_the_wait_is_short() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let wishes =
            Wishes { weekdays: vec![Weekday::Thursday], part: Some(PartOfDay::Afternoon), ..Wishes::default() };
        let found = found(&desk, chidi, wishes);
        assert_eq!(found[0].opening.day, day("2026-11-19"));
        assert_eq!(found[0].opening.starts_at.to_string(), "2026-11-19T17:00:00Z");
        assert_eq!(found[0].reasons, [Reason::WishedWeekday, Reason::WishedPart]);
        assert!(found.windows(2).all(|pair| pair[0].cost <= pair[1].cost), "the best first");
        for provider in [practice.okafor.staff, practice.lin.staff] {
            let of =
                |on: Day| found.iter().filter(|one| (one.opening.provider, one.opening.day) == (provider, on)).count();
            assert!(found.iter().all(|one| of(one.opening.day) <= 2), "two of a day and a provider are a choice");
        }
    });
}

#[test]
fn they_come_once_where_that_is_wished_and_are_never_in_two_places() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let other = desk.book(chidi, "2026-11-26", "8:00").expect("another appointment");
        let wishes = Wishes { same_day_as: Some(other), ..Wishes::default() };
        let found = found(&desk, chidi, wishes);
        assert_eq!(found[0].opening.day, day("2026-11-26"));
        assert_eq!(found[0].opening.starts_at.to_string(), "2026-11-26T13:20:00Z", "not while he is with Dr. Okafor");
        assert!(found[0].reasons.contains(&Reason::SameDay));
    });
}

#[test]
fn who_needs_an_interpreter_is_offered_times_at_which_there_is_one() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let born = day("1970-02-03");
        let mut demographics = Demographics::of("Nguyen", "Linh", born, Sex::Female);
        demographics.interpreter = Interpreter::Needed;
        let register = RegisterPatient { demographics, identifiers: Vec::new(), relations: Vec::new() };
        let linh = practice.perform(&practice.rosa, register).expect("registered");
        let without = found(&desk, linh, Wishes::default());
        assert!(!without.is_empty() && without[0].reasons.iter().all(|why| *why != Reason::WithInterpreter));
        let screen =
            AddEquipment { site: practice.site, name: "Screen".to_owned(), kind: EquipmentKind::InterpreterScreen };
        practice.perform(&practice.ines, screen).expect("a screen");
        let mut booking = desk.booking(linh, desk.place(practice.lin.staff, MONDAY, "9:00"));
        booking.reason = Phi::from("with an interpreter");
        practice.perform(&practice.rosa, booking).expect("it is booked, and the screen is held");
        let register = {
            let mut demographics = Demographics::of("Tran", "Mai", born, Sex::Female);
            demographics.interpreter = Interpreter::Needed;
            RegisterPatient { demographics, identifiers: Vec::new(), relations: Vec::new() }
        };
        let mai = practice.perform(&practice.rosa, register).expect("registered");
        let with = found(&desk, mai, Wishes::default());
        assert_eq!(with[0].opening.starts_at.to_string(), "2026-11-16T14:20:00Z", "the screen is held until 9:20");
        assert!(with[0].reasons.contains(&Reason::WithInterpreter));
        let taken = found(&desk, desk.chidi(), Wishes::default());
        assert_eq!(taken[0].opening.starts_at.to_string(), "2026-11-16T14:00:00Z", "others do not wait for it");
    });
}
