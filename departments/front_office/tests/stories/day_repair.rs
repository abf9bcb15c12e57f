//! A provider is away: their visits go elsewhere, all at once, and the patients are called in order.

use crate::desk::{Desk, MONDAY, day, time};
use front_office::patient_flow::Arrive;
use front_office::scheduling::{
    AcceptRepair, AddClosure, AppointmentId, ClosureKind, ClosureOf, PartOfADay, Place, Proposal, SetProviderHours,
    WeeklyHours, WhyThere,
};
use jiff::tz::TimeZone;
use kernel::Kind;
use registry::practice::{AddSite, NewSite};
use testkit::workflows::day_repair::DayRepairPage;
use testkit::{Person, Practice};

fn place_of(proposal: &Proposal) -> (AppointmentId, i64, Place) {
    let zone = TimeZone::get("America/New_York").expect("a bundled zone");
    let to = proposal.to.as_ref().expect("a place");
    let from = to.starts_at.civil(&zone).time();
    let place = Place { site: to.site, provider: to.provider, room: None, day: to.day, from };
    (proposal.visit.appointment, proposal.visit.version, place)
}

#[test]
fn the_visits_of_a_provider_who_is_away_go_elsewhere_all_at_once() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let patient = |at: usize| practice.patient(&format!("P{at}"), "Abel", "1980-01-01");
        let times = ["9:00", "10:00", "10:20", "10:40", "13:00", "13:20"];
        let booked: Vec<AppointmentId> =
            (0..).zip(times).map(|(at, from)| desk.book(patient(at), MONDAY, from).expect("it is booked")).collect();
        let here = desk.book(patient(90), MONDAY, "11:00").expect("it is booked");
        practice.perform(&practice.rosa, Arrive { appointment: here }).expect("this one is here already");
        let with_lin = desk.booking(patient(91), desk.place(practice.lin.staff, MONDAY, "10:20"));
        practice.perform(&practice.rosa, with_lin).expect("Grace Lin has one too");

        let asked = DayRepairPage { provider: practice.okafor.staff, day: day(MONDAY), from: time("10:00") };
        let page = practice.ask(&practice.rosa, asked).expect("the plan");
        let order: Vec<AppointmentId> = page.proposals.iter().map(|one| one.visit.appointment).collect();
        assert_eq!(order, booked[1..], "from ten on, in the order of the calls, but for who is here");
        for one in &page.proposals {
            let to = one.to.as_ref().expect("Grace Lin has time");
            assert_eq!((to.provider, to.day), (practice.lin.staff, day(MONDAY)));
            assert!(to.why.starts_with(&[WhyThere::SameDay, WhyThere::OtherProvider]), "{:?}", to.why);
        }
        assert_eq!(page.people.name(page.proposals[0].visit.patient).reveal(), "Abel, P1");

        let moves: Vec<(AppointmentId, i64, Place)> = page.proposals.iter().map(place_of).collect();
        let mut torn = moves.clone();
        torn[4].1 = 7;
        let why = practice.perform(&practice.rosa, AcceptRepair { moves: torn }).expect_err("one is stale");
        assert_eq!(why.kind(), Kind::Conflict);
        assert!(booked.iter().all(|id| desk.appointment(*id).provider == practice.okafor.staff), "none is moved");
        let count = practice.perform(&practice.rosa, AcceptRepair { moves: moves.clone() }).expect("all are moved");
        assert_eq!(count, 5);
        for (id, _, to) in &moves {
            let line = desk.appointment(*id);
            assert_eq!((line.provider, line.version), (to.provider, 2));
        }
        assert_eq!(desk.appointment(booked[0]).provider, practice.okafor.staff, "nine o'clock was before");
        let again = practice.ask(&practice.rosa, asked).expect("the plan").proposals;
        assert_eq!(again.len(), 0);
    });
}

#[test]
fn where_nobody_else_has_time_the_nearest_days_are_proposed() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        desk.book(desk.chidi(), MONDAY, "10:00").expect("it is booked");
        let away = AddClosure {
            of: ClosureOf::Provider(practice.lin.staff),
            first: day(MONDAY),
            last: day("2026-11-20"),
            part: PartOfADay::Whole,
            kind: ClosureKind::TimeOff,
            note: String::new(),
        };
        practice.perform(&practice.ines, away).expect("Grace Lin is away");
        let asked = DayRepairPage { provider: practice.okafor.staff, day: day(MONDAY), from: time("8:00") };
        let page = practice.ask(&practice.rosa, asked).expect("the plan");
        let to = page.proposals[0].to.as_ref().expect("a place");
        assert_eq!((to.provider, to.day), (practice.okafor.staff, day("2026-11-17")));
        assert_eq!(to.why, [WhyThere::DaysLater(1), WhyThere::SameProvider, WhyThere::SameTime]);
        assert_eq!(to.starts_at.to_string(), "2026-11-17T15:00:00Z");
    });
}

/// Dr. Okafor sees patients at two sites in one day; Rosa works at one of them, and is shown and given that one alone.
#[test]
fn a_desk_repairs_the_day_of_its_own_sites() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let place = NewSite {
            name: "Harbor".to_owned(),
            zone: "America/New_York".to_owned(),
            street: "1 Pier".to_owned(),
            city: "Portland".to_owned(),
            state: "ME".to_owned(),
            postal_code: "04101".to_owned(),
            phone: "2075550100".to_owned(),
        };
        let harbor = practice.perform(&practice.ines, AddSite(place)).expect("another site");
        let provider = practice.okafor.staff;
        let weekly = (1..=5).map(|weekday| WeeklyHours::weekly(weekday, 17 * 60, 20 * 60)).collect();
        let hours = SetProviderHours { provider, site: harbor, from: day(MONDAY), until: None, weekly };
        practice.perform(&practice.ines, hours).expect("his evenings there");
        let here = desk.book(desk.chidi(), MONDAY, "10:00").expect("here");
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let at = Place { site: harbor, provider, room: None, day: day(MONDAY), from: time("17:00") };
        practice.perform(&practice.ines, desk.booking(amara, at)).expect("there");
        let asked = DayRepairPage { provider, day: day(MONDAY), from: time("8:00") };
        let shown = |who: &Person| practice.ask(who, asked).expect("the plan").proposals;
        assert_eq!(shown(&practice.ines).len(), 2, "who works at all sites sees both");
        let hers = shown(&practice.rosa);
        assert_eq!(hers.iter().map(|one| one.visit.appointment).collect::<Vec<_>>(), [here]);
        let moves: Vec<_> = hers.iter().map(place_of).collect();
        assert!(moves.iter().all(|(_, _, to)| to.site == practice.site), "nobody is sent where she may not book");
        practice.perform(&practice.rosa, AcceptRepair { moves }).expect("all are moved");
    });
}
