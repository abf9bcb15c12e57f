//! The histories of a chart on their page: reviewed by a press, entered in a dialog, and shown as far as the role allows.

use crate::browser::Browser;
use office::PatientId;
use testkit::{Kind, Practice};

fn at(patient: PatientId, rest: &str) -> String {
    format!("/patients/{patient}/histories{rest}")
}

/// The hidden field of a page that says when it was made.
fn as_of(page: &str) -> String {
    let rest = page.split("name=\"as_of\" value=\"").nth(1).expect("the field");
    rest.split('"').next().expect("its value").to_owned()
}

/// The address of the first entry of a section.
fn first_entry(page: &str, patient: PatientId, section: &str) -> String {
    let begins = at(patient, &format!("/{section}/"));
    let found = page.match_indices(&begins).map(|(at, _)| &page[at + begins.len()..]);
    let mut ids = found.filter_map(|rest| rest.get(..32)).filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    format!("{begins}{}", ids.next().expect("an entry"))
}

#[test]
fn an_allergy_is_entered_corrected_and_stands_in_the_banner() {
    let practice = Practice::on(Kind::Sqlite);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let mut tom = Browser::of(&practice, &practice.tom);
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("Never reviewed") && page.contains("Nobody has gone through these histories yet"));
    assert!(page.contains("Allergies not asked") && page.contains("No known allergies"));
    let none = tom.post(&at(ana, "/none"), &[("section", "allergies"), ("says", "none_known")]);
    assert_eq!(none.leads(), at(ana, ""));
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("stated by") && !page.contains("Allergies not asked"), "{page}");

    let faulty = tom.post(&at(ana, "/allergies"), &[("reaction", "hives"), ("status", "active")]);
    assert!(faulty.status == 422 && faulty.body.contains("Enter the substance") && faulty.body.contains("hives"));
    practice.pass_minutes(1);
    let latex = [
        ("what", "Latex"),
        ("reaction", "hives"),
        ("criticality", "high"),
        ("status", "active"),
        ("verification", "confirmed"),
        ("since", "5/2019"),
    ];
    assert_eq!(tom.post(&at(ana, "/allergies"), &latex).leads(), at(ana, ""));
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("Allergic: Latex") && page.contains("High risk") && page.contains("Entered by Tom Becker"));
    let refused = tom.post(&at(ana, "/none"), &[("section", "allergies"), ("says", "none_known")]);
    assert!(refused.status == 409 && refused.body.contains("before you say that there is none"));

    let entry = first_entry(&page, ana, "allergies");
    let dialog = tom.get(&entry).body;
    assert!(dialog.contains("value=\"2019-05\"") && dialog.contains("Entered in error"), "{dialog}");
    let mild = [latex.as_slice(), &[("severity", "mild"), ("version", "1")]].concat();
    assert_eq!(tom.post(&entry, &mild).leads(), at(ana, ""));
    let late = tom.post(&entry, &[latex.as_slice(), &[("severity", "severe"), ("version", "1")]].concat());
    assert!(late.status == 422 && late.body.contains("Somebody else changed this entry"), "{}", late.body);
    assert!(tom.get(&entry).body.contains("Severity: empty → Mild"), "what was done to it");
    let unsaid = tom.post(&format!("{entry}/error"), &[("version", "2")]);
    assert!(unsaid.status == 422 && unsaid.body.contains("what was wrong"), "{}", unsaid.body);
    let wrong = tom.post(&format!("{entry}/error"), &[("version", "2"), ("reason", "her sister")]);
    assert_eq!(wrong.leads(), at(ana, ""));
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("1 entered in error") && page.contains("In error: her sister"));
    assert!(!page.contains("Allergic:"));
}

