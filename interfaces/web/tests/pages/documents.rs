//! The pages of documents: taken in with several files at once, shown safely, matched, reviewed.

use crate::browser::Browser;
use testkit::papers::{pdf_bytes, png_bytes};
use testkit::{Kind, Practice};

const LETTER: &[&str] = &["Shoreline Cardiology", "Patient: Chidi Anyanwu, DOB 03/12/1984"];

fn practice() -> Practice {
    Practice::on(Kind::Sqlite)
}

fn id_of(leads: &str) -> String {
    leads.rsplit('/').next().expect("an id").to_owned()
}

#[test]
fn a_letter_goes_from_the_scanner_to_the_chart_and_to_its_reviewer() {
    let practice = practice();
    let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let form = rosa.get("/documents/new").body;
    assert!(form.contains("multiple") && form.contains("capture=\"environment\""), "several files, and the camera");
    let pdf = pdf_bytes(LETTER, "");
    let sent = rosa.post_files("/documents", &[("together", "each")], &[("files", "letter.pdf", &pdf)]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let document = id_of(sent.leads());
    let page = rosa.get(&format!("/documents/{document}")).body;
    assert!(page.contains("Full name and date of birth stand in it"), "{page}");
    assert!(page.contains("<iframe"), "the PDF is in the page");
    let chosen = rosa.get(&format!("/documents/{document}?patient={chidi}")).body;
    assert!(chosen.contains("Compare it with the banner") && chosen.contains("Anyanwu, Chidi"));
    let (patient, okafor) = (chidi.to_string(), practice.okafor.staff.to_string());
    let fields = [
        ("version", "1"),
        ("patient", patient.as_str()),
        ("category", "letter"),
        ("title", "Cardiology"),
        ("reviewer", okafor.as_str()),
    ];
    let filed = rosa.post(&format!("/documents/{document}"), &fields);
    assert_eq!((filed.status, filed.leads()), (303, "/documents"));
    assert!(rosa.get(&format!("/patients/{chidi}/documents")).body.contains("Cardiology"));
    let mut okafor = Browser::of(&practice, &practice.okafor);
    assert!(okafor.get("/documents").body.contains("Cardiology"), "his own tray opens when nothing is to be matched");
    let review = [("version", "2"), ("remark", "Repeat in a year")];
    assert_eq!(okafor.post(&format!("/documents/{document}/review"), &review).status, 303);
    assert!(rosa.get(&format!("/documents/{document}")).body.contains("Repeat in a year"));
    let found = rosa.post("/documents/search", &[("q", "shoreline")]).body;
    assert!(found.contains("Cardiology"), "found by its words");
    assert!(rosa.post("/documents/search", &[("q", "liver")]).body.contains("Pictures of paper have none"));
}

#[test]
fn what_can_be_kept_is_kept_and_what_is_refused_says_what_to_do() {
    let practice = practice();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let png = png_bytes();
    let files: &[(&str, &str, &[u8])] = &[("files", "page.png", &png), ("files", "scan.tif", b"II*\0nothing")];
    let each = rosa.post_files("/documents", &[("together", "each"), ("title", "Two")], files);
    assert_eq!(each.status, 422);
    assert!(each.body.contains("1 taken in") && each.body.contains("Set the scanner to PDF"), "{}", each.body);
    assert!(each.body.contains("scan.tif") && each.body.contains("value=\"Two\""), "the name, and what was typed");
    let before = rosa.get("/documents").body.matches("href=\"/documents/0").count();
    let one = rosa.post_files("/documents", &[("together", "one")], files);
    assert_eq!(one.status, 422, "a document with a page missing is not taken in");
    assert_eq!(rosa.get("/documents").body.matches("href=\"/documents/0").count(), before);
    let nothing = rosa.post("/documents", &[("together", "each")]);
    assert!(nothing.status == 422 && nothing.body.contains("Choose the file"));
}

#[test]
fn several_documents_sent_twice_by_a_double_click_are_taken_in_once() {
    let practice = practice();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let (one, other) = (pdf_bytes(LETTER, ""), pdf_bytes(&["Harbor Imaging"], ""));
    let files: &[(&str, &str, &[u8])] = &[("files", "a.pdf", &one), ("files", "b.pdf", &other)];
    let fields = [("together", "each"), ("request_id", "0000000000000000000000000000000a")];
    for click in ["first", "second"] {
        let sent = rosa.post_files("/documents", &fields, files);
        assert_eq!((sent.status, sent.leads()), (303, "/documents"), "{click}: {}", sent.body);
    }
    let page = rosa.get("/documents").body;
    assert_eq!((page.matches("a.pdf").count(), page.matches("b.pdf").count()), (1, 1), "{page}");
}

#[test]
fn a_file_may_show_itself_and_nothing_else() {
    let practice = practice();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let quiet = pdf_bytes(LETTER, "");
    let sent = rosa.post_files("/documents", &[], &[("files", "a.pdf", &quiet)]);
    let still = rosa.get(&format!("/documents/{}/files/1", id_of(sent.leads())));
    assert_eq!((still.header("content-type"), still.header("x-content-type-options")), ("application/pdf", "nosniff"));
    let policy = still.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'none'"), "{policy}");
    assert_eq!((still.header("x-frame-options"), still.header("cache-control")), ("SAMEORIGIN", "no-store"));
    let script = pdf_bytes(LETTER, "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>");
    let sent = rosa.post_files("/documents", &[], &[("files", "b.pdf", &script)]);
    let document = id_of(sent.leads());
    let page = rosa.get(&format!("/documents/{document}")).body;
    assert!(page.contains("carries a program") && !page.contains("<iframe"));
    let active = rosa.get(&format!("/documents/{document}/files/1"));
    assert_eq!(active.header("content-type"), "application/octet-stream");
    assert!(active.header("content-disposition").starts_with("attachment"));
    let html = rosa.post_files("/documents", &[], &[("files", "x.pdf", b"<html><script>alert(1)</script>")]);
    assert!(html.status == 422 && html.body.contains("Only PDF, JPEG and PNG"));
}
