//! The office learns from what became of its appointments and visits, and says what it knows in words.

use crate::desk::{Desk, MONDAY, day};
use front_office::learning::{KeepLessons, LearnFromHistory};
use front_office::patient_flow::{Advance, Arrive, AssignRoom, CheckOut, Status, VisitId};
use front_office::scheduling::no_show_risk::NoShowRisk;
use front_office::scheduling::{Appointment, AppointmentId, MarkNoShow};
use office::PatientId;
use testkit::Practice;
use testkit::workflows::patient_board::PatientBoard;

const TIMES: [&str; 5] = ["9:20", "9:40", "10:00", "10:20", "10:40"];

struct Cast {
    keep: Vec<PatientId>,
    miss: Vec<PatientId>,
}

impl Cast {
    fn of(practice: &Practice) -> Self {
        let patient = |given: &&str| practice.patient(given, "Anyanwu", "1984-03-12");
        Self {
            keep: ["Ada", "Bea", "Cleo"].iter().map(patient).collect(),
            miss: ["Mo", "Ned"].iter().map(patient).collect(),
        }
    }
}

/// Ready ten minutes after the door, fifteen minutes with the provider.
fn goes_through(practice: &Practice, visit: VisitId) {
    let step = |version, to| practice.perform(&practice.tom, Advance { visit, version, to }).expect("a step");
    practice.pass_minutes(5);
    let room = practice.rooms[0].id;
    practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
    practice.pass_minutes(5);
    step(2, Status::ReadyForProvider);
    step(3, Status::WithProvider);
    practice.pass_minutes(15);
    step(4, Status::CheckingOut);
    practice.perform(&practice.rosa, CheckOut { visit, version: 5 }).expect("out");
}

/// One day of the story: three keep their appointments, two do not.
fn one_day(desk: &Desk<'_>, cast: &Cast, on: &str) {
    let practice = desk.practice;
    let all: Vec<PatientId> = cast.keep.iter().chain(&cast.miss).copied().collect();
    let booked: Vec<AppointmentId> =
        all.iter().zip(TIMES).map(|(who, at)| desk.book(*who, on, at).expect("booked")).collect();
    practice.pass_minutes(120);
    for appointment in &booked[..3] {
        let arrive = Arrive { appointment: *appointment };
        goes_through(practice, practice.perform(&practice.rosa, arrive).expect("they come"));
    }
    for appointment in &booked[3..] {
        let missed = MarkNoShow { appointment: *appointment, version: 1 };
        practice.perform(&practice.rosa, missed).expect("they did not come");
    }
    practice.pass_minutes(24 * 60 - 120 - 75);
}

fn risk(practice: &Practice, appointment: AppointmentId) -> NoShowRisk {
    let found = practice.ask(&practice.rosa, Appointment { appointment }).expect("the appointment");
    found.risk.expect("it is still to come")
}

#[test]
fn risks_and_waits_are_known_from_the_offices_own_past() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let cast = Cast::of(practice);
        let mut on = day(MONDAY);
        let first = desk.book(cast.miss[0], "2026-12-23", "9:00").expect("booked");
        let before = risk(practice, first);
        assert_eq!(before.words, "No earlier appointments here, booked 37 days ahead");
        assert_eq!(before.per_cent, None, "nothing was learned yet");
        for _ in 0..18 {
            one_day(&desk, &cast, &on.to_string());
            on = on.plus_days(1);
            if on.weekday() == jiff::civil::Weekday::Saturday {
                on = on.plus_days(2);
                practice.pass_minutes(2 * 24 * 60);
            }
        }
        let why = practice.ask(&practice.rosa, LearnFromHistory).expect_err("the desk does not");
        assert_eq!(why.code(), "not_permitted");
        let lessons = practice.ask(&practice.ines, LearnFromHistory).expect("learned").0;
        assert_eq!((lessons.appointments, lessons.visits), (90, 54));
        assert_eq!(risk(practice, first).per_cent, None, "looking back changes nothing yet");
        practice.perform(&practice.ines, KeepLessons(lessons)).expect("kept");
        let missing = risk(practice, first);
        assert_eq!(missing.words, "Missed 10 of the last 10, booked 37 days ahead");
        let second = desk.book(cast.keep[0], "2026-12-23", "9:20").expect("booked: nobody is refused");
        let keeping = risk(practice, second);
        assert!(keeping.words.starts_with("Kept all of the last 10, booked"), "{keeping:?}");
        let (missing, keeping) = (missing.per_cent.expect("learned"), keeping.per_cent.expect("learned"));
        assert!(missing >= 60 && keeping <= 30, "{missing} and {keeping}");
        waits(&desk, &cast, &on.to_string());
    });
}

/// Two come at once for one provider: the second waits for the first as well.
fn waits(desk: &Desk<'_>, cast: &Cast, on: &str) {
    let practice = desk.practice;
    let came = |who: PatientId, at: &str| {
        let appointment = desk.book(who, on, at).expect("booked");
        practice.perform(&practice.rosa, Arrive { appointment }).expect("they come")
    };
    let first = came(cast.keep[0], "9:20");
    practice.pass_minutes(1);
    let second = came(cast.keep[1], "9:40");
    let page = practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board");
    let minutes = |visit| page.board.waits[&visit].minutes.round();
    assert!((minutes(first) - 9.0).abs() < 1.5 && (minutes(second) - 24.0).abs() < 1.5, "{:?}", page.board.waits);
    assert!(page.board.waits[&first].error < 1.0, "every visit of this story went alike");
}
