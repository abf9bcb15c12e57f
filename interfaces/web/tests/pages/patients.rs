//! People: found, registered once, corrected without losing anybody's change, and shown as far as the role allows.

use crate::browser::{Answer, Browser};
use crate::front_desk::FrontDesk;
use axum::body::Body;
use http_body_util::BodyExt;
use office::{AccessOf, PatientId};
use registry::coverages::CoverageOf;
use registry::people::{AlertsOf, HistoryOf, PersonCard};
use testkit::{Kind, Practice};
use tower::ServiceExt;

/// What a new patient's form carries at least.
const ANA: [(&str, &str); 5] =
    [("given", "Ana"), ("family", "Quillfeather"), ("birth_day", "3/12/1984"), ("sex", "female"), ("language", "es")];

fn with<'a>(form: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more).copied().collect()
}

/// The patient to whose chart an answer leads.
fn patient_in(answer: &Answer) -> PatientId {
    let id = answer.leads().strip_prefix("/patients/").unwrap_or_else(|| panic!("leads to a chart: {answer:?}"));
    id.parse().expect("an id, not a name")
}

fn version_of(practice: &Practice, patient: PatientId) -> String {
    practice.ask(&practice.rosa, PersonCard { patient }).expect("the card").version.to_string()
}

#[test]
fn all_faults_of_a_registration_come_at_once_and_nothing_typed_is_lost() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let wrong = [
        ("given", "Ana"),
        ("birth_day", "3/12/84"),
        ("mobile", "12"),
        ("emergency_phone", "5550100199"),
        ("payer", "Blue Cross"),
        ("copay", "a lot"),
    ];
    let again = rosa.post("/patients", &wrong);
    assert_eq!(again.status, 422);
    for say in [
        "Enter the family name",
        "Enter the year with four digits",
        "Choose the sex",
        "A telephone number has ten digits",
        "Enter the emergency contact",
        "Enter the member number",
        "Enter an amount like 25",
    ] {
        assert!(again.body.contains(say), "{say}: {}", again.body);
    }
    for (_, typed) in wrong {
        assert!(again.body.contains(&format!("value=\"{typed}\"")), "{typed} stays in its field");
    }
}

#[test]
fn somebody_alike_is_shown_before_anything_is_saved_and_the_decision_is_kept() {
    Practice::each(|practice| {
        let mut rosa = Browser::of(practice, &practice.rosa);
        let card = [("payer", "Blue Cross"), ("member_number", "XQ1"), ("priority", "1"), ("emergency_name", "Leo")];
        let first = patient_in(&rosa.post("/patients", &with(&ANA, &card)));
        assert_eq!(practice.ask(&practice.rosa, CoverageOf { patient: first }).expect("the card").len(), 1);
        let person = practice.ask(&practice.rosa, PersonCard { patient: first }).expect("the person");
        assert_eq!(person.relations[0].name.reveal(), "Leo");

        let twin = with(&ANA, &[("given", "Anabel"), ("birth_day", "03121984"), ("back", "/appointments/new?day=1")]);
        let warned = rosa.post("/patients", &twin);
        assert_eq!(warned.status, 409, "{}", warned.body);
        assert!(warned.body.contains("Somebody like this is on file"), "{}", warned.body);
        let this_one = format!("/appointments/new?day=1&amp;patient={first}");
        assert!(warned.body.contains(&this_one), "the way on with the person on file: {}", warned.body);
        assert!(warned.body.contains("value=\"Anabel\""), "what was typed stays");

        let told_apart = first.to_string();
        let anyway = rosa.post("/patients", &with(&twin, &[("told_apart", &told_apart)]));
        let second = anyway.leads().strip_prefix("/appointments/new?day=1&patient=").expect("back to the booking");
        let second: PatientId = second.parse().expect("an id");
        let journal = practice.ask(&practice.priya, AccessOf { patient: second, before: None }).expect("the journal");
        let decision = journal.entries.iter().find(|entry| entry.fact == "patient.told_apart").expect("the decision");
        assert!(decision.body.contains(&told_apart), "{}", decision.body);
    });
}

