//! The pages of insurance on file: pictures of the card, and a case of injury in the chart.

use crate::browser::Browser;
use testkit::papers::{picture, png_bytes};
use testkit::{Kind, Practice};

#[test]
fn a_card_is_photographed_and_an_injury_at_work_becomes_a_case() {
    let practice = Practice::on(Kind::Sqlite);
    let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let card = [("payer", "Aetna"), ("member_number", "W1"), ("priority", "1"), ("relationship", "self")];
    rosa.post(&format!("/patients/{chidi}/coverages"), &card);
    let chart = rosa.get(&format!("/patients/{chidi}")).body;
    assert!(chart.contains("none yet") && chart.contains("No injury at work or in traffic"));
    let coverage =
        chart.split("/coverages/").find_map(|rest| rest.split_once("/card").filter(|(id, _)| id.len() == 32));
    let at = format!("/patients/{chidi}/coverages/{}/card", coverage.expect("a link to its pictures").0);
    let png = png_bytes();
    let wrong = rosa.post_files(&at, &[], &[("front", "card.svg", b"<svg/>")]);
    assert!(wrong.status == 422 && wrong.body.contains("Only PDF, JPEG and PNG"));
    let kept = rosa.post_files(&at, &[], &[("front", "a.png", &png), ("back", "b.png", &png)]);
    assert_eq!(kept.status, 303, "{}", kept.body);
    assert!(!rosa.get(&at).body.contains("multiple"), "one picture of each side");
    practice.pass_minutes(1);
    let (old, new) = (picture(1), picture(2));
    let twice = rosa.post_files(&at, &[], &[("back", "old.png", old.bytes()), ("back", "new.png", new.bytes())]);
    assert_eq!(twice.status, 303, "of two pictures of one side the last is kept: {}", twice.body);
    let front = rosa.get(&format!("{at}/front"));
    assert_eq!((front.status, front.header("content-type")), (200, "image/png"));
    assert_eq!(rosa.get(&format!("{at}/side")).status, 404);
    let case = [("cause", "work"), ("injured_on", "2026-11-02"), ("insurer", "State Fund")];
    let faulty = rosa.post(&format!("/patients/{chidi}/injury-cases"), &case);
    assert!(faulty.status == 422 && faulty.body.contains("Enter the employer") && faulty.body.contains("State Fund"));
    let full = [case.as_slice(), &[("employer", "Lakeside Boats")]].concat();
    assert_eq!(rosa.post(&format!("/patients/{chidi}/injury-cases"), &full).status, 303);
    let chart = rosa.get(&format!("/patients/{chidi}")).body;
    assert!(chart.contains("Injury at work") && chart.contains("Ask for the claim number and adjuster"));
    assert!(chart.contains("front and back"), "and the card says what pictures there are");
}
