//! The patient's own pages: by link and at a kiosk that reaches nothing else; and the desk's review.

use crate::browser::Browser;
use crate::front_desk::FrontDesk;
use testkit::{Kind, Practice};

#[test]
fn by_link_a_patient_sets_a_number_right_and_the_desk_accepts_it() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let appointment = desk.booked(ana, practice.lin.staff, 14);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let given = rosa.post(&format!("/appointments/{appointment}/link"), &[]).body;
    let link = given.split("/visit/").nth(1).and_then(|rest| rest.get(..40)).expect("a link").to_owned();
    let mut phone = Browser::new(&practice);
    let door = phone.get(&format!("/visit/{link}")).body;
    assert!(door.contains("Your date of birth") && !door.contains("Ana"), "nothing is shown before the birthday");
    assert_eq!(phone.get(&format!("/visit/{link}/details")).leads(), format!("/visit/{link}"));
    let wrong = phone.post(&format!("/visit/{link}"), &[("born", "2/3/1991")]);
    assert!(wrong.status == 422 && wrong.body.contains("You can try 4 more times"));
    let two = phone.post(&format!("/visit/{link}"), &[("born", "020390")]);
    assert!(two.status == 422 && two.body.contains("year with four digits"), "and nothing is counted: {}", two.body);
    // A telephone's number pad has no stroke.
    let right = phone.post(&format!("/visit/{link}"), &[("born", "02031990")]);
    assert_eq!(right.leads(), format!("/visit/{link}/details"));
    assert!(phone.get(&format!("/visit/{link}/details")).body.contains("Hello Ana"));
    let hers = [("mobile", "5550107788"), ("payer", "Aetna"), ("member", "W1"), ("whose", "spouse")];
    let whose = phone.post(&format!("/visit/{link}/details"), &hers);
    assert!(whose.status == 422 && whose.body.contains("name of the person whose insurance it is"), "{}", whose.body);
    let short = phone.post(&format!("/visit/{link}/details"), &[("mobile", "555"), ("allergies", "Penicillin")]);
    assert!(short.status == 422 && short.body.contains("with its area code") && short.body.contains("Penicillin"));
    let full = [("mobile", "(555) 010-7788"), ("allergies", "Penicillin")];
    assert_eq!(phone.post(&format!("/visit/{link}/details"), &full).leads(), format!("/visit/{link}/card"));
    assert!(phone.get(&format!("/visit/{link}/card")).body.contains("capture"));
    assert!(phone.get(&format!("/visit/{link}/papers")).body.contains("There is nothing to sign"));
    let sent = phone.post(&format!("/visit/{link}/papers"), &[("here", "no")]);
    assert!(sent.body.contains("tell the front desk when you arrive"));
    assert_eq!(phone.get(&format!("/visit/{link}")).status, 404, "a link is used once");
    let list = rosa.get("/self-check-ins").body;
    let id = list.split("/self-check-ins/").nth(1).and_then(|rest| rest.get(..32)).expect("a line").to_owned();
    let page = rosa.get(&format!("/self-check-ins/{id}")).body;
    assert!(page.contains("(555) 010-7788") && page.contains("Accept") && page.contains("Penicillin"));
    let accept = [("field", "mobile"), ("decision", "accept")];
    assert_eq!(rosa.post(&format!("/self-check-ins/{id}"), &accept).status, 303);
    assert!(rosa.get(&format!("/patients/{ana}")).body.contains("5550107788"));
    let over = format!("/self-check-ins/{id}/histories/allergies");
    assert!(page.contains(&over), "what she tells of her health is looked over line by line");
    let form = rosa.get(&over).body;
    assert!(form.contains("patient’s own words") && form.contains("value=\"Penicillin\""), "{form}");
    let nothing = rosa.post(&over, &[("what-0", "Penicillin")]);
    assert!(nothing.status == 422 && nothing.body.contains("Choose at least one line"), "{}", nothing.body);
    let line = [("take-0", "yes"), ("what-0", "Penicillin"), ("reaction-0", "rash"), ("status-0", "active")];
    assert_eq!(rosa.post(&over, &line).leads(), format!("/self-check-ins/{id}"));
    assert_eq!(rosa.post(&over, &line).status, 409, "it is decided");
    let mut tom = Browser::of(&practice, &practice.tom);
    let histories = tom.get(&format!("/patients/{ana}/histories")).body;
    assert!(histories.contains("Allergic: Penicillin") && histories.contains("Not yet reviewed by a clinician"));
    assert!(histories.contains("Told by the patient, accepted by Rosa Delgado"), "{histories}");
}

#[test]
fn a_kiosk_reaches_nothing_but_itself_and_clears() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    desk.booked(ana, practice.lin.staff, 14);
    let mut ines = Browser::of(&practice, &practice.ines);
    let registered = ines.post("/kiosks", &[("name", "Front door")]).body;
    let code: String =
        registered.split("kiosk-code").nth(1).expect("a code").chars().filter(char::is_ascii_digit).take(8).collect();
    // A tablet on which somebody of the staff is still signed in: as a kiosk it reaches none of it.
    let mut tablet = Browser::of(&practice, &practice.rosa);
    assert_eq!(tablet.post_unsealed("/kiosk/code", &[("code", "00000000")]).status, 422);
    assert_eq!(tablet.post_unsealed("/kiosk/code", &[("code", &code)]).status, 303);
    for other in ["/", "/patients", "/board", "/sign-in", "/kiosks", "/documents", "/no-such-page"] {
        assert_eq!(tablet.get(other).leads(), "/kiosk", "{other}");
    }
    assert!(tablet.get("/kiosk").body.contains("data-idle-seconds"), "it begins anew by itself");
    let nobody = tablet.post_unsealed("/kiosk", &[("family", "Ruiz"), ("born", "2/3/1991")]);
    assert!(nobody.body.contains("Please go to the front desk") && !nobody.body.contains("value=\"Ruiz\""));
    let found = tablet.post_unsealed("/kiosk", &[("family", "ruiz"), ("born", "2/3/1990")]);
    let details = found.leads().to_owned();
    assert!(tablet.get(&details).body.contains("Hello Ana"));
    tablet.get("/kiosk");
    assert_eq!(tablet.get(&details).status, 404, "the way back shows nothing");
    let again = tablet.post_unsealed("/kiosk", &[("family", "ruiz"), ("born", "02031990")]);
    let papers = again.leads().replace("/details", "/papers");
    assert!(tablet.get(&papers).body.contains("tell the desk that I am here"));
    assert!(tablet.post_unsealed(&papers, &[("here", "yes")]).body.contains("The desk knows that you are here"));
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert!(rosa.get("/board").body.contains("Ruiz"), "and so it is on the board");
}
