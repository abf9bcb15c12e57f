//! The wallboard: codes instead of names, who runs late, and a screen that is registered for it and nothing else.

use crate::desk::{Desk, MONDAY};
use front_office::patient_flow::{AssignRoom, LeaveWithoutBeingSeen, StartWalkIn, UndoStatus, VisitId};
use front_office::self_check_in::{
    EndKiosk, FoundAtKiosk, KioskBySecret, KioskId, KioskPurpose, OpenAtKiosk, PairKiosk, Paired, RegisterKiosk, Secret,
};
use front_office::wallboard::{
    Look, OnTheWall, Pace, SetWallboard, WallState, WallboardOf, WallboardSeen, WallboardShows,
};
use kernel::{Kind, Problem};
use office::Actor;
use std::collections::HashSet;
use testkit::Practice;
use testkit::workflows::patient_board::PatientBoard;

fn machine(practice: &Practice) -> Actor {
    practice.office.machine("self-check-in")
}

/// A screen for this purpose, registered by Ines and paired.
fn screen(practice: &Practice, purpose: KioskPurpose) -> (KioskId, Secret) {
    let register = RegisterKiosk { site: practice.site, name: "Waiting room".to_owned(), purpose };
    let fresh = practice.perform(&practice.ines, register).expect("a screen");
    let pair = PairKiosk { code: Secret::presented(fresh.code) };
    let Paired { secret, purpose: paired } = practice.perform(&machine(practice), pair).expect("it is paired");
    assert_eq!(paired, purpose, "it learns what it is");
    (fresh.kiosk, Secret::presented(secret))
}

fn wall(practice: &Practice, screen: &Secret) -> Result<WallboardSeen, Problem> {
    Ok(practice.ask(&machine(practice), OnTheWall { screen: screen.clone() })?.0)
}

fn code(desk: &Desk<'_>, visit: VisitId) -> String {
    desk.visit(visit).code.expect("it was told at check-in")
}

/// What a fresh screen on the wall shows now.
pub fn shown(practice: &Practice) -> WallboardSeen {
    let (_, screen) = screen(practice, KioskPurpose::Wallboard);
    wall(practice, &screen).expect("the wall")
}

/// Every look of the wallboard, for the test of query plans.
pub fn look_at_all(practice: &Practice) {
    let (_, screen) = screen(practice, KioskPurpose::Wallboard);
    wall(practice, &screen).expect("the wall");
    practice.ask(&practice.ines, WallboardOf { site: practice.site }).expect("what it shows");
}

#[test]
fn whoever_waits_is_called_by_a_code_and_never_by_a_name() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (_, screen) = screen(practice, KioskPurpose::Wallboard);
        let empty = wall(practice, &screen).expect("the wall");
        assert!(empty.codes.is_empty() && empty.waiting == 0 && empty.shows == WallboardShows::default());
        let chidi = desk.arrived(desk.chidi(), "9:00");
        practice.pass_minutes(1);
        let amara = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:20");
        let seen = wall(practice, &screen).expect("the wall");
        let shown: Vec<&str> = seen.codes.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(shown, [code(&desk, chidi), code(&desk, amara)], "by arrival");
        assert_eq!((seen.waiting, &seen.codes[0].state), (2, &WallState::AtTheDesk));
        let said = format!("{seen:?}");
        for name in ["Chidi", "Anyanwu", "Amara", "Silva", "1984", "1990", "blood pressure"] {
            assert!(!said.contains(name), "{name} is nowhere: {said}");
        }
        let room = practice.rooms[1].id;
        practice.perform(&practice.tom, AssignRoom { visit: amara, version: 1, room }).expect("roomed");
        let seen = wall(practice, &screen).expect("the wall");
        assert_eq!(seen.codes[0].code, code(&desk, amara), "whoever is called stands on top");
        assert_eq!((&seen.codes[0].state, seen.waiting), (&WallState::ComeTo("Exam 2".to_owned()), 1));
        practice.pass_minutes(5);
        let seen = wall(practice, &screen).expect("the wall");
        assert_eq!(seen.codes.len(), 1, "after five minutes they are there");
        practice.perform(&practice.tom, LeaveWithoutBeingSeen { visit: chidi, version: 1 }).expect("gone");
        assert!(wall(practice, &screen).expect("the wall").codes.is_empty());
    });
}

