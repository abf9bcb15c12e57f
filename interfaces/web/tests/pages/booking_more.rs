//! More of booking: best-fit times with reasons, a series, a time held for a caller, patients new to Moa, and the tray.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use front_office::scheduling::{AddVisitType, ForWhom, TypeTone, UpcomingOf, VisitTypeFields};
use testkit::{Kind, Practice};

#[test]
fn free_times_come_with_their_reasons_and_what_suits_orders_them() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let amara = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let (kind, provider) = (desk.follow_up.to_string(), practice.lin.staff.to_string());
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let asked = [
        ("patient", amara.as_str()),
        ("visit_type", &kind),
        ("provider", &provider),
        ("day", MONDAY),
        ("days", "thu"),
        ("part", "afternoon"),
        ("find", "yes"),
    ];
    let page = rosa.post("/appointments", &asked);
    for words in ["with the provider asked for", "on a day asked for", "at the time of day asked for"] {
        says(&page, words);
    }
    let first = page.body.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert_eq!(first, Some(format!("{provider}|2026-11-19|12:00").as_str()));
}

#[test]
fn a_series_is_booked_from_the_dialog() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let patient = practice.patient("Amara", "Silva", "1990-01-02");
    let (amara, kind, provider) = (patient.to_string(), desk.follow_up.to_string(), practice.okafor.staff.to_string());
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let form = |times: &'static str| {
        vec![
            ("patient", amara.as_str()),
            ("visit_type", &kind),
            ("provider", &provider),
            ("day", MONDAY),
            ("time", "14:00"),
            ("every_weeks", "2"),
            ("times", times),
        ]
    };
    let again = rosa.post("/appointments", &form(""));
    assert_eq!(again.status, 422);
    says(&again, "Enter how many appointments there are in all, from 2 to 52.");
    assert_eq!(rosa.post("/appointments", &form("6")).status, 303);
    let ahead = practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines;
    assert_eq!(ahead.len(), 6);
}

#[test]
fn a_time_is_held_for_a_caller_from_the_dialog() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let amara = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let (kind, provider) = (desk.follow_up.to_string(), practice.okafor.staff.to_string());
    let form = [
        ("patient", amara.as_str()),
        ("visit_type", &kind),
        ("provider", &provider),
        ("day", MONDAY),
        ("time", "14:00"),
    ];
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let mut hold = form.to_vec();
    hold.push(("hold", "yes"));
    says(&rosa.post("/appointments", &hold), "This time is held for you for ten minutes.");
    let mut tom = Browser::of(&practice, &practice.tom);
    says(&tom.post("/appointments", &form), "Rosa Delgado is holding 2:00 pm for a caller");
    says(&tom.get("/schedule"), "Held for a caller");
    let page = rosa.post("/appointments", &hold).body;
    let id = page.split("name=\"let_go\" value=\"").nth(1).and_then(|rest| rest.get(..32)).expect("a button");
    let mut let_go = form.to_vec();
    let_go.push(("let_go", id));
    says(&rosa.post("/appointments", &let_go), "The time is free for others again.");
    assert!(!tom.get("/schedule").body.contains("Held for a caller"));
    says(&rosa.post("/appointments", &hold), "This time is held for you for ten minutes.");
    assert_eq!(rosa.post("/appointments", &form).status, 303, "Rosa books what she holds");
}

#[test]
fn somebody_new_to_moa_but_not_to_the_practice_is_booked_as_established() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let fields =
        VisitTypeFields { name: "Check".to_owned(), minutes: 20, for_whom: ForWhom::Established, tone: TypeTone::Leaf };
    let kind = practice.perform(&practice.ines, AddVisitType(fields)).expect("a visit type").to_string();
    let amara = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let provider = desk.practice.okafor.staff.to_string();
    let mut form = vec![
        ("patient", amara.as_str()),
        ("visit_type", &kind),
        ("provider", &provider),
        ("day", MONDAY),
        ("time", "14:00"),
    ];
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let told = rosa.post("/appointments", &form);
    assert_eq!(told.status, 422);
    says(&told, "Last seen here");
    form.push(("seen_on", "2025-03-04"));
    form[4] = ("time", "23:00");
    let late = rosa.post("/appointments", &form);
    assert_eq!(late.status, 422, "nobody is there at eleven at night");
    says(&late, "value=\"2025-03-04\"");
    form[4] = ("time", "14:00");
    let noted = form.pop();
    says(&rosa.post("/appointments", &form), "Last seen here");
    form.extend(noted);
    assert_eq!(rosa.post("/appointments", &form).status, 303, "what was refused had noted nothing");
}

#[test]
fn an_appointment_is_carried_to_another_day() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let amara = desk.booked(practice.patient("Amara", "Silva", "1990-01-02"), practice.okafor.staff, 10);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get(&format!("/appointments/{amara}")), "Carry to another day");
    assert_eq!(rosa.post(&format!("/appointments/{amara}/lift"), &[]).leads(), "/schedule");
    let mut later = Browser::of(&practice, &practice.rosa);
    let page = later.get("/schedule?day=2026-11-20");
    says(&page, "On your tray");
    says(&page, "Set down on this day");
    says(&later.get(&format!("/appointments/{amara}/move?day=2026-11-20")), "value=\"2026-11-20\"");
    let provider = practice.okafor.staff.to_string();
    let to = [("provider", provider.as_str()), ("day", "2026-11-20"), ("time", "9:00"), ("version", "1")];
    assert_eq!(later.post(&format!("/appointments/{amara}/move"), &to).status, 303);
    assert!(!later.get("/schedule").body.contains("On your tray"), "the tray is empty");
}
