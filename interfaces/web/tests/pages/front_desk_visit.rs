//! A patient's way through the office on the pages: arrived, checked in by five ticks, roomed, seen, checked out.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, says};
use front_office::patient_flow::{Status, VisitId};
use office::AccessOf;
use testkit::{Kind, Practice};

/// What the desk presses for the five ticks, the consents signed one by one.
const TICKS: &[&[(&str, &str)]] = &[
    &[("tick", "identity"), ("how", "driver_licence")],
    &[("tick", "demographics"), ("how", "confirmed")],
    &[("tick", "coverage"), ("how", "self_pay")],
    &[("tick", "consents"), ("how", "signed")],
    &[("tick", "payment"), ("how", "due"), ("amount", "25"), ("note", "cash today")],
];

fn sign_all(browser: &mut Browser<'_>, visit: VisitId, patient: &str) {
    for kind in ["treatment", "privacy_notice", "financial_responsibility"] {
        let fields = [("kind", kind), ("edition", "1"), ("how", "paper"), ("patient", patient)];
        let signed = browser.post(&format!("/visits/{visit}/check-in/consents"), &fields);
        assert_eq!(signed.status, 303, "{kind}: {}", signed.body);
    }
}

#[test]
fn five_ticks_and_the_patient_waits_to_be_called() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let visit = desk.chidi_arrived();
        let patient = desk.visit(visit).patient.to_string();
        let mut rosa = Browser::of(practice, &practice.rosa);
        let at = format!("/visits/{visit}/check-in");
        says(&rosa.get("/board"), &at);
        says(&rosa.get(&at), "Still to be done: Identity, Demographics, Coverage, Consents, Payment.");
        sign_all(&mut rosa, visit, &patient);
        for fields in TICKS {
            let ticked = rosa.post(&format!("{at}/ticks"), fields);
            assert_eq!(ticked.status, 303, "{fields:?}: {}", ticked.body);
            assert!(ticked.leads().starts_with(&format!("{at}#")), "on to what comes next: {}", ticked.leads());
        }
        assert_eq!(desk.visit(visit).status, Status::CheckingIn, "the first tick began it");
        let page = rosa.get(&at);
        for say in ["All five are done.", "$25.00 due, noted", "cash today", "Driver’s licence"] {
            says(&page, say);
        }
        let done = rosa.post(&at, &[("version", &desk.version(visit))]);
        assert_eq!(done.leads(), "/board", "{}", done.body);
        assert_eq!(desk.visit(visit).status, Status::Waiting);
        says(&rosa.get("/board"), "waiting to be called");
    });
}

#[test]
fn finishing_names_what_is_missing_and_an_untick_counts() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let visit = desk.chidi_arrived();
    let patient = desk.visit(visit).patient.to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/visits/{visit}/check-in");
    let unsigned = rosa.post(&format!("{at}/ticks"), TICKS[3]);
    assert_eq!(unsigned.status, 422);
    says(&unsigned, "Still to be signed:");
    let unread = rosa.post(&format!("{at}/ticks"), &[("tick", "payment"), ("how", "due"), ("amount", "some")]);
    assert_eq!(unread.status, 422);
    says(&unread, "Enter an amount");
    let blank = rosa.post(&format!("{at}/ticks"), &[("tick", "identity"), ("how", "")]);
    assert_eq!(blank.status, 422, "blank never counts");
    sign_all(&mut rosa, visit, &patient);
    for fields in TICKS {
        rosa.post(&format!("{at}/ticks"), fields);
    }
    assert_eq!(rosa.post(&format!("{at}/unticks"), &[("tick", "coverage")]).status, 303);
    let refused = rosa.post(&at, &[("version", &desk.version(visit))]);
    assert_eq!(refused.status, 422);
    says(&refused, "Still to be done: Coverage.");
    assert_eq!(desk.visit(visit).status, Status::CheckingIn, "nothing moved on");
}

