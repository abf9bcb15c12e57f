//! The pages of forms: built by presses, published, signed on the screen, read afterwards.

use crate::browser::Browser;
use testkit::{Kind, Practice};

const DRAWN: &str = "[[[10,200,0],[200,40,120],[420,220,260]]]";

fn fields<'a>(version: &'a str, press: &'a str, labels: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("version", version), ("title", "Photo release"), ("press", press)];
    for (kind, label) in labels {
        all.extend([("kind", *kind), ("label", *label), ("need", "needed"), ("choices", "")]);
    }
    all
}

#[test]
fn a_form_is_built_published_signed_and_read() {
    let practice = Practice::on(Kind::Sqlite);
    let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    let mut ines = Browser::of(&practice, &practice.ines);
    let begun = ines.post("/forms", &[("title", "Photo release")]);
    let form = begun.leads().to_owned();
    assert_eq!(begun.status, 303, "{}", begun.body);
    ines.post(&form, &fields("1", "add paragraph", &[]));
    ines.post(&form, &fields("2", "add yes_no", &[("paragraph", "You may take my picture.")]));
    let two = [("paragraph", "You may take my picture."), ("yes_no", "For teaching?")];
    ines.post(&form, &fields("3", "add signature", &two));
    let page = ines.get(&form).body;
    assert!(page.contains("As patients see it") && page.contains("For teaching?") && page.contains("<canvas"));
    let published = ines.post(&format!("{form}/editions"), &[("version", "4"), ("earlier", "ask_again")]);
    assert_eq!(published.status, 303, "{}", published.body);
    let id = form.rsplit('/').next().expect("an id");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert!(rosa.get(&format!("/patients/{chidi}/forms")).body.contains("To sign"));
    let at = format!("/patients/{chidi}/forms/{id}");
    assert!(rosa.get(&at).body.contains("value=\"Chidi Anyanwu\""), "whoever signs is filled in");
    let blank = rosa.post(
        &at,
        &[("edition", "1"), ("read_in", "en"), ("capacity", "patient"), ("signer", "C. Anyanwu"), ("signature", DRAWN)],
    );
    assert_eq!(blank.status, 422);
    assert!(blank.body.contains("Answer “For teaching?”.") && blank.body.contains("value=\"C. Anyanwu\""));
    let all = [
        ("edition", "1"),
        ("read_in", "en"),
        ("capacity", "patient"),
        ("signer", "C. Anyanwu"),
        ("answer-1", "yes"),
        ("signature", ""),
    ];
    let unsigned = rosa.post(&at, &all);
    assert!(unsigned.status == 422 && unsigned.body.contains("Sign in the box"));
    let all = [
        ("edition", "1"),
        ("read_in", "en"),
        ("capacity", "patient"),
        ("signer", "C. Anyanwu"),
        ("answer-1", "yes"),
        ("signature", DRAWN),
    ];
    assert_eq!(rosa.post(&at, &all).status, 303);
    let forms = rosa.get(&format!("/patients/{chidi}/forms")).body;
    let signed = forms.split("/signed/").nth(1).and_then(|rest| rest.split('"').next()).expect("a signed form");
    let sheet = rosa.get(&format!("/patients/{chidi}/signed/{signed}")).body;
    assert!(sheet.contains("C. Anyanwu") && sheet.contains("M10 200L200 40L420 220") && sheet.contains("Yes"));
    assert_eq!(rosa.get("/forms").status, 403, "Rosa builds no forms");
    let at = format!("/patients/{chidi}/signed/{signed}/withdrawal");
    assert!(rosa.get(&at).body.contains("From which day on"));
    let blank = rosa.post(&at, &[("who", "C. Anyanwu"), ("on", "2026-11-16"), ("how", "spoken"), ("reason", "")]);
    assert_eq!(blank.status, 422);
    assert!(blank.body.contains("Write why") && blank.body.contains("value=\"C. Anyanwu\""));
    let all = [("who", "C. Anyanwu"), ("on", "2026-11-16"), ("how", "spoken"), ("reason", "he asked")];
    assert_eq!(rosa.post(&at, &all).leads(), format!("/patients/{chidi}/forms"));
    assert!(rosa.get(&format!("/patients/{chidi}/forms")).body.contains("Taken back"));
    let sheet = rosa.get(&format!("/patients/{chidi}/signed/{signed}")).body;
    assert!(sheet.contains("he asked") && sheet.contains("M10 200L200 40L420 220"), "what was signed stays");
}