#[test]
fn a_press_reviews_one_section_or_all_and_says_by_whom() {
    let practice = Practice::on(Kind::Sqlite);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let mut okafor = Browser::of(&practice, &practice.okafor);
    let page = okafor.get(&at(ana, "")).body;
    assert!(page.contains("data-key=\"1\"") && page.contains("data-key=\"r\""), "each press has its key");
    let seen = as_of(&page);
    let all = [("section", "all"), ("as_of", seen.as_str())];
    assert_eq!(okafor.post(&at(ana, "/review"), &all).leads(), at(ana, ""));
    let page = okafor.get(&at(ana, "")).body;
    assert_eq!(page.matches("Last reviewed by").count(), 8);
    assert!(page.contains("Chinedu Okafor, MD, physician, on 11/16/2026"), "{page}");
    practice.pass_minutes(5);
    let mut tom = Browser::of(&practice, &practice.tom);
    tom.post(&at(ana, "/medications"), &[("what", "Lisinopril 10 mg"), ("status", "active")]);
    let page = okafor.get(&at(ana, "")).body;
    assert!(page.contains("One entry is new since the last review") && page.contains(">1 new<"), "{page}");
    let face = okafor.get(&format!("/patients/{ana}")).body;
    assert!(face.contains("Go through them") && face.contains("Lisinopril 10 mg") && face.contains("1 new"));
    let seen = as_of(&page);
    let one = [("section", "medications"), ("as_of", seen.as_str())];
    assert_eq!(okafor.post(&at(ana, "/review"), &one).leads(), at(ana, ""));
    assert!(okafor.get(&at(ana, "")).body.contains("Nothing is new since the last review"));
    let broken = okafor.post(&at(ana, "/review"), &[("section", "all")]);
    assert_eq!(broken.status, 422, "a page that does not say what it showed reviews nothing");
}

#[test]
fn each_role_sees_the_presses_that_it_may_press() {
    let practice = Practice::on(Kind::Sqlite);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let add = |section: &str| at(ana, &format!("/{section}/new"));
    let tom = Browser::of(&practice, &practice.tom).get(&at(ana, "")).body;
    assert!(tom.contains(&add("allergies")) && !tom.contains(&add("problems")));
    let mut lin = Browser::of(&practice, &practice.lin);
    assert!(lin.get(&at(ana, "")).body.contains(&add("problems")));
    let asthma = [("what", "Asthma"), ("status", "active"), ("verification", "confirmed")];
    assert_eq!(lin.post(&at(ana, "/problems"), &asthma).leads(), at(ana, ""));
    let mut tom = Browser::of(&practice, &practice.tom);
    assert_eq!(tom.post(&at(ana, "/problems"), &asthma).status, 403);
    let mei = Browser::of(&practice, &practice.mei).get(&at(ana, "")).body;
    assert!(mei.contains("Asthma") && !mei.contains(&add("allergies")) && !mei.contains("data-key=\"r\""));
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert_eq!(rosa.get(&at(ana, "")).status, 403);
    assert!(!rosa.get(&format!("/patients/{ana}")).body.contains("/histories"), "nor is she led there");
}

#[test]
fn how_somebody_lives_is_asked_topic_by_topic() {
    let practice = Practice::on(Kind::Sqlite);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let mut tom = Browser::of(&practice, &practice.tom);
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("Not asked yet:") && page.contains("social/new?topic=tobacco"));
    let form = tom.get(&at(ana, "/social/new?topic=tobacco")).body;
    assert!(form.contains("449868002") && form.contains("Smokes every day"));
    assert!(tom.get(&at(ana, "/social/new")).body.contains("What is it about?"));
    let smokes = [("topic", "tobacco"), ("what", "449868002"), ("amount", "10 cigarettes a day")];
    assert_eq!(tom.post(&at(ana, "/social"), &smokes).leads(), at(ana, ""));
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("Tobacco: Smokes every day") && page.contains("10 cigarettes a day"));
    assert!(!page.contains("social/new?topic=tobacco\""), "it is asked");
    let mother = [("relation", "MTH"), ("what", "Diabetes"), ("age_at_onset", "50"), ("deceased", "yes")];
    assert_eq!(tom.post(&at(ana, "/family"), &mother).leads(), at(ana, ""));
    let page = tom.get(&at(ana, "")).body;
    assert!(page.contains("Mother: Diabetes") && page.contains("began at 50"));
}
