//! Self check-in in Spanish: by the card or by the switch, with what was typed kept, and gone when the kiosk clears.

use crate::browser::{Answer, Browser};
use crate::front_desk::FrontDesk;
use front_office::scheduling::AppointmentId;
use office::PatientId;
use registry::people::{CorrectDemographics, Demographics, PersonCard};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use testkit::{Kind, Practice};

/// A link for Ana, whose card says this language.
fn link<'a>(practice: &'a Practice, language: &str) -> (Browser<'a>, String, PatientId) {
    let desk = FrontDesk::of(practice);
    let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
    let known = practice.ask(&practice.rosa, PersonCard { patient: ana }).expect("the person");
    let to = Demographics { language: language.to_owned(), ..known.demographics };
    practice.perform(&practice.rosa, CorrectDemographics { patient: ana, version: known.version, to }).expect("kept");
    let appointment: AppointmentId = desk.booked(ana, practice.lin.staff, 14);
    let mut rosa = Browser::of(practice, &practice.rosa);
    let given = rosa.post(&format!("/appointments/{appointment}/link"), &[]).body;
    let link = given.split("/visit/").nth(1).and_then(|rest| rest.get(..40)).expect("a link");
    (Browser::new(practice), format!("/visit/{link}"), ana)
}

/// A tablet that is a kiosk.
fn kiosk(practice: &Practice) -> Browser<'_> {
    let mut ines = Browser::of(practice, &practice.ines);
    let registered = ines.post("/kiosks", &[("name", "Front door")]).body;
    let code = registered.split("kiosk-code").nth(1).expect("a code");
    let code: String = code.chars().filter(char::is_ascii_digit).take(8).collect();
    let mut tablet = Browser::new(practice);
    assert_eq!(tablet.post_unsealed("/kiosk/code", &[("code", &code)]).status, 303);
    tablet
}

fn says(page: &Answer, words: &[&str]) {
    for word in words {
        assert!(page.body.contains(word), "“{word}” is missing: {}", page.body);
    }
}

/// What a patient reads of a page: its text, without what is hidden in attributes.
fn read(page: &Answer) -> String {
    let mut text = String::new();
    let mut inside = true;
    for c in page.body.chars() {
        match c {
            '<' => inside = false,
            '>' => {
                inside = true;
                text.push('\n');
            }
            c if inside => text.push(c),
            _ => {}
        }
    }
    text
}

/// English words that stand on nearly every page of self check-in; none may be left on a Spanish one.
fn nothing_in_english(page: &Answer) {
    let text = read(page);
    for english in
        ["your", "Your", "the ", "The ", "Please", "please", "(optional)", "Problem", "Enter ", "Send", "Sign"]
    {
        assert!(!text.contains(english), "“{english}” is left: {text}");
    }
    assert!(page.body.contains("<html lang=\"es\">"), "{}", page.body);
}

