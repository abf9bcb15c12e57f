//! Urgent care on its pages: set by the manager, walked in, triaged, taken with one key, handed over, and summed up.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, says};
use front_office::patient_flow::urgent_care::{Level, TakeNext, Triage};
use front_office::patient_flow::{StartWalkIn, VisitId};
use kernel::Phi;
use testkit::{Kind, Practice};

/// Somebody who walks in and waits for the next provider.
fn walked_in(desk: &FrontDesk<'_>, given: &str) -> VisitId {
    let practice = desk.practice;
    let (site, visit_type) = (practice.site, desk.follow_up);
    let patient = practice.patient(given, "Walker", "1990-01-02");
    let walk_in = StartWalkIn { site, patient, visit_type, provider: None, reason: Phi::from("sore throat") };
    practice.perform(&practice.rosa, walk_in).expect("they are taken in")
}

fn found(practice: &Practice, visit: VisitId, level: Level) {
    let triage = Triage { visit, seen: 0, level, reason: Phi::from("fever") };
    practice.perform(&practice.ruth, triage).expect("she says so");
}

#[test]
fn the_manager_sets_it_and_what_is_typed_stays() {
    Practice::each(|practice| {
        let mut ines = Browser::of(practice, &practice.ines);
        let page = ines.get("/urgent-care");
        for say in ["Walk-ins wait for the next provider", "Door to triage", "Door to provider, level 5"] {
            says(&page, say);
        }
        let all = |triage: &'static str, version: &'static str| {
            let clocks = ["level_2", "level_3", "level_4", "level_5", "stay"];
            let mut fields: Vec<(String, &str)> = vec![("on".to_owned(), "yes"), ("version".to_owned(), version)];
            fields.extend([("triage-long".to_owned(), triage), ("triage-too-long".to_owned(), "7")]);
            for clock in clocks {
                fields.extend([(format!("{clock}-long"), "10"), (format!("{clock}-too-long"), "40")]);
            }
            fields
        };
        let mut set = |triage: &'static str, version: &'static str| {
            let fields = all(triage, version);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            ines.post("/urgent-care", &fields)
        };
        let faulty = set("soon", "0");
        assert_eq!(faulty.status, 422);
        says(&faulty, "Enter minutes from 1 to 1440.");
        says(&faulty, "value=\"soon\"");
        assert_eq!(set("4", "0").leads(), "/urgent-care");
        assert_eq!(set("4", "0").status, 409, "somebody set it meanwhile");
        says(&ines.get("/urgent-care"), "value=\"4\"");
        let mut rosa = Browser::of(practice, &practice.rosa);
        assert_eq!(rosa.get("/urgent-care").status, 403);
        says(&rosa.get("/board"), "Nobody waits for the next provider.");
    });
}

#[test]
fn from_the_door_to_the_next_provider() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let mut rosa = Browser::of(practice, &practice.rosa);
        assert!(!rosa.get("/board").body.contains("next provider"), "without urgent care the board is as it was");
        crate::walk::urgent_care::turned_on(practice);
        let ada = practice.patient("Ada", "Walker", "1990-01-02").to_string();
        says(&rosa.get(&format!("/walk-ins/new?patient={ada}")), "The next provider");
        let (kind, none) = (desk.follow_up.to_string(), String::new());
        let fields = [("patient", ada.as_str()), ("visit_type", &kind), ("provider", &none), ("reason", "cough")];
        let taken_in = rosa.post("/walk-ins", &fields);
        let visit = taken_in.leads().strip_prefix("/visits/").and_then(|rest| rest.strip_suffix("/check-in"));
        let visit: VisitId = visit.unwrap_or_else(|| panic!("{taken_in:?}")).parse().expect("a visit");
        says(&rosa.get(&format!("/visits/{visit}/check-in")), "Follow-up with Next provider, walk-in");
        let board = rosa.get("/board");
        for say in ["Waiting for the next provider", "Not triaged yet", "Take the next for…", "here longest of these"]
        {
            says(&board, say);
        }
        assert!(!board.body.contains(&format!("/visits/{visit}/triage")), "the desk does not triage");
        let mut ruth = Browser::of(practice, &practice.ruth);
        let at = format!("/visits/{visit}/triage");
        says(&ruth.get("/board"), &at);
        says(&ruth.get(&at), "Needs help at once to stay alive");
        let unchosen = ruth.post(&at, &[("reason", "cough and fever"), ("seen", "0")]);
        assert_eq!(unchosen.status, 422);
        says(&unchosen, "Choose how urgent it is.");
        says(&unchosen, "cough and fever");
        let kept = ruth.post(&at, &[("level", "3"), ("reason", "cough and fever"), ("seen", "0")]);
        assert_eq!(kept.leads(), "/board", "{}", kept.body);
        says(&ruth.get("/board"), "Level 3");
        let flow = ruth.get(&format!("/visits/{visit}"));
        for say in ["cough and fever", "Triage again", "waits for the next provider"] {
            says(&flow, say);
        }
        let mut lin = Browser::of(practice, &practice.lin);
        let me = practice.lin.staff.to_string();
        says(&lin.get("/board"), "Take the next");
        says(&lin.get("/"), "Take the next");
        let taken = lin.post("/board/next", &[("provider", &me)]);
        assert_eq!(taken.leads(), format!("/visits/{visit}"), "{}", taken.body);
        assert_eq!(desk.visit(visit).provider, Some(practice.lin.staff));
        assert_eq!(lin.post("/board/next", &[("provider", &me)]).status, 409, "nobody waits any more");
        says(&lin.get("/board"), "Back to the queue");
        says(&lin.get(&format!("/visits/{visit}")), "Taken by ");
    });
}

