//! Charts of one person: suggested, looked at side by side, merged, found by the old name, and separated again.

use crate::browser::Browser;
use office::PatientId;
use registry::people::duplicates::{NoteDuplicates, ScanForDuplicates};
use testkit::{Kind, Practice};

/// Ana under two spellings with one birthday; and her twin, who is somebody else.
fn cast(practice: &Practice) -> [PatientId; 3] {
    let people = ["Ana", "Anna", "Bea"].map(|given| practice.patient(given, "Quillfeather", "1984-03-12"));
    let found = practice.ask(&practice.ines, ScanForDuplicates).expect("a look").0;
    assert_eq!(found.len(), 1, "the twin is not suggested: {found:?}");
    let noted = practice.perform(&practice.ines, NoteDuplicates { pairs: found.clone() }).expect("noted");
    let again = practice.perform(&practice.ines, NoteDuplicates { pairs: found }).expect("noted");
    assert_eq!((noted, again), (1, 0));
    people
}

fn pair<'a>(one: &'a str, other: &'a str, decision: &'a str) -> [(&'a str, &'a str); 3] {
    [("one", one), ("other", other), ("decision", decision)]
}

#[test]
fn a_pair_is_merged_leads_on_and_is_separated_again() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let [ana, anna, bea] = cast(&practice);
        let (ana, anna) = (ana.to_string(), anna.to_string());
        let mut rosa = Browser::of(&practice, &practice.rosa);
        let list = rosa.get("/patients/duplicates").body;
        for word in
            ["Quillfeather, Ana", "Quillfeather, Anna", "Same birthday", "Same family name", "Not the same person"]
        {
            assert!(list.contains(word), "{word}: {list}");
        }
        assert!(!list.contains(&bea.to_string()));
        let later = rosa.post("/patients/duplicates", &pair(&ana, &anna, "later"));
        assert_eq!(later.leads(), "/patients/duplicates");
        assert!(rosa.get("/patients/duplicates").body.contains("Put off before"));

        let merged = rosa.post("/patients/duplicates", &pair(&ana, &anna, "keep_other"));
        assert_eq!(merged.leads(), format!("/patients/{anna}"));
        assert_eq!(
            rosa.get(&format!("/patients/{ana}")).leads(),
            format!("/patients/{anna}"),
            "the old chart leads on"
        );
        assert!(rosa.get("/patients/duplicates").body.contains("No two charts look like one person"));
        let chart = rosa.get(&format!("/patients/{anna}")).body;
        assert!(chart.contains("Merged into this chart") && chart.contains("Quillfeather, Ana"));
        let merge = chart.split("name=\"merge\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let merge = merge.expect("the way to separate them").to_owned();
        let parted = rosa.post(&format!("/patients/{anna}/part"), &[("merge", &merge)]);
        assert_eq!(parted.leads(), format!("/patients/{ana}"));
        assert!(rosa.get(&format!("/patients/{ana}")).body.contains("Quillfeather, Ana"));
        assert!(rosa.get("/patients/duplicates").body.contains("No two charts look like one person"), "it was decided");
    }
}

#[test]
fn two_people_stay_two_and_are_not_suggested_again() {
    let practice = Practice::on(Kind::Sqlite);
    let [ana, anna, _] = cast(&practice);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let (ana, anna) = (ana.to_string(), anna.to_string());
    rosa.post("/patients/duplicates", &pair(&ana, &anna, "apart"));
    let found = practice.ask(&practice.ines, ScanForDuplicates).expect("a look").0;
    practice.perform(&practice.ines, NoteDuplicates { pairs: found }).expect("noted");
    assert!(rosa.get("/patients/duplicates").body.contains("No two charts look like one person"));
    assert_eq!(rosa.get(&format!("/patients/{ana}")).status, 200);
}

#[test]
fn a_slip_in_the_birthday_does_not_hide_somebody_on_file_from_the_desk() {
    let practice = Practice::on(Kind::Sqlite);
    let [_, _, _] = cast(&practice);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let form = [
        ("given", "Bea"),
        ("family", "Quillfeather"),
        ("birth_day", "3/21/1984"),
        ("sex", "female"),
        ("language", "en"),
    ];
    let warned = rosa.post("/patients", &form);
    assert!(warned.body.contains("like this"), "{}", warned.body);
    let other = [
        ("given", "Xaver"),
        ("family", "Quillfeather"),
        ("birth_day", "5/2/1951"),
        ("sex", "male"),
        ("language", "en"),
    ];
    assert_eq!(rosa.post("/patients", &other).status, 303, "another of the family is registered at once");
}