#[test]
fn a_chart_shows_what_the_role_may_see() {
    let practice = Practice::on(Kind::Sqlite);
    let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
    let chart = format!("/patients/{patient}");
    let page = |person| Browser::of(&practice, person).get(&chart);
    let desk = page(&practice.rosa);
    assert_eq!(desk.status, 200);
    assert!(desk.body.contains("Quillfeather, Ana") && desk.body.contains("Coverage"), "{}", desk.body);
    assert!(desk.body.contains("Edit demographics") && desk.body.contains("/appointments/new?patient="));
    for clinical in ["Problems", "Medications", "Vitals", "Allergies not asked"] {
        assert!(!desk.body.contains(clinical), "the desk does not see {clinical}");
    }
    let assistant = page(&practice.tom).body;
    assert!(
        assistant.contains("Problems") && assistant.contains("Vitals") && assistant.contains("Allergies not asked")
    );
    assert!(!assistant.contains("Edit demographics"), "what the role may not do is not offered");
    assert!(page(&practice.priya).body.contains(&format!("/access-review/{patient}")));
    assert!(!desk.body.contains("/access-review/"));
    for page in [desk.body, assistant] {
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split('<').next()).expect("a title");
        assert!(!title.contains("Quillfeather"), "no name in the title");
    }
    let nobody = "/patients/01a20000000070008000000000000001";
    assert_eq!(Browser::of(&practice, &practice.rosa).get(nobody).status, 404);
}

#[test]
fn two_who_correct_the_same_patient_are_told_and_no_change_is_lost() {
    Practice::each(|practice| {
        let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
        let at = format!("/patients/{patient}/demographics");
        let seen = version_of(practice, patient);
        let (mut rosa, mut lena) = (Browser::of(practice, &practice.rosa), Browser::of(practice, &practice.lena));
        let hers =
            with(&ANA, &[("language", "en"), ("city", "Chicago"), ("mobile", "(312) 555-0147"), ("version", &seen)]);
        assert_eq!(lena.post(&at, &hers).leads(), format!("/patients/{patient}"));

        let mine = with(&ANA, &[("language", "en"), ("city", "Aurora"), ("preferred", "Annie"), ("version", &seen)]);
        let told = rosa.post(&at, &mine);
        assert_eq!(told.status, 409, "{}", told.body);
        assert!(told.body.contains("Somebody else changed this") && told.body.contains("Ortiz, Lena"), "{}", told.body);
        assert!(told.body.contains("On record now: Chicago"), "both changed the city: {}", told.body);
        assert!(told.body.contains("value=\"Aurora\"") && told.body.contains("value=\"Annie\""), "mine stands");
        assert!(told.body.contains("value=\"(312) 555-0147\""), "theirs, where I changed nothing");

        let now = version_of(practice, patient);
        let both = with(&mine, &[("mobile", "(312) 555-0147"), ("version", &now)]);
        assert_eq!(rosa.post(&at, &both).status, 303);
        let history = practice.ask(&practice.rosa, HistoryOf { patient }).expect("the history").changes;
        let fields: Vec<&str> = history.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["city", "preferred", "city", "mobile"]);
        let page = rosa.get(&format!("/patients/{patient}/history")).body;
        assert!(page.contains("Goes by") && page.contains("Annie") && page.contains("Delgado, Rosa"), "{page}");
        let stale_again = rosa.post(&at, &with(&mine, &[("version", &seen)]));
        assert_eq!(stale_again.status, 409, "an old page never overwrites");
    });
}

