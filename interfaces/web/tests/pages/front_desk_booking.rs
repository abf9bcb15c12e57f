//! Booking and moving through the pages: what is typed stays, what is taken is said, and who may book over it says why.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use front_office::scheduling::{Standing, UpcomingOf};
use testkit::{Kind, Practice};

/// The form for this patient with Dr. Okafor on the Monday.
fn form<'a>(ids: &'a [String; 3], time: &'a str) -> Vec<(&'a str, &'a str)> {
    let [patient, visit_type, provider] = ids;
    vec![
        ("patient", patient),
        ("visit_type", visit_type),
        ("provider", provider),
        ("day", MONDAY),
        ("time", time),
        ("reason", "knee hurts on stairs"),
    ]
}

#[test]
fn a_free_time_is_booked_and_stands_on_the_schedule() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let ids = [amara.to_string(), desk.follow_up.to_string(), practice.okafor.staff.to_string()];
        let mut rosa = Browser::of(practice, &practice.rosa);
        let free = format!("/appointments/new?provider={}&amp;day={MONDAY}&amp;time=14:00", practice.okafor.staff);
        says(&rosa.get("/schedule"), &free);
        let begun = rosa.get(&free.replace("&amp;", "&"));
        says(&begun, "Who is it?");
        let found = rosa.post(
            "/appointments/search",
            &[("q", "silva ama"), ("goes_on", &format!("/appointments/new?day={MONDAY}&time=14:00"))],
        );
        let chosen = format!("/appointments/new?day={MONDAY}&time=14:00&patient={amara}");
        says(&found, &chosen.replace('&', "&amp;"));
        let whole = rosa.get(&chosen);
        says(&whole, "value=\"14:00\"");
        says(&whole, "Amara");
        let booked = rosa.post("/appointments", &form(&ids, "2 pm"));
        assert_eq!(booked.leads(), format!("/schedule?day={MONDAY}"), "{}", booked.body);
        let page = rosa.get(booked.leads());
        says(&page, "The appointment is booked.");
        says(&page, "Silva, Amara");
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: amara }).expect("the list").lines.remove(0);
        assert_eq!(ahead.starts_at.to_string(), "2026-11-16T19:00:00Z");
        assert_eq!(ahead.reason.reveal(), "knee hurts on stairs");
        says(&rosa.get(&format!("/schedule/week?provider={}", practice.okafor.staff)), "Silva, Amara");
    });
}

#[test]
fn every_fault_of_a_booking_comes_at_once() {
    let practice = Practice::on(Kind::Sqlite);
    let amara = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let again = rosa.post("/appointments", &[("patient", &amara), ("time", "noonish"), ("reason", "a rash")]);
    assert_eq!(again.status, 422);
    for say in ["Choose the kind of visit.", "Choose the provider.", "Enter the day", "Enter the time"] {
        says(&again, say);
    }
    for typed in ["noonish", "a rash"] {
        says(&again, &format!("value=\"{typed}\""));
    }
}

#[test]
fn a_taken_time_is_refused_with_a_sentence_and_everything_typed_is_kept() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    desk.booked(practice.patient("Chidi", "Anyanwu", "1984-03-12"), practice.okafor.staff, 10);
    let amara = practice.patient("Amara", "Silva", "1990-01-02");
    let ids = [amara.to_string(), desk.follow_up.to_string(), practice.okafor.staff.to_string()];
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let told = rosa.post("/appointments", &form(&ids, "10:10"));
    assert_eq!(told.status, 422);
    says(&told, "Dr. Okafor already has an appointment from 10:00 am to 10:20 am.");
    says(&told, "value=\"10:10\"");
    says(&told, "value=\"knee hurts on stairs\"");
    says(&told, &format!("value=\"{}\" selected", desk.follow_up));
    assert!(!told.body.contains("Book over it"), "the desk may not book over another appointment");
    let mut free = form(&ids, "");
    free.push(("find", "yes"));
    let free = rosa.post("/appointments", &free);
    says(&free, "The first free times");
    let take = free.body.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let take = take.expect("a free time to take").to_owned();
    let mut taken = form(&ids, "10:10");
    taken.push(("take", &take));
    assert_eq!(rosa.post("/appointments", &taken).status, 303, "a suggested time is free: {take}");
}

#[test]
fn who_may_book_over_it_says_why() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    desk.booked(practice.patient("Chidi", "Anyanwu", "1984-03-12"), practice.okafor.staff, 10);
    let amara = practice.patient("Amara", "Silva", "1990-01-02");
    let ids = [amara.to_string(), desk.follow_up.to_string(), practice.okafor.staff.to_string()];
    let mut lena = Browser::of(&practice, &practice.lena);
    let told = lena.post("/appointments", &form(&ids, "10:10"));
    says(&told, "Book over it");
    let over = |why| {
        let mut form = form(&ids, "10:10");
        form.extend([("over", "yes"), ("double_reason", why)]);
        form
    };
    let nothing = lena.post("/appointments", &over(" "));
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("id=\"double_reason\"") && nothing.body.contains("knee hurts"), "{}", nothing.body);
    let booked = lena.post("/appointments", &over("Dr. Okafor asked for her"));
    assert_eq!(booked.status, 303, "{}", booked.body);
    says(&lena.get(booked.leads()), "double-booked");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert_eq!(rosa.post("/appointments", &over("because")).status, 403, "the desk may not");
}

