//! Half-done pages: kept as they are typed, given back to their owner alone, listed on the start page.

use crate::browser::Browser;
use crate::front_desk::says;
use testkit::{Kind, Practice};

const TYPED: &[(&str, &str)] = &[
    ("form", "/appointments?patient=7"),
    ("page", "/appointments/new?patient=7"),
    ("title", "Book an appointment"),
    ("fields", "[[\"reason\",\"knee hurts on sta\"]]"),
    ("cursor_field", "reason"),
    ("cursor_at", "9"),
];

#[test]
fn what_is_half_typed_survives_signing_out_and_belongs_to_one_person() {
    Practice::each(|practice| {
        let mut rosa = Browser::of(practice, &practice.rosa);
        let key = [("form", "/appointments?patient=7")];
        assert_eq!(rosa.post("/drafts/find", &key).status, 204);
        assert_eq!(rosa.post("/drafts", TYPED).status, 204);
        let parked = [TYPED, &[("parked", "yes")]].concat();
        assert_eq!(rosa.post("/drafts", &parked).status, 204);
        rosa.post("/session/end", &[]);
        let mut rosa = Browser::of(practice, &practice.rosa);
        let back = rosa.post("/drafts/find", &key);
        assert_eq!(back.status, 200);
        for part in ["knee hurts on sta", "\"cursor_field\":\"reason\"", "\"cursor_at\":9"] {
            says(&back, part);
        }
        let start = rosa.get("/");
        says(&start, "Half done");
        says(&start, "Put aside");
        says(&start, "href=\"/appointments/new?patient=7\"");
        assert!(!start.body.contains("knee hurts"), "the list says which page, not what is typed there");
        let mut lena = Browser::of(practice, &practice.lena);
        assert_eq!(lena.post("/drafts/find", &key).status, 204, "what Rosa types is Rosa's");
        assert!(!lena.get("/").body.contains("Half done"));
        assert_eq!(rosa.post("/drafts/drop", &key).status, 204);
        assert_eq!(rosa.post("/drafts/drop", &key).status, 204, "what is dropped is dropped");
        assert_eq!(rosa.post("/drafts/find", &key).status, 204);
        assert!(!rosa.get("/").body.contains("Half done"));
    });
}

#[test]
fn only_forms_of_the_office_are_kept_and_not_without_end() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    for page in ["//elsewhere.example/", "https://elsewhere.example/", ""] {
        assert_eq!(rosa.post("/drafts", &[("form", "/patients"), ("page", page)]).status, 422, "{page}");
    }
    let endless = "x".repeat(70_000);
    let long = [("form", "/patients"), ("page", "/patients/new"), ("fields", endless.as_str())];
    assert_eq!(rosa.post("/drafts", &long).status, 422);
    for number in 0..60 {
        let form = format!("/patients?patient={number}");
        practice.pass_minutes(1);
        let parked = if number == 0 { "yes" } else { "" };
        let kept = [("form", form.as_str()), ("page", "/patients/new"), ("title", "New patient"), ("parked", parked)];
        assert_eq!(rosa.post("/drafts", &kept).status, 204);
    }
    let start = rosa.get("/").body;
    assert_eq!(start.matches("/patients/new\"").count(), 40, "the oldest give way");
    assert!(start.contains("Put aside"), "what was put aside on purpose does not");
}
