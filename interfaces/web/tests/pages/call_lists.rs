//! The call lists and the repair of a day through the pages.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use front_office::scheduling::UpcomingOf;
use testkit::{Kind, Practice};

#[test]
fn a_freed_time_stands_on_the_board_and_goes_to_who_waits() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let calls = desk.somebody_to_call();
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get("/board"), "A freed time is on offer.");
        let page = rosa.get("/waitlist");
        for words in ["Waits, Wanda", "1. ", "to be soon", "dizzy in the morning", "Tue, Nov 17, 2026, 9:00 am"] {
            says(&page, words);
        }
        let accept = format!("/offers/{}/accept", calls.offer);
        let taken = rosa.post(&accept, &[]);
        assert_eq!(taken.leads(), "/waitlist", "{}", taken.body);
        let page = rosa.get("/waitlist");
        says(&page, "The time is booked, and no longer on offer to others.");
        says(&page, "Nobody waits for an earlier time.");
        assert_eq!(rosa.post(&accept, &[]).status, 409, "it is taken once");
        let mut mei = Browser::of(practice, &practice.mei);
        assert!(!mei.get("/waitlist").body.contains("/accept"), "she looks, and is offered nothing");
    });
}

#[test]
fn somebody_is_put_on_the_waitlist_and_what_is_typed_stays() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let amara = practice.patient("Amara", "Silva", "1990-01-02").to_string();
    let kind = desk.follow_up.to_string();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get("/waitlist/new"), "Who is it?");
    says(&rosa.post("/waitlist/search", &[("q", "silva")]), "Silva, Amara");
    says(&rosa.get(&format!("/waitlist/new?patient={amara}")), "Days that suit");
    let again = rosa.post("/waitlist", &[("patient", &amara), ("note", "dizzy"), ("until", "2026-12-31")]);
    assert_eq!(again.status, 422);
    says(&again, "Choose the kind of visit.");
    says(&again, "value=\"dizzy\"");
    let fields = [
        ("patient", amara.as_str()),
        ("visit_type", &kind),
        ("until", "2026-12-31"),
        ("days", "mon"),
        ("days", "fri"),
        ("part", "morning"),
        ("urgency", "urgent"),
    ];
    assert_eq!(rosa.post("/waitlist", &fields).leads(), "/waitlist");
    let page = rosa.get("/waitlist");
    says(&page, "mornings · Monday, Friday");
    says(&page, "Urgent");
    assert_eq!(rosa.post("/waitlist", &fields).status, 422, "nobody waits twice for the same");
}

#[test]
fn who_cancelled_is_called_until_booked_and_recalls_have_rules() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let calls = desk.somebody_to_call();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let page = rosa.get("/to-rebook");
    says(&page, "Gone, Gus");
    says(&page, "/appointments/new?patient=");
    let attempt = rosa.post(&format!("/to-rebook/{}/attempt", calls.cancelled), &[("version", "1")]);
    assert_eq!(attempt.leads(), "/to-rebook", "{}", attempt.body);
    says(&rosa.get("/to-rebook"), "Nobody is to be booked again.");
    let mut ines = Browser::of(&practice, &practice.ines);
    let kind = desk.follow_up.to_string();
    let again = ines.post("/recalls", &[("name", "Diabetes"), ("after", &kind), ("months", "soon"), ("book", &kind)]);
    assert_eq!(again.status, 422);
    says(&again, "Enter how many months later.");
    says(&again, "value=\"Diabetes\"");
    let added = ines.post("/recalls", &[("name", "Diabetes"), ("after", &kind), ("months", "6"), ("book", &kind)]);
    assert_eq!(added.leads(), "/recalls", "{}", added.body);
    says(&rosa.get("/recalls"), "Diabetes");
}

#[test]
fn the_visits_of_somebody_who_is_away_are_moved_from_the_page() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let patient = practice.patient("Amara", "Silva", "1990-01-02");
        desk.booked(patient, practice.okafor.staff, 11);
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get("/schedule/repair"), "Who is away");
        let asked = format!("/schedule/repair?provider={}&day={MONDAY}&from=10:00", practice.okafor.staff);
        let page = rosa.get(&asked);
        for words in ["Silva, Amara", "11:00 am, Follow-up", "another provider", "Move all 1"] {
            says(&page, words);
        }
        let moves = page.body.split("name=\"moves\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let moves = moves.expect("what is proposed").to_owned();
        let moved = rosa.post("/schedule/repair", &[("moves", &moves), ("back", &asked)]);
        assert_eq!(moved.leads(), asked, "{}", moved.body);
        says(&rosa.get(&asked), "Nobody who is still to come has an appointment then.");
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines;
        assert_eq!(ahead[0].provider, practice.lin.staff);
        assert_eq!(rosa.post("/schedule/repair", &[("moves", &moves)]).status, 409, "it is moved once");
        assert_eq!(rosa.post("/schedule/repair", &[("moves", "everything")]).status, 422);
    });
}

#[test]
fn the_manager_sets_fees_and_the_lead_assistant_waives_one() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let mut ines = Browser::of(practice, &practice.ines);
        let page = ines.get("/fees");
        says(&page, "Late cancellation");
        let wrong = [("kind", "late_cancel"), ("amount", "a lot"), ("within_hours", "24")];
        let again = ines.post("/fees", &wrong);
        assert!(again.status == 422 && again.body.contains("value=\"a lot\""), "{}", again.body);
        says(&again, "Enter an amount like 25 or 25.50");
        let rule = [("kind", "late_cancel"), ("amount", "50"), ("within_hours", "24")];
        assert_eq!(ines.post("/fees", &rule).leads(), "/fees");
        says(&ines.get("/fees"), "$50.00, within 24 hours of the appointment");
        let mut rosa = Browser::of(practice, &practice.rosa);
        assert!(!rosa.get("/fees").body.contains("Set the fee"), "she sees what is taken");
        assert_eq!(rosa.post("/fees", &rule).status, 403);

        let patient = practice.patient("Fay", "Late", "1980-04-05");
        let late = desk.booked(patient, practice.lin.staff, 15);
        let (at, because) = (format!("/appointments/{late}"), ("reason", "patient_busy"));
        rosa.post(&format!("{at}/cancel"), &[because, ("version", "1")]);
        says(&rosa.get(&at), "$50.00 due (late cancellation)");
        assert!(!rosa.get(&at).body.contains("Waive the fee"), "waiving is not hers");
        let mut lena = Browser::of(practice, &practice.lena);
        says(&lena.get(&at), "Waive the fee");
        let blank = lena.post(&format!("{at}/fee"), &[("version", "1"), ("because", " ")]);
        assert_eq!(blank.status, 422);
        says(&blank, "Say why the fee is waived");
        lena.post(&format!("{at}/fee"), &[("version", "1"), ("because", "her child was ill")]);
        says(&lena.get(&at), "$50.00 waived (late cancellation): her child was ill");
        assert!(!lena.get(&at).body.contains("Waive the fee"));
        practice.pass_minutes(8 * 60);
        let chart = Browser::of(practice, &practice.rosa).get(&format!("/patients/{patient}"));
        says(&chart, "$50.00 waived (late cancellation): her child was ill");
    });
}
