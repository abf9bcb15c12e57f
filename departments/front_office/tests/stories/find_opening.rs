//! The first free times.

use crate::desk::{Desk, MONDAY, day};
use front_office::scheduling::{FirstAvailable, Opening, PartOfDay};
use jiff::civil::Weekday;
use testkit::Practice;

fn asked(desk: &Desk<'_>) -> FirstAvailable {
    FirstAvailable {
        visit_type: desk.follow_up,
        minutes: None,
        providers: vec![desk.practice.okafor.staff],
        sites: vec![desk.practice.site],
        from: day(MONDAY),
        days: 90,
        part: PartOfDay::Any,
        weekdays: Vec::new(),
        at_most: 3,
    }
}

fn found(desk: &Desk<'_>, asked: FirstAvailable) -> Vec<Opening> {
    desk.practice.ask(&desk.practice.rosa, asked).expect("the search").0.openings
}

fn starts(openings: &[Opening]) -> Vec<String> {
    openings.iter().map(|opening| opening.starts_at.to_string()).collect()
}

#[test]
fn the_first_free_times_begin_now_and_go_round_what_is_held() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, MONDAY, "9:20").expect("it is booked");
        practice.pass_minutes(3);
        let openings = found(&desk, asked(&desk));
        assert_eq!(starts(&openings), ["2026-11-16T14:40:00Z", "2026-11-16T15:00:00Z", "2026-11-16T15:20:00Z"]);
        for opening in openings {
            let at = opening.starts_at.civil(&jiff::tz::TimeZone::get("America/New_York").expect("a zone"));
            let from = format!("{}:{:02}", at.hour(), at.minute());
            desk.book(chidi, &opening.day.to_string(), &from).expect("what is offered can be booked");
        }
    });
}

#[test]
fn weekdays_parts_of_the_day_and_providers_narrow_the_search() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let narrowed = FirstAvailable {
            providers: Vec::new(),
            weekdays: vec![Weekday::Wednesday],
            part: PartOfDay::Afternoon,
            at_most: 2,
            ..asked(&desk)
        };
        let openings = found(&desk, narrowed);
        assert_eq!(starts(&openings), ["2026-11-18T17:00:00Z", "2026-11-18T17:20:00Z"]);
        assert!(openings.iter().all(|opening| opening.provider == practice.lin.staff), "Dr. Okafor is at lunch");
        let late = FirstAvailable { part: PartOfDay::Evening, ..asked(&desk) };
        assert_eq!(found(&desk, late), [], "nobody works in the evening");
        let long = FirstAvailable { minutes: Some(240), at_most: 1, ..asked(&desk) };
        assert_eq!(starts(&found(&desk, long)), ["2026-11-16T18:00:00Z"]);
    });
}
