//! Forms in two languages: built side by side, signed in one of them, read as they were signed.

use crate::browser::{Answer, Browser};
use crate::front_desk::FrontDesk;
use office::PatientId;
use registry::people::{CorrectDemographics, Demographics, PersonCard};
use testkit::{Kind, Practice};

const DRAWN: &str = "[[[10,200,0],[200,40,120],[420,220,260]]]";

const ENGLISH: &[(&str, &str, &str)] = &[
    ("paragraph", "You may take my picture.", ""),
    ("choice", "For what?", "Teaching\nMy chart"),
    ("signature", "Signature", ""),
];
const SPANISH: &[(&str, &str)] =
    &[("Pueden tomarme una foto.", ""), ("¿Para qué?", "Para enseñar\nPara mi expediente"), ("Firma", "")];

/// What the builder sends: the Spanish of as many fields as are given.
fn draft<'a>(version: &'a str, title: &'a str, spanish: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("version", version), ("title", "Photo release"), ("spanish_title", title), ("press", "keep")];
    for (at, (kind, label, choices)) in ENGLISH.iter().enumerate() {
        let (spanish, spanish_choices) = spanish.get(at).copied().unwrap_or_default();
        all.extend([("kind", *kind), ("label", *label), ("need", "needed"), ("choices", *choices)]);
        all.extend([("spanish", spanish), ("spanish_choices", spanish_choices)]);
    }
    all
}

fn says(page: &Answer, words: &[&str]) {
    for word in words {
        assert!(page.body.contains(word), "“{word}” is missing: {}", page.body);
    }
}

fn spanish_speaker(practice: &Practice) -> PatientId {
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let known = practice.ask(&practice.rosa, PersonCard { patient: ana }).expect("the person");
    let to = Demographics { language: "es-MX".to_owned(), ..known.demographics };
    practice.perform(&practice.rosa, CorrectDemographics { patient: ana, version: known.version, to }).expect("kept");
    ana
}

/// A form in both languages, edition 2; the first was in English only.
fn built(practice: &Practice) -> String {
    let mut ines = Browser::of(practice, &practice.ines);
    let form = ines.post("/forms", &[("title", "Photo release")]).leads().to_owned();
    ines.post(&form, &draft("1", "", &[]));
    says(&ines.get(&form), &["In English only."]);
    let earlier = ("earlier", "hold");
    assert_eq!(ines.post(&format!("{form}/editions"), &[("version", "2"), earlier]).status, 303);
    says(&ines.get(&form), &["It is in English only."]);
    ines.post(&form, &draft("3", "Permiso", &SPANISH[..1]));
    let begun = ines.get(&form);
    says(
        &begun,
        &["begun and not whole", "href=\"#spanish-1\"", "href=\"#spanish_choices-1\"", "The words of field 3"],
    );
    assert!(!begun.body.contains("look=es"), "half of it is not looked at");
    let half = ines.post(&format!("{form}/editions"), &[("version", "4"), earlier]);
    assert_eq!(half.status, 422);
    says(&half, &["half of it is not published", "Pueden tomarme una foto."]);
    ines.post(&form, &draft("4", "Permiso para fotos", SPANISH));
    says(&ines.get(&form), &["all of it is written", "look=es"]);
    says(&ines.get(&format!("{form}?look=es")), &["<div class=\"sheet\" lang=\"es\">", "Para mi expediente", "Borrar"]);
    assert_eq!(ines.post(&format!("{form}/editions"), &[("version", "5"), earlier]).status, 303);
    says(&ines.get(&form), &["It is in English and Spanish.", "in English and Spanish"]);
    says(&ines.get("/forms"), &["English, Spanish"]);
    form.rsplit('/').next().expect("an id").to_owned()
}