#[test]
fn by_link_every_page_is_in_the_language_of_the_card() {
    let practice = Practice::on(Kind::Sqlite);
    let (mut phone, link, ana) = link(&practice, "es-MX");
    let door = phone.get(&link);
    says(&door, &["Su fecha de nacimiento", "Antes de su cita", "por ejemplo 3/27/1984"]);
    nothing_in_english(&door);
    let wrong = phone.post(&link, &[("born", "2/3/1991")]);
    says(&wrong, &["Puede intentarlo 4 veces más", "Falta corregir algo", "Corrija esto: "]);
    let two = phone.post(&link, &[("born", "3/2/90")]);
    says(&two, &["Escriba el año con cuatro números"]);
    nothing_in_english(&two);
    assert_eq!(phone.post(&link, &[("born", "3 de febrero de 1990")]).leads(), format!("{link}/details"));
    let details = phone.get(&format!("{link}/details"));
    says(&details, &["Hola, Ana.", "Cómo comunicarnos con usted", "Medicinas que toma", "De mi mamá o de mi papá"]);
    nothing_in_english(&details);
    let short =
        [("mobile", "555"), ("email", "ana"), ("payer", "Aetna"), ("whose", "child"), ("allergies", "Penicilina")];
    let short = phone.post(&format!("{link}/details"), &short);
    assert_eq!(short.status, 422);
    says(&short, &["con el código de área", "Escriba el correo completo", "como aparece en la tarjeta", "Penicilina"]);
    nothing_in_english(&short);
    let long = "a".repeat(2_001);
    let long = phone.post(&format!("{link}/details"), &[("medicines", &long)]);
    assert!(long.status == 422 && long.body.contains("menos de 2,000 letras"));
    let full = [("mobile", "5550107788"), ("allergies", "Penicilina")];
    assert_eq!(phone.post(&format!("{link}/details"), &full).leads(), format!("{link}/card"));
    let card = phone.get(&format!("{link}/card"));
    says(&card, &["Frente de la tarjeta", "Saltar este paso", "data-say-remove=\"Quitar\""]);
    nothing_in_english(&card);
    let refused = phone.post_files(&format!("{link}/card"), &[], &[("front", "card.heic", b"no picture".as_slice())]);
    assert!(refused.status == 422 && refused.body.contains("No podemos leer este archivo"), "{}", refused.body);
    let none = phone.post_files(&format!("{link}/card"), &[], &[]);
    assert!(none.status == 422 && none.body.contains("Tome una foto de cada lado"));
    let papers = phone.get(&format!("{link}/papers"));
    says(&papers, &["No hay nada que firmar", "Enviar: ya estoy en la sala de espera"]);
    nothing_in_english(&papers);
    let sent = phone.post(&format!("{link}/papers"), &[("here", "no")]);
    says(&sent, &["Gracias", "por favor avise en la recepción"]);
    nothing_in_english(&sent);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let list = rosa.get("/self-check-ins").body;
    let id = list.split("/self-check-ins/").nth(1).and_then(|rest| rest.get(..32)).expect("a line").to_owned();
    let review = rosa.get(&format!("/self-check-ins/{id}"));
    says(&review, &["in Spanish", "Allergies", "Penicilina", "<html lang=\"en\""]);
    assert!(rosa.get(&format!("/patients/{ana}")).status == 200);
}

#[test]
fn the_switch_keeps_what_was_typed_and_holds_for_this_check_in() {
    let practice = Practice::on(Kind::Sqlite);
    let (mut phone, link, _) = link(&practice, "en");
    says(&phone.get(&link), &["Your date of birth", "lang=\"es\">Español</button>"]);
    let door = phone.post(&link, &[("born", "2/3/19"), ("language", "es")]);
    assert_eq!(door.status, 200, "nothing was asked of the record");
    says(&door, &["Su fecha de nacimiento", "value=\"2/3/19\"", "lang=\"en\">English</button>"]);
    nothing_in_english(&door);
    phone.post(&link, &[("born", "2/3/1990")]);
    says(&phone.get(&format!("{link}/details")), &["¿Sus datos siguen igual?"]);
    let typed = [("mobile", "555"), ("whose", "spouse"), ("allergies", "Peanuts"), ("language", "en")];
    let back = phone.post(&format!("{link}/details"), &typed);
    assert_eq!(back.status, 200, "a switch looks for no faults");
    says(&back, &["Is this still right?", "Peanuts", "value=\"555\"", "value=\"spouse\" checked"]);
    let picture = testkit::papers::png_bytes();
    let front = ("front", "card.png", picture.as_slice());
    let kept = phone.post_files(&format!("{link}/card"), &[("language", "es")], &[front]);
    assert_eq!(kept.status, 200);
    says(&kept, &["Ya tenemos la foto del frente", "Continuar"]);
    assert_eq!(phone.post(&format!("{link}/papers"), &[("language", "en")]).leads(), format!("{link}/papers"));
    says(&phone.get(&format!("{link}/papers")), &["Papers to sign"]);
    assert!(phone.get(&link).leads().ends_with("/details"), "nothing was sent by a switch");
}