#[test]
fn a_drop_moves_an_appointment_and_a_conflict_moves_nothing() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let amara = desk.booked(practice.patient("Amara", "Silva", "1990-01-02"), practice.okafor.staff, 10);
        desk.booked(practice.patient("Chidi", "Anyanwu", "1984-03-12"), practice.lin.staff, 11);
        let mut rosa = Browser::of(practice, &practice.rosa);
        rosa.always("hx-request", "true");
        rosa.always("hx-target", "schedule");
        let at = format!("/appointments/{amara}/move");
        let column = format!("{}_{MONDAY}", practice.lin.staff);
        let told = rosa.post(&at, &[("column", &column), ("start", "11:10"), ("version", "1")]);
        assert_eq!(told.status, 409);
        says(&told, "already has an appointment from 11:00 am to 11:20 am.");
        assert!(!told.body.contains("day-grid"), "a notice, not the schedule");
        assert_eq!(desk.appointment(amara).version, 1, "nothing moved");
        let moved = rosa.post(&at, &[("column", &column), ("start", "13:30"), ("version", "1")]);
        assert_eq!(moved.status, 200, "{}", moved.body);
        says(&moved, "day-grid");
        let line = desk.appointment(amara);
        assert_eq!((line.provider, line.starts_at.to_string().as_str()), (practice.lin.staff, "2026-11-16T18:30:00Z"));
        let stale = rosa.post(&at, &[("column", &column), ("start", "14:30"), ("version", "1")]);
        assert_eq!(stale.status, 409, "somebody moved it before");
    });
}

#[test]
fn a_form_moves_confirms_cancels_and_brings_back() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let amara = desk.booked(practice.patient("Amara", "Silva", "1990-01-02"), practice.okafor.staff, 10);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/appointments/{amara}");
    let page = rosa.get(&at);
    for deed in ["Confirmed by the patient", "Move", "Cancel it", "Arrived", "blood pressure"] {
        says(&page, deed);
    }
    says(&rosa.get(&format!("{at}/move")), "value=\"10:00\"");
    let provider = practice.okafor.staff.to_string();
    let monday = format!("/schedule?day={MONDAY}");
    for form in ["move", "cancel"] {
        says(&rosa.get(&format!("{at}/{form}")), &format!("name=\"back\" value=\"{monday}\""));
    }
    let place = [("provider", provider.as_str()), ("day", "11/17/2026"), ("version", "1"), ("back", monday.as_str())];
    let to = |time| [&place[..], &[("time", time)]].concat();
    let outside = rosa.post(&format!("{at}/move"), &to("7 am"));
    assert_eq!(outside.status, 422);
    says(&outside, "The provider agreed to see them at this time");
    assert_eq!(rosa.post(&format!("{at}/move"), &to("9:15")).leads(), monday, "back to the day it was begun from");
    assert_eq!(desk.appointment(amara).day.to_string(), "2026-11-17");
    let mut step = |what: &str, more: &[(&str, &str)]| {
        let version = desk.appointment(amara).version.to_string();
        let mut fields = vec![("version", version.as_str())];
        fields.extend(more);
        let answer = rosa.post(&format!("{at}/{what}"), &fields);
        assert_eq!(answer.status, 303, "{what}: {}", answer.body);
        desk.appointment(amara).standing
    };
    assert_eq!(step("confirm", &[]), Standing::Confirmed);
    assert_eq!(step("cancel", &[("reason", "patient_ill")]), Standing::Cancelled);
    assert_eq!(step("restore", &[]), Standing::Confirmed);
    says(&rosa.get(&at), "Brought back");
}

#[test]
fn who_may_not_schedule_books_and_moves_nothing() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let patient = practice.patient("Amara", "Silva", "1990-01-02");
    let amara = desk.booked(patient, practice.okafor.staff, 10);
    let ids = [patient.to_string(), desk.follow_up.to_string(), practice.okafor.staff.to_string()];
    let mut mei = Browser::of(&practice, &practice.mei);
    assert_eq!(mei.post("/appointments", &form(&ids, "14:00")).status, 403);
    let column = format!("{}_{MONDAY}", practice.lin.staff);
    let fields = [("column", column.as_str()), ("start", "13:30"), ("version", "1")];
    assert_eq!(mei.post(&format!("/appointments/{amara}/move"), &fields).status, 403);
    let page = mei.get("/schedule").body;
    assert!(page.contains("Silva, Amara") && !page.contains("/appointments/new"), "she looks, and is offered nothing");
    assert_eq!(Browser::of(&practice, &practice.priya).get("/schedule").status, 403);
}