#[test]
fn the_desk_shows_a_spanish_speaker_the_spanish_with_the_english_beside_it() {
    let practice = Practice::on(Kind::Sqlite);
    let (ana, form) = (spanish_speaker(&practice), built(&practice));
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let at = format!("/patients/{ana}/forms/{form}");
    let page = rosa.get(&at);
    says(
        &page,
        &[
            "lang=\"es\"",
            "Permiso para fotos",
            "Pueden tomarme una foto.",
            "¿Quién firma?",
            "name=\"read_in\" value=\"es\"",
        ],
    );
    says(&page, &["<p class=\"beside\" lang=\"en\">You may take my picture.</p>", "For what? – Teaching / My chart"]);
    let typed =
        [("edition", "2"), ("read_in", "es"), ("signer", "Ana R."), ("capacity", "patient"), ("answer-1", "My chart")];
    let mut switched = typed.to_vec();
    switched.push(("language", "en"));
    let english = rosa.post(&at, &switched);
    assert_eq!(english.status, 200);
    says(&english, &["name=\"read_in\" value=\"en\"", "Who signs?", "value=\"Ana R.\"", "value=\"My chart\" checked"]);
    assert!(!english.body.contains("class=\"beside\""), "{}", english.body);
    let blank = rosa.post(&at, &[("edition", "2"), ("read_in", "es"), ("signer", "Ana R."), ("signature", DRAWN)]);
    assert_eq!(blank.status, 422);
    says(&blank, &["Conteste “¿Para qué?”.", "Falta corregir algo"]);
    let mut all = typed.to_vec();
    all.push(("signature", DRAWN));
    assert_eq!(rosa.post(&at, &all).status, 303);
    let forms = rosa.get(&format!("/patients/{ana}/forms")).body;
    let signed = forms.split("/signed/").nth(1).and_then(|rest| rest.split('"').next()).expect("a signed form");
    let sheet = rosa.get(&format!("/patients/{ana}/signed/{signed}"));
    says(
        &sheet,
        &[
            "Read in",
            "Spanish",
            "Permiso para fotos",
            "Pueden tomarme una foto.",
            "Para mi expediente",
            "M10 200L200 40L420 220",
        ],
    );
    says(&sheet, &["<p class=\"beside\" lang=\"en\">You may take my picture.</p>", "For what? – My chart"]);
}

#[test]
fn at_self_check_in_the_form_is_read_and_signed_in_spanish() {
    let practice = Practice::on(Kind::Sqlite);
    let (ana, form) = (spanish_speaker(&practice), built(&practice));
    let appointment = FrontDesk::of(&practice).booked(ana, practice.lin.staff, 14);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let given = rosa.post(&format!("/appointments/{appointment}/link"), &[]).body;
    let link = given.split("/visit/").nth(1).and_then(|rest| rest.get(..40)).expect("a link").to_owned();
    let mut phone = Browser::new(&practice);
    phone.post(&format!("/visit/{link}"), &[("born", "2/3/1990")]);
    says(&phone.get(&format!("/visit/{link}/papers")), &["Permiso para fotos", "Leer y firmar"]);
    let at = format!("/visit/{link}/papers/{form}");
    let page = phone.get(&at);
    says(&page, &["<html lang=\"es\">", "Pueden tomarme una foto.", "value=\"Teaching\"", "Para enseñar", "Firmar"]);
    assert!(!page.body.contains("solo en inglés") && !page.body.contains("You may take my picture."));
    let unsigned =
        [("edition", "2"), ("read_in", "es"), ("signer", "Ana Ruiz"), ("answer-1", "Teaching"), ("signature", "")];
    let why = phone.post(&at, &unsigned);
    assert_eq!(why.status, 422);
    says(&why, &["Firme en el recuadro", "value=\"Teaching\" checked"]);
    let minor = [
        ("edition", "2"),
        ("read_in", "es"),
        ("signer", "Eva"),
        ("capacity", "parent"),
        ("answer-1", "Teaching"),
        ("signature", DRAWN),
    ];
    says(&phone.post(&at, &minor), &["El paciente ya es mayor de edad"]);
    let all =
        [("edition", "2"), ("read_in", "es"), ("signer", "Ana Ruiz"), ("answer-1", "Teaching"), ("signature", DRAWN)];
    assert_eq!(phone.post(&at, &all).leads(), format!("/visit/{link}/papers"));
    says(&phone.get(&format!("/visit/{link}/papers")), &["Firmado"]);
}

#[test]
fn a_form_in_english_only_says_so_to_whoever_reads_spanish() {
    let practice = Practice::on(Kind::Sqlite);
    let ana = spanish_speaker(&practice);
    let mut ines = Browser::of(&practice, &practice.ines);
    let form = ines.post("/forms", &[("title", "Photo release")]).leads().to_owned();
    ines.post(&form, &draft("1", "", &[]));
    ines.post(&format!("{form}/editions"), &[("version", "2"), ("earlier", "hold")]);
    let id = form.rsplit('/').next().expect("an id");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let page = rosa.get(&format!("/patients/{ana}/forms/{id}"));
    says(&page, &["this form is in English only", "You may take my picture."]);
    let appointment = FrontDesk::of(&practice).booked(ana, practice.lin.staff, 14);
    let given = rosa.post(&format!("/appointments/{appointment}/link"), &[]).body;
    let link = given.split("/visit/").nth(1).and_then(|rest| rest.get(..40)).expect("a link").to_owned();
    let mut phone = Browser::new(&practice);
    phone.post(&format!("/visit/{link}"), &[("born", "2/3/1990")]);
    let page = phone.get(&format!("/visit/{link}/papers/{id}"));
    says(
        &page,
        &["Este documento está solo en inglés", "<p class=\"sheet-words\" lang=\"en\">You may take my picture.</p>"],
    );
    says(&page, &["name=\"read_in\" value=\"en\"", "¿Quién firma?"]);
}