#[test]
fn a_card_is_added_and_corrected_and_a_stale_one_is_not_saved() {
    let practice = Practice::on(Kind::Sqlite);
    let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/patients/{patient}/coverages");
    assert!(rosa.get(&format!("{at}/new")).body.contains("Member number"));
    let faulty =
        rosa.post(&at, &[("payer", "Aetna"), ("relationship", "child"), ("priority", "1"), ("starts_on", "soon")]);
    assert_eq!(faulty.status, 422);
    for say in ["Enter the member number", "Enter the subscriber", "Enter the day like"] {
        assert!(faulty.body.contains(say), "{say}: {}", faulty.body);
    }
    let card =
        [("payer", "Aetna"), ("member_number", "W1"), ("relationship", "self"), ("priority", "1"), ("copay", "$25")];
    let to_visit = with(&card, &[("back", "/visits/7/check-in")]);
    assert_eq!(rosa.post(&at, &to_visit).leads(), "/visits/7/check-in", "back to where it was called from");
    let known = practice.ask(&practice.rosa, CoverageOf { patient }).expect("the card").remove(0);
    let (one, seen) = (format!("{at}/{}", known.id), known.version.to_string());
    assert!(rosa.get(&one).body.contains("value=\"W1\""));
    let change = with(&card, &[("member_number", "W2"), ("version", &seen)]);
    assert_eq!(rosa.post(&one, &change).status, 303);
    let stale = rosa.post(&one, &with(&card, &[("member_number", "W3"), ("version", &seen)]));
    assert!(stale.status == 422 && stale.body.contains("Somebody else changed this card"), "{}", stale.body);
    assert!(stale.body.contains("W2") && stale.body.contains("value=\"W3\""), "theirs is shown, mine stands");
    assert!(rosa.get(&format!("/patients/{patient}")).body.contains("W2"));
}

#[test]
fn an_alert_stands_in_every_banner_until_it_is_ended() {
    let practice = Practice::on(Kind::Sqlite);
    let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
    let (mut tom, mut rosa) = (Browser::of(&practice, &practice.tom), Browser::of(&practice, &practice.rosa));
    let at = format!("/patients/{patient}/alerts");
    assert_eq!(tom.post(&at, &[("says", " ")]).status, 422);
    assert_eq!(tom.post(&at, &[("says", "Falls easily")]).status, 303);
    assert!(rosa.get(&format!("/patients/{patient}/history")).body.contains("Falls easily"));
    let alert = practice.ask(&practice.rosa, AlertsOf { patient }).expect("the alerts").alerts.remove(0).id;
    assert_eq!(rosa.post(&format!("{at}/{alert}/end"), &[]).status, 303);
    assert!(!tom.get(&format!("/patients/{patient}")).body.contains("Falls easily"));
}

#[test]
fn people_around_the_patient_are_kept_as_a_list() {
    let practice = Practice::on(Kind::Sqlite);
    let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/patients/{patient}/relations");
    let seen = version_of(&practice, patient);
    let line = |part, name, phone| [("part", part), ("name", name), ("phone", phone), ("relationship", "")];
    let mut form: Vec<(&str, &str)> = vec![("version", &seen)];
    form.extend(line("emergency_contact", "Leo Ruiz", "312-555-0100"));
    form.extend(line("guarantor", "Eva Ruiz", ""));
    form.extend(line("emergency_contact", "", ""));
    assert_eq!(rosa.post(&at, &form).status, 303);
    let kept = practice.ask(&practice.rosa, PersonCard { patient }).expect("the person").relations;
    let names: Vec<&str> = kept.iter().map(|one| one.name.reveal().as_str()).collect();
    assert_eq!(names, ["Leo Ruiz", "Eva Ruiz"]);
    let nameless = rosa
        .post(&at, &[("version", "2"), ("part", "proxy"), ("name", ""), ("phone", "3125550101"), ("relationship", "")]);
    assert!(nameless.status == 422 && nameless.body.contains("Enter the name of each"), "{}", nameless.body);
    assert_eq!(rosa.post(&at, &form).status, 303, "what is so already needs no change");
    let stale = rosa.post(&at, &form[..5]);
    assert!(stale.status == 422 && stale.body.contains("Somebody else changed"), "{}", stale.body);
}

/// Posts a picture as a browser's form with files does.
fn post_picture(practice: &Practice, browser: &Browser<'_>, at: &str, picture: &[u8]) -> (u16, String) {
    let csrf = browser.csrf();
    let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").into_bytes();
    body.extend_from_slice(b"--edge\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"me.png\"\r\n\r\n");
    body.extend_from_slice(picture);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let mut request = browser.request("POST", at, Some(String::new()));
    let kind = "multipart/form-data; boundary=edge".parse().expect("a header");
    request.headers_mut().insert("content-type", kind);
    *request.body_mut() = Body::from(body);
    let pages = browser.pages();
    practice.block_on(async move {
        let answer = pages.oneshot(request).await.expect("the router always answers");
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (parts.status.as_u16(), String::from_utf8_lossy(&body).into_owned())
    })
}

