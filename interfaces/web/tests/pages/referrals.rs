//! Referrals through the pages: from the chart to a packet that left, and from the inbox to a booking.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use crate::walk::referrals::{cardiologist, draft};
use testkit::{Kind, Practice};

#[test]
fn a_referral_is_written_sent_and_followed_and_what_is_typed_stays() {
    Practice::each(|practice| {
        let office = cardiologist(practice);
        let patient = practice.patient("Chidi", "Anyanwu", "1984-03-12").to_string();
        let (office, provider) = (office.to_string(), practice.okafor.staff.to_string());
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get("/referrals"), "No referral stands here.");
        says(&rosa.get("/referrals/new"), "Who is it?");
        says(&rosa.post("/referrals/search", &[("q", "anyanwu")]), "Anyanwu, Chidi");
        says(&rosa.get(&format!("/referrals/new?patient={patient}&q=heart")), "Maya Chen, MD");
        says(&rosa.get(&format!("/referrals/new?patient={patient}&entry={office}")), "Wants the last ECG");
        let fields = [("patient", patient.as_str()), ("entry", &office), ("provider", &provider)];
        let with = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
            fields.iter().copied().chain(more.iter().copied()).collect()
        };
        let again = rosa.post("/referrals", &with(&[("visits_allowed", "many"), ("questions", "Stress test?")]));
        assert_eq!(again.status, 422);
        says(&again, "Enter why the patient is referred.");
        says(&again, "Enter a number of visits");
        says(&again, "Stress test?");
        let written = rosa.post("/referrals", &with(&[("reason", "Chest pain on exertion")]));
        let at = written.leads().to_owned();
        assert!(at.starts_with("/referrals/"), "{}", written.body);
        let page = rosa.get(&at);
        for words in ["Draft", "Chest pain on exertion", "It is ready to send", "Anyanwu"] {
            says(&page, words);
        }
        let ready = [("version", "1"), ("to", "ready"), ("evidence", "ours")];
        assert_eq!(rosa.post(&format!("{at}/step"), &ready).leads(), at);
        let sent = rosa.post(&format!("{at}/send"), &[("version", "2"), ("channel", "fax")]);
        assert_eq!(sent.leads(), at, "{}", sent.body);
        let page = rosa.get(&at);
        says(&page, "Open the PDF");
        let delivery =
            page.body.split("/deliveries/").nth(1).and_then(|rest| rest.split('"').next()).expect("a delivery");
        let noted = format!("{at}/deliveries/{delivery}");
        let bare = rosa.post(&noted, &[("version", "1"), ("state", "delivered"), ("proof", "")]);
        assert_eq!(bare.status, 422);
        says(&bare, "Enter what proves it");
        assert_eq!(rosa.post(&noted, &[("version", "1"), ("state", "delivered"), ("proof", "fax 7")]).leads(), at);
        says(&rosa.get(&at), "fax 7");
        let told = rosa.post(
            &format!("{at}/step"),
            &[("version", "3"), ("to", "scheduled"), ("evidence", "their_office"), ("words", "Kim")],
        );
        assert_eq!(told.status, 422);
        says(&told, "Enter the day of the appointment there.");
        says(&told, "value=\"Kim\"");
        says(&rosa.get("/referrals"), "Anyanwu, Chidi");
        says(&rosa.get(&format!("/patients/{patient}/referrals")), "Chest pain on exertion");
        let packet = page.body.split("/packets/").nth(1).and_then(|rest| rest.split('/').next()).expect("a packet");
        assert_eq!(rosa.get(&format!("/packets/{packet}/pdf")).status, 200);
        assert_eq!(rosa.get(&format!("/packets/{packet}/fhir")).status, 200);
    });
}

#[test]
fn a_referral_to_us_goes_from_the_inbox_to_a_booking() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let patient = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let again = rosa.post("/referrals-in", &[("reason", ""), ("told_name", "Silva, Amara")]);
    assert_eq!(again.status, 422);
    says(&again, "Enter why the patient is referred to us.");
    says(&again, "value=\"Silva, Amara\"");
    let fields =
        [("reason", "Knee pain"), ("from_name", "Dr. Reyes"), ("told_name", "Silva, Amara"), ("told_born", "1/2/1990")];
    let taken = rosa.post("/referrals-in", &fields);
    let at = taken.leads().to_owned();
    let page = rosa.get(&at);
    says(&page, "It is them");
    assert!(!page.body.contains("What becomes of it?"), "Rosa triages nothing");
    let matched = rosa.post(&format!("{at}/patient"), &[("patient", &patient), ("version", "1")]);
    assert_eq!(matched.leads(), at, "{}", matched.body);
    let mut okafor = Browser::of(&practice, &practice.okafor);
    says(&okafor.get("/"), "Go on with the referral to us");
    says(&okafor.get(&at), "What becomes of it?");
    let kind = desk.follow_up.to_string();
    let unsaid = okafor.post(&format!("{at}/triage"), &[("verdict", "decline"), ("version", "2")]);
    assert_eq!(unsaid.status, 422);
    says(&unsaid, "Enter why we do not see the patient");
    let triaged = [("verdict", "accept"), ("urgency", "urgent"), ("visit_type", kind.as_str()), ("version", "2")];
    assert_eq!(okafor.post(&format!("{at}/triage"), &triaged).leads(), at);
    let page = rosa.get(&at);
    says(&page, "/appointments/new?patient=");
    let inbound = at.rsplit('/').next().expect("an id").to_owned();
    let provider = practice.okafor.staff.to_string();
    let booking = [
        ("patient", patient.as_str()),
        ("visit_type", &kind),
        ("provider", &provider),
        ("day", MONDAY),
        ("time", "14:00"),
        ("referral", &inbound),
        ("back", &at),
    ];
    let booked = rosa.post("/appointments", &booking);
    assert_eq!(booked.leads(), at, "{}", booked.body);
    says(&rosa.get(&at), "Open the appointment");
    says(&rosa.get("/referrals-in?state=booked"), "Silva, Amara");
}

#[test]
fn the_directory_and_the_clocks_are_kept_on_pages() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let again = rosa.post("/directory", &[("name", "Maya Chen, MD"), ("npi", "1234567890"), ("city", "Lakeside")]);
    assert_eq!(again.status, 422);
    says(&again, "This is not an NPI");
    says(&again, "value=\"Lakeside\"");
    let entry = cardiologist(&practice);
    says(&rosa.get("/directory?q=chen"), "Lakeside Heart Center");
    says(&rosa.get(&format!("/directory/{entry}")), "Wants the last ECG");
    says(&rosa.get("/directory/imported"), "No imported clinician is left");
    let patient = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    draft(&practice, patient, entry);
    says(&rosa.get("/referrals?whose=mine"), "Anyanwu, Chidi");
    let mut ines = Browser::of(&practice, &practice.ines);
    says(&ines.get("/referral-clocks"), "Acknowledged by them");
    let days: Vec<(&str, &str)> = (0..18).map(|_| ("days", "4")).collect();
    assert_eq!(ines.post("/referral-clocks", &days).leads(), "/referral-clocks");
    assert_eq!(ines.post("/referral-clocks", &days[1..]).status, 422, "one is missing");
}
