//! The booking questions on their pages: built by presses, published, asked where appointments are booked.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use front_office::scheduling::UpcomingOf;
use testkit::{Kind, Practice};

/// Two questions, as the builder sends them: what hurts, and where; `knee` and `other` are where the answers lead.
fn built<'a>(version: &'a str, press: &'a str, lin: &'a str, kind: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("press", press),
        ("key", "1"),
        ("asks", "Does something hurt?"),
        ("says-0", "Yes"),
        ("leads-0", "question 2"),
        ("tell-0", ""),
        ("hand-0", ""),
        ("at-0", ""),
        ("says-0", "No"),
        ("leads-0", kind),
        ("tell-0", "Bring your pills."),
        ("hand-0", ""),
        ("at-0", ""),
        ("key", "2"),
        ("asks", "What hurts?"),
        ("says-1", "The chest"),
        ("leads-1", "not"),
        ("tell-1", "Please stay on the line."),
        ("hand-1", "red_flags"),
        ("at-1", ""),
        ("says-1", "A knee"),
        ("leads-1", kind),
        ("tell-1", ""),
        ("hand-1", ""),
        ("at-1", ""),
        ("with-1-1", lin),
    ]
}

/// Ines builds them and publishes the first edition.
fn published(practice: &Practice, desk: &FrontDesk<'_>) {
    let mut ines = Browser::of(practice, &practice.ines);
    let (lin, kind) = (practice.lin.staff.to_string(), format!("book {}", desk.follow_up));
    says(&ines.get("/booking-questions"), "Nothing is asked yet");
    assert_eq!(ines.post("/booking-questions", &[("press", "question"), ("version", "0")]).status, 303);
    let page = ines.get("/booking-questions");
    says(&page, "Question 1 has no words.");
    says(&page, "name=\"says-0\"");
    let kept = ines.post("/booking-questions", &built("1", "keep", &lin, &kind));
    assert_eq!((kept.status, kept.leads()), (303, "/booking-questions"), "{}", kept.body);
    let page = ines.get("/booking-questions");
    says(&page, "Yes › A knee");
    says(&page, "Follow-up with Grace Lin, NP");
    let published = ines.post("/booking-questions/editions", &[("version", "2")]);
    assert_eq!(published.status, 303, "{}", published.body);
    says(&ines.get("/booking-questions"), "Asked now");
}

#[test]
fn presses_build_the_questions_and_faults_are_named() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let mut ines = Browser::of(&practice, &practice.ines);
    let (lin, kind) = (practice.lin.staff.to_string(), format!("book {}", desk.follow_up));
    ines.post("/booking-questions", &[("press", "question"), ("version", "0")]);
    let mut all = built("1", "answer 1", &lin, &kind);
    all.retain(|(name, value)| (*name, *value) != ("leads-0", "question 2"));
    all.insert(5, ("leads-0", "new"));
    let pressed = ines.post("/booking-questions", &all);
    assert_eq!(pressed.leads(), "/booking-questions#question-1", "it leads to the question that was pressed");
    let page = ines.get("/booking-questions");
    says(&page, "id=\"question-2\"");
    says(&page, "Question 3 has no words.");
    let faulty = ines.post("/booking-questions/editions", &[("version", "2")]);
    assert_eq!(faulty.status, 422);
    says(&faulty, "No answer leads to question 2");
    let dropped = ines.post("/booking-questions", &built("2", "remove 1", &lin, &kind));
    assert_eq!(dropped.status, 303);
    says(&ines.get("/booking-questions"), "Question 1, “Yes”: say where this answer leads.");
    assert_eq!(ines.post("/booking-questions", &built("2", "keep", &lin, &kind)).status, 409, "somebody was faster");
    let long = "?".repeat(301);
    let faulty = ines.post("/booking-questions", &[("version", "3"), ("press", "keep"), ("key", "1"), ("asks", &long)]);
    assert_eq!(faulty.status, 422);
    says(&faulty, &long);
    assert_eq!(Browser::of(&practice, &practice.rosa).get("/booking-questions").status, 403);
}