#[test]
fn a_photo_is_kept_and_what_is_no_picture_is_not() {
    let practice = Practice::on(Kind::Sqlite);
    let patient = practice.patient("Ana", "Quillfeather", "1984-03-12");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/patients/{patient}/photo");
    let (status, page) = post_picture(&practice, &rosa, &at, b"MZ not a picture");
    assert!(status == 422 && page.contains("Choose a JPEG or PNG picture"), "{status}: {page}");
    assert_eq!(rosa.get(&at).status, 404);
    let picture = b"\x89PNG\r\n\x1a\n and then the rest";
    let tom = Browser::of(&practice, &practice.tom);
    assert_eq!(post_picture(&practice, &tom, &at, picture).0, 403, "who may not register people keeps no photo");
    assert_eq!(post_picture(&practice, &rosa, &at, picture).0, 303);
    let shown = rosa.get(&at);
    assert_eq!(
        (shown.status, shown.header("content-type"), shown.header("cache-control")),
        (200, "image/png", "no-store")
    );
    assert!(rosa.get(&format!("/patients/{patient}")).body.contains(&format!("src=\"{at}?taken=")));
}

#[test]
fn appointments_are_found_beside_their_people_and_by_a_day() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let desk = FrontDesk::of(&practice);
    let zora = practice.patient("Zora", "Quillfeather", "1984-03-12");
    let appointment = desk.booked(zora, practice.okafor.staff, 14);
    let _second = desk.booked(zora, practice.lin.staff, 16);
    let at = format!("href=\"/appointments/{appointment}\"");
    let offers = rosa.post("/search/suggest", &[("q", "quillf")]).body;
    assert!(offers.contains(&at) && offers.contains("Mon, Nov 16, 2026, 2:00 pm"), "{offers}");
    // The story is told on a Monday.
    for typed in ["quillf today", "mon quillf", "quillf 11/16", "11/16/2026 zora"] {
        assert!(rosa.post("/search/suggest", &[("q", typed)]).body.contains(&at), "{typed}");
        assert!(rosa.post("/search", &[("q", typed)]).body.contains(&at), "{typed}");
    }
    let other = rosa.post("/search/suggest", &[("q", "quillf wed")]).body;
    assert!(!other.contains(&at) && other.contains("Register a new patient"), "{other}");
    let day = rosa.post("/search/suggest", &[("q", "tomorrow")]).body;
    assert!(day.contains("href=\"/schedule?day=2026-11-17\""), "{day}");
    let mut priya = Browser::of(&practice, &practice.priya);
    assert!(
        !priya.post("/search/suggest", &[("q", "quillf")]).body.contains(&at),
        "who sees no schedule finds no appointment"
    );
}

#[test]
fn what_was_searched_in_vain_is_carried_into_the_registration() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let offers = rosa.post("/search/suggest", &[("q", "zora quillfeather 3/12/1984")]).body;
    assert!(offers.contains("Register a new patient") && offers.contains("data-carries"), "{offers}");
    assert!(!offers.contains("zora"), "no name in an address: {offers}");
    let form = rosa.post("/patients/new", &[("q", "zora quillfeather 3/12/1984")]).body;
    for value in ["Zora", "Quillfeather", "3/12/1984"] {
        assert!(form.contains(&format!("value=\"{value}\"")), "{value}: {form}");
    }
    let patient = practice.patient("Zora", "Quillfeather", "1984-03-12");
    let offers = rosa.post("/search/suggest", &[("q", "quill 3/12/1984")]).body;
    assert!(offers.contains(&format!("/patients/{patient}")) && offers.contains("Quillfeather, Zora"), "{offers}");
    let commands = rosa.post("/search/suggest", &[("q", "register")]).body;
    assert!(commands.contains("href=\"/patients/new\""), "deeds are offered by role: {commands}");
    let mut priya = Browser::of(&practice, &practice.priya);
    assert!(!priya.post("/search/suggest", &[("q", "register")]).body.contains("/patients/new"));
    let page = rosa.post("/search", &[("q", "nobody-like-this")]).body;
    assert!(page.contains("Nobody is found") && page.contains("action=\"/patients/new\""), "{page}");
}