#[test]
fn a_kiosk_in_spanish_goes_back_to_english_when_it_clears() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    desk.booked(practice.patient("Ana", "Ruiz", "1990-02-03"), practice.lin.staff, 14);
    let mut tablet = kiosk(&practice);
    let first = tablet.post_unsealed("/kiosk", &[("family", "Ruiz"), ("language", "es")]);
    assert_eq!(first.status, 200);
    says(&first, &["Bienvenidos. Registre aquí su llegada.", "value=\"Ruiz\"", "name=\"spoken\" value=\"es\""]);
    nothing_in_english(&first);
    let blank = tablet.post_unsealed("/kiosk", &[("spoken", "es")]);
    says(&blank, &["Escriba su apellido.", "Escriba la fecha de nacimiento"]);
    nothing_in_english(&blank);
    let nobody = tablet.post_unsealed("/kiosk", &[("family", "Ruiz"), ("born", "2/3/1991"), ("spoken", "es")]);
    says(&nobody, &["Aquí no podemos registrar su llegada", "name=\"spoken\" value=\"es\""]);
    nothing_in_english(&nobody);
    let found = tablet.post_unsealed("/kiosk", &[("family", "Ruiz"), ("born", "2/3/1990"), ("spoken", "es")]);
    let details = found.leads().to_owned();
    let page = tablet.get(&details);
    says(&page, &["Hola, Ana.", "Salir y borrar todo lo que hay en esta pantalla"]);
    nothing_in_english(&page);
    says(&tablet.get("/kiosk"), &["Welcome. Check in here.", "<html lang=\"en\">"]);
    let gone = tablet.get(&details);
    assert_eq!(gone.status, 404);
    says(&gone, &["This link is not open any more", "Este enlace ya no está abierto", "Empezar de nuevo"]);
    assert!(gone.body.contains("data-idle-seconds"), "and the screen begins anew by itself");
    let again = tablet.post_unsealed("/kiosk", &[("family", "Ruiz"), ("born", "2/3/1990")]);
    says(&tablet.get(again.leads()), &["Hello Ana."]);
    let papers = again.leads().replace("/details", "/papers");
    tablet.post_unsealed(&papers, &[("language", "es")]);
    let sent = tablet.post_unsealed(&papers, &[("here", "yes")]);
    says(&sent, &["ya saben que usted llegó"]);
    nothing_in_english(&sent);
}

#[test]
fn what_went_wrong_is_told_in_the_language_of_the_sitting() {
    let practice = Practice::on(Kind::Sqlite);
    let (mut phone, link, _) = link(&practice, "es");
    phone.post(&link, &[("born", "2/3/1990")]);
    let nothing = phone.get(&format!("{link}/papers/{}", "0".repeat(32)));
    assert_eq!(nothing.status, 404);
    says(&nothing, &["No se encontró"]);
    nothing_in_english(&nothing);
    let unknown = phone.get(&format!("/visit/{}", "0".repeat(40)));
    says(
        &unknown,
        &["<html lang=\"en\">", "This link is not open any more", "<div lang=\"es\">", "Este enlace ya no está"],
    );
}

/// Codes of problems in the sources that a patient's page may run into.
fn codes(files: &[&str]) -> BTreeSet<String> {
    let house = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(house.join(Path::new(file))).expect("source is text");
        let text = text.split("#[cfg(test)]").next().expect("a first part").to_owned();
        for kind in ["invalid", "refused", "not_found", "conflict", "busy"] {
            let calls = text.split(&format!("Problem::{kind}(")).skip(1).map(str::to_owned).collect::<Vec<_>>();
            all.extend(
                calls
                    .iter()
                    .filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)),
            );
        }
    }
    all
}

#[test]
fn every_problem_that_a_patient_may_meet_has_its_words() {
    let met = codes(&[
        "departments/front_office/src/self_check_in/enter.rs",
        "departments/front_office/src/self_check_in/speak.rs",
        "departments/front_office/src/forms/sign.rs",
        "departments/front_office/src/forms/strokes.rs",
        "departments/front_office/src/forms/of_patient.rs",
        "departments/front_office/src/patient_flow/arrive.rs",
        "foundation/registry/src/people/merging/standing.rs",
        "foundation/office/src/engine/pool.rs",
        "foundation/office/src/engine/mod.rs",
        "standards/papers/src/lib.rs",
        "standards/papers/src/sniff.rs",
        "standards/papers/src/image.rs",
        "standards/papers/src/pdf.rs",
        "interfaces/web/src/answer.rs",
        "interfaces/web/src/sealed.rs",
        "interfaces/web/src/forgery.rs",
        "interfaces/web/src/documents/read_files.rs",
    ]);
    assert!(met.len() > 20, "the sources have problems: {met:?}");
    let told =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/patient_words/problems.rs")).expect("text");
    // What does not happen on their pages, or has no sentence but the general one.
    let never = ["not_merged", "wrong_method"];
    let missing: Vec<&String> =
        met.iter().filter(|code| !never.contains(&code.as_str()) && !told.contains(&format!("\"{code}\""))).collect();
    assert!(missing.is_empty(), "say these in src/patient_words/problems.rs, in both languages: {missing:?}");
}