#[test]
fn a_visit_goes_through_the_office_and_home() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let visit = desk.chidi_arrived();
        let mut tom = Browser::of(practice, &practice.tom);
        let at = format!("/visits/{visit}");
        let room = practice.rooms[1].id.to_string();
        says(&tom.get(&format!("{at}/room?version=1&back=/board")), "Exam 2");
        let unchosen = tom.post(&format!("{at}/room"), &[("version", &desk.version(visit))]);
        assert_eq!(unchosen.status, 422);
        says(&unchosen, "Choose a room.");
        let roomed = tom.post(&format!("{at}/room"), &[("room", &room), ("version", &desk.version(visit))]);
        assert_eq!(roomed.leads(), "/board", "{}", roomed.body);
        let mut step = |to: Status| {
            let fields = [("to", to.word()), ("version", &desk.version(visit)), ("back", "/board?view=lanes")];
            let answer = tom.post(&format!("{at}/status"), &fields);
            assert_eq!(answer.leads(), "/board?view=lanes", "{to:?}: {}", answer.body);
            assert_eq!(desk.visit(visit).status, to);
        };
        step(Status::ReadyForProvider);
        step(Status::WithProvider);
        let stale = tom.post(&format!("{at}/status"), &[("to", "checking_out"), ("version", "1")]);
        assert_eq!(stale.status, 409, "somebody else moved the patient on");
        let undone = tom.post(&format!("{at}/undo"), &[("version", &desk.version(visit)), ("back", "/board")]);
        assert_eq!(undone.leads(), "/board");
        assert_eq!(desk.visit(visit).status, Status::ReadyForProvider, "the last status is taken back");
        for to in ["with_provider", "checking_out"] {
            tom.post(&format!("{at}/status"), &[("to", to), ("version", &desk.version(visit))]);
        }
        let mut rosa = Browser::of(practice, &practice.rosa);
        let page = rosa.get(&format!("{at}/check-out"));
        says(&page, "Left open at the check-in: Identity");
        says(&page, "No appointment ahead.");
        let home = rosa.post(&format!("{at}/check-out"), &[("version", &desk.version(visit))]);
        assert_eq!(home.leads(), "/board", "{}", home.body);
        assert_eq!(desk.visit(visit).status, Status::Left);
        says(&rosa.get("/board"), "The patient is checked out.");
        let flow = rosa.get(&at);
        says(&flow, "Undone: back to");
        says(&rosa.get("/schedule"), "Anyanwu, Chidi");
    });
}

#[test]
fn a_room_that_is_taken_is_not_given_twice() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let (first, other) = (desk.chidi_arrived(), practice.patient("Amara", "Silva", "1990-01-02"));
    let mut tom = Browser::of(&practice, &practice.tom);
    let walk_in = [
        ("patient", other.to_string()),
        ("visit_type", desk.follow_up.to_string()),
        ("provider", practice.lin.staff.to_string()),
        ("reason", "cut finger".to_owned()),
    ];
    let walk_in = walk_in.each_ref().map(|(name, value)| (*name, value.as_str()));
    let taken_in = tom.post("/walk-ins", &walk_in);
    let second = taken_in.leads().strip_prefix("/visits/").and_then(|rest| rest.strip_suffix("/check-in"));
    let second: VisitId = second.unwrap_or_else(|| panic!("{taken_in:?}")).parse().expect("a visit");
    assert_eq!(desk.visit(second).reason.reveal(), "cut finger");
    says(&tom.get("/board"), "Walk-in");
    let room = practice.rooms[0].id.to_string();
    tom.post(&format!("/visits/{first}/room"), &[("room", &room), ("version", &desk.version(first))]);
    let told = tom.post(&format!("/visits/{second}/room"), &[("room", &room), ("version", &desk.version(second))]);
    assert_eq!(told.status, 422);
    says(&told, "Exam 1 is occupied. Choose another room.");
    says(&told, "Taken: Exam 1");
    let none = tom.post("/walk-ins", &walk_in[..1]);
    assert_eq!(none.status, 422);
    says(&none, "Choose the kind of visit.");
    says(&none, "Choose whom they will see.");
}