#[test]
fn codes_are_unique_at_a_site_on_a_day_and_say_nothing_of_the_patient() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let mut codes = Vec::new();
        for _ in 0..60 {
            let walk_in = StartWalkIn {
                site: practice.site,
                patient: chidi,
                visit_type: desk.follow_up,
                provider: Some(practice.lin.staff),
                reason: "cough".into(),
            };
            codes.push(code(&desk, practice.perform(&practice.rosa, walk_in).expect("he comes in")));
        }
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 60, "no two alike: {codes:?}");
        let letters: HashSet<&str> = codes.iter().map(|code| &code[..2]).collect();
        assert!(letters.len() > 20, "and none tells the next, nor whose it is: {codes:?}");
        let visit = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:00");
        let first = code(&desk, visit);
        practice.perform(&practice.rosa, UndoStatus { visit, version: 1 }).expect("a mistake");
        let appointment = desk.visit(visit).appointment.expect("an appointment");
        let again =
            practice.perform(&practice.rosa, front_office::patient_flow::Arrive { appointment }).expect("she is here");
        assert_eq!(code(&desk, again), first, "what she was told holds");
        let taken = practice.scratch().run("UPDATE visit_code SET code = (SELECT min(code) FROM visit_code)");
        assert!(taken.is_err(), "the database gives no code twice");
        let board = practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board").board;
        assert!(board.visits.iter().all(|line| line.code.is_some()), "the desk sees them all");
    });
}

#[test]
fn a_provider_is_late_when_somebody_who_came_in_time_is() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (_, screen) = screen(practice, KioskPurpose::Wallboard);
        desk.arrived(desk.chidi(), "9:00");
        let pace = || {
            let seen = wall(practice, &screen).expect("the wall");
            seen.providers.iter().map(|one| (one.called.clone(), one.pace)).collect::<Vec<_>>()
        };
        let okafor = "Dr. Okafor".to_owned();
        assert_eq!(pace(), [(okafor.clone(), Pace::OnTime)], "who sees nobody today is not on it");
        practice.pass_minutes(10);
        assert_eq!(pace(), [(okafor.clone(), Pace::OnTime)]);
        practice.pass_minutes(9);
        assert_eq!(pace(), [(okafor.clone(), Pace::Late(20))]);
        let seen = wall(practice, &screen).expect("the wall");
        assert!(seen.providers[0].wait.is_none(), "nothing was learned yet, so nothing is promised");
        desk.arrived(practice.patient("Liv", "Late", "1990-01-02"), "9:20");
        assert_eq!(pace(), [(okafor, Pace::Late(20))]);
    });
}

#[test]
fn the_manager_chooses_what_the_screens_of_a_site_show() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (_, screen) = screen(practice, KioskPurpose::Wallboard);
        desk.arrived(desk.chidi(), "9:00");
        let set = |shows: WallboardShows| practice.perform(&practice.ines, SetWallboard { site: practice.site, shows });
        let chosen = WallboardShows {
            codes: false,
            look: Look::Dark,
            notice: " Please tell us if you feel worse. ".to_owned(),
            ..WallboardShows::default()
        };
        set(chosen.clone()).expect("chosen");
        let seen = wall(practice, &screen).expect("the wall");
        assert!(seen.codes.is_empty() && !seen.providers.is_empty());
        assert_eq!((seen.shows.notice.as_str(), seen.shows.version), ("Please tell us if you feel worse.", 1));
        assert_eq!(set(chosen).expect_err("stale").kind(), Kind::Conflict);
        let nothing = WallboardShows { count: false, providers: false, codes: false, version: 1, ..seen.shows.clone() };
        assert_eq!(set(nothing).expect_err("a blank screen").code(), "shows_nothing");
        let long = WallboardShows { notice: "x".repeat(121), version: 1, ..seen.shows.clone() };
        assert_eq!(set(long).expect_err("too long").fields()[0].0, "notice");
        let rosa = SetWallboard { site: practice.site, shows: seen.shows };
        assert_eq!(practice.perform(&practice.rosa, rosa).expect_err("not Rosa").kind(), Kind::Refused);
    });
}

#[test]
fn a_screen_reaches_what_it_is_registered_for_until_it_is_ended() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (id, on_the_wall) = screen(practice, KioskPurpose::Wallboard);
        let (_, kiosk) = screen(practice, KioskPurpose::CheckIn);
        assert_eq!(wall(practice, &kiosk).expect_err("it checks in").kind(), Kind::NotFound);
        let known = KioskBySecret { secret: on_the_wall.clone() };
        assert_eq!(practice.ask(&machine(practice), known).expect_err("it hangs on the wall").kind(), Kind::NotFound);
        desk.book(desk.chidi(), MONDAY, "16:00").expect("booked");
        let born = "1984-03-12".parse().expect("a day");
        let open = |kiosk: &Secret| {
            let open = OpenAtKiosk {
                kiosk: kiosk.clone(),
                family: "Anyanwu".into(),
                born: kernel::Phi::new(born),
                language: None,
            };
            practice.perform(&machine(practice), open)
        };
        assert_eq!(open(&on_the_wall).expect_err("nobody checks in at the wall").kind(), Kind::NotFound);
        assert!(matches!(open(&kiosk).expect("found"), FoundAtKiosk::Open(_)));
        practice.perform(&practice.ines, EndKiosk { kiosk: id }).expect("ended");
        assert_eq!(wall(practice, &on_the_wall).expect_err("it shows nothing any more").kind(), Kind::NotFound);
        assert_eq!(wall(practice, &Secret::presented("0".repeat(40))).expect_err("a guess").kind(), Kind::NotFound);
    });
}