#[test]
fn out_of_turn_needs_a_reason_and_hands_change() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    crate::walk::urgent_care::turned_on(&practice);
    let _first = walked_in(&desk, "Ada");
    practice.pass_minutes(1);
    let second = walked_in(&desk, "Ben");
    let mut tom = Browser::of(&practice, &practice.tom);
    let (lin, okafor) = (practice.lin.staff.to_string(), practice.okafor.staff.to_string());
    let at = format!("/visits/{second}/take");
    says(&tom.get(&format!("{at}?version=1&ahead=yes")), "Why before those who stand ahead?");
    let unsaid = tom.post(&at, &[("provider", &lin), ("version", "1")]);
    assert_eq!(unsaid.status, 422);
    says(&unsaid, "Say why this patient is taken before them.");
    says(&unsaid, "Looks worse than the level says");
    let taken = tom.post(&at, &[("provider", &lin), ("version", "1"), ("out_of_turn", "worse")]);
    assert_eq!(taken.leads(), "/board", "{}", taken.body);
    says(&tom.get(&format!("/visits/{second}")), "out of turn: Looks worse than the level says");
    let over = tom.post(&format!("/visits/{second}/hand-over"), &[("provider", &okafor), ("version", "2")]);
    assert_eq!(over.leads(), "/board", "{}", over.body);
    let same = tom.post(&format!("/visits/{second}/hand-over"), &[("provider", &okafor), ("version", "3")]);
    assert_eq!(same.status, 422);
    says(&same, "This provider has the patient already.");
    let back = tom.post(&format!("/visits/{second}/hand-back"), &[("version", "3"), ("back", "/board")]);
    assert_eq!(back.leads(), "/board", "{}", back.body);
    assert_eq!(desk.visit(second).provider, None);
    says(&tom.get("/board"), "after one who came earlier");
}

#[test]
fn level_one_alarms_on_the_board_at_once() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    crate::walk::urgent_care::turned_on(&practice);
    let visit = walked_in(&desk, "Dee");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert!(!rosa.get("/board").body.contains("level-one"));
    found(&practice, visit, Level::One);
    let board = rosa.get("/board");
    says(&board, "id=\"level-one\"");
    says(&board, "Level 1: needs help at once.");
    let take = TakeNext { site: practice.site, provider: practice.okafor.staff };
    practice.perform(&practice.okafor, take).expect("taken");
    says(&rosa.get("/board"), "id=\"level-one\"");
}

#[test]
fn a_day_is_summed_up() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    crate::walk::urgent_care::turned_on(&practice);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get("/urgent-care/day"), "Nobody waited for the next provider on this day.");
    let visit = walked_in(&desk, "Ada");
    practice.pass_minutes(4);
    found(&practice, visit, Level::Four);
    rosa.post(&format!("/visits/{visit}/left-unseen"), &[("version", "1")]);
    let page = rosa.get("/urgent-care/day");
    for say in ["Level 4", "Left without being seen", "100.0%", "4 min"] {
        says(&page, say);
    }
    assert!(!page.body.contains("Walker"), "numbers, and nobody's name");
    says(&rosa.get("/urgent-care/day?day=2026-11-15"), "Nobody waited");
}