#[test]
fn arriving_at_the_board_answers_the_board_alone() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let appointment = desk.booked(practice.patient("Amara", "Silva", "1990-01-02"), practice.okafor.staff, 9);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get("/board"), &format!("/appointments/{appointment}/arrival"));
    rosa.always("hx-request", "true");
    rosa.always("hx-target", "board");
    let board = rosa.post(&format!("/appointments/{appointment}/arrival"), &[("back", "/board"), ("version", "1")]);
    assert!(board.status == 200 && !board.body.contains("<html"), "{}", board.body);
    let visit = desk.appointment(appointment).visit.expect("a visit").visit;
    says(&board, &format!("visit-{visit}"));
    let again = rosa.post(&format!("/appointments/{appointment}/arrival"), &[("back", "/board")]);
    assert_eq!(again.status, 409, "nobody arrives twice");
}

#[test]
fn who_may_not_does_not() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let visit = desk.chidi_arrived();
    let mut mei = Browser::of(&practice, &practice.mei);
    assert_eq!(mei.get("/board").status, 200, "a biller may look");
    assert_eq!(mei.get(&format!("/visits/{visit}/check-in")).status, 403);
    assert_eq!(mei.post(&format!("/visits/{visit}/check-in/ticks"), TICKS[0]).status, 403);
    let version = desk.version(visit);
    let fields = [("to", "with_provider"), ("version", version.as_str())];
    assert_eq!(mei.post(&format!("/visits/{visit}/status"), &fields).status, 403);
    assert!(!mei.get("/board").body.contains("Check in"), "what the role may not do is not offered");
    assert_eq!(Browser::of(&practice, &practice.priya).get("/board").status, 403);
    let mut ruth = Browser::of(&practice, &practice.ruth);
    assert_eq!(ruth.get(&format!("/visits/{visit}/check-in")).status, 403, "a nurse does not check in");
    assert_eq!(desk.visit(visit).status, Status::Arrived);
}

#[test]
fn the_board_of_one_provider_stays_so_after_a_deed() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let visit = desk.chidi_arrived();
    let appointment = desk.booked(practice.patient("Amara", "Silva", "1990-01-02"), practice.lin.staff, 9);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/board?view=&provider={}", practice.lin.staff);
    let page = rosa.get(&at);
    says(&page, "Silva, Amara");
    says(&page, "Everybody’s patients");
    assert!(!page.body.contains("Anyanwu"), "Chidi sees Dr. Okafor");
    assert!(rosa.get("/board").body.contains("Anyanwu"));
    rosa.always("hx-request", "true");
    rosa.always("hx-target", "board");
    let board = rosa.post(&format!("/appointments/{appointment}/arrival"), &[("back", &at)]);
    assert!(board.body.contains("Silva, Amara") && !board.body.contains(&visit.to_string()), "{}", board.body);
    says(&board, "provider=");
}

#[test]
fn a_board_that_refreshes_itself_is_one_viewing() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let visit = desk.chidi_arrived();
        let chidi = desk.visit(visit).patient;
        let looks = || {
            let seen = AccessOf { patient: chidi, before: None };
            let entries = practice.ask(&practice.priya, seen).expect("the privacy officer reads it").entries;
            let by_tom =
                |entry: &&office::Entry| entry.actor == practice.tom.account() && entry.act == "visits.see_board";
            entries.iter().filter(by_tom).count()
        };
        let mut tom = Browser::of(practice, &practice.tom);
        assert_eq!((tom.get("/board").status, looks()), (200, 1));
        tom.always("hx-request", "true");
        tom.always("x-moa-live", "1");
        for _ in 0..5 {
            practice.pass_minutes(2);
            says(&tom.get("/board"), "Anyanwu");
        }
        assert_eq!(looks(), 1, "the page follows the record: he was shown Chidi once");
        practice.pass_minutes(5);
        assert_eq!(tom.get("/board").status, 401, "a screen that nobody attends is locked by then");
        let mut again = Browser::of(practice, &practice.tom);
        again.always("hx-request", "true");
        again.always("x-moa-live", "1");
        says(&again.get("/board"), "Anyanwu");
        assert_eq!(looks(), 2, "a quarter of an hour later he is shown Chidi anew");
    });
}