#[test]
fn the_booking_form_asks_sets_what_the_answers_lead_to_and_keeps_them() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let patient = practice.patient("Ana", "Ruiz", "1990-02-03");
    let id = patient.to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/appointments/new?patient={id}");
    assert!(!rosa.get(&at).body.contains("data-asks"), "nobody is asked before they are published");
    published(&practice, &desk);
    let form = rosa.get(&at);
    says(&form, "Does something hurt?");
    says(&form, "data-digit=\"1\" autofocus");
    let on = |path: &'static str, answer: &'static str| {
        vec![
            ("patient", id.clone()),
            ("asked_edition", "1".to_owned()),
            ("asked_path", path.to_owned()),
            ("answer", answer.to_owned()),
            ("reason", "stairs".to_owned()),
        ]
    };
    let mut press = |fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        rosa.post("/appointments", &fields)
    };
    let second = press(on("", "1.1"));
    assert_eq!(second.status, 200, "{}", second.body);
    says(&second, "What hurts?");
    says(&second, "value=\"stairs\"");
    let back = press(on("1.1", "back"));
    says(&back, "Does something hurt?");
    let away = press(on("1.1", "2.1"));
    says(&away, "This is not booked here.");
    says(&away, "Please stay on the line.");
    let led = press(on("1.1", "2.2"));
    says(&led, "Follow-up with Grace Lin, NP");
    says(&led, &format!("<option value=\"{}\" selected>", desk.follow_up));
    says(&led, &format!("<option value=\"{}\" selected>", practice.lin.staff));
    says(&led, "name=\"take\"");
    let other = press(on("", "9.9"));
    says(&other, "Does something hurt?");
    let mut book = on("1.1 2.2", "");
    let more = [
        ("visit_type", desk.follow_up.to_string()),
        ("provider", practice.okafor.staff.to_string()),
        ("day", MONDAY.to_owned()),
        ("time", "14:00".to_owned()),
    ];
    book.extend(more);
    assert_eq!(press(book).status, 303);
    let ahead = practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines;
    let page = rosa.get(&format!("/appointments/{}", ahead[0].appointment));
    says(&page, "Booked otherwise");
    says(&page, "Led to: Follow-up with Grace Lin, NP");
    says(&page, "Asked by edition 1: Yes › A knee");
}

#[test]
fn the_telephone_asks_and_hands_over() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    published(&practice, &desk);
    let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    let id = chidi.to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = rosa.post("/calls/pick-up", &[]).leads().to_owned();
    assert!(!rosa.get(&at).body.contains("data-asks"), "first it is known who it is");
    let verified =
        rosa.post(&format!("{at}/caller"), &[("patient", &id), ("said", "birth_day"), ("said", "full_name")]);
    says(&verified, "Does something hurt?");
    says(&verified, "data-digit=\"1\" autofocus");
    let asked = |path, answer| [("asked_edition", "1"), ("asked_path", path), ("answer", answer), ("why", "knee")];
    says(&rosa.post(&format!("{at}/free-times"), &asked("", "1.1")), "What hurts?");
    let away = rosa.post(&format!("{at}/free-times"), &asked("1.1", "2.1"));
    says(&away, "Note symptoms and ask the red-flag questions");
    let times = rosa.post(&format!("{at}/free-times"), &asked("1.1", "2.2"));
    says(&times, "Offer these");
    assert!(!times.body.contains("Dr. Okafor</button>"), "only with whom the answers named: {}", times.body);
    let take = times.body.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let kind = desk.follow_up.to_string();
    let booking = [
        ("visit_type", kind.as_str()),
        ("asked_edition", "1"),
        ("asked_path", "1.1 2.2"),
        ("take", take.expect("a time")),
    ];
    says(&rosa.post(&format!("{at}/booking"), &booking), "Booked:");
    let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: chidi }).expect("the list").lines;
    says(&rosa.get(&format!("/appointments/{}", ahead[0].appointment)), "Booked as the answers led");
}
