//! Documents: taken in once, matched, filed, reviewed; originals never change.

use front_office::documents::{
    Category, DocumentId, DocumentSheet, DocumentSource, DocumentState, DocumentsOf, FileDocument, Inbox, OneDocument,
    PageBytes, ReviewDocument, SearchDocuments, SetAside, SuggestPatients, TakeInDocument, Tray, TraysOf,
};
use kernel::{Kind, Phi};
use office::PatientId;
use registry::practice::StaffId;
use testkit::Practice;
use testkit::papers::{Paper, pdf, pdf_bytes, picture, png, read};

const LETTER: &[&str] =
    &["Shoreline Cardiology", "Re: Chidi Anyanwu, date of birth March 12, 1984", "Echocardiogram normal."];

fn scan(papers: Vec<Paper>) -> TakeInDocument {
    TakeInDocument {
        patient: None,
        category: Category::Other,
        title: Phi::default(),
        file_name: "scan-0001.pdf".into(),
        source: DocumentSource::Upload,
        dated_on: None,
        reviewer: None,
        papers,
    }
}

fn sheet(practice: &Practice, document: DocumentId) -> DocumentSheet {
    practice.ask(&practice.rosa, OneDocument { document }).expect("the document")
}

fn filed(document: DocumentId, version: i64, patient: PatientId, reviewer: Option<StaffId>) -> FileDocument {
    FileDocument {
        document,
        version,
        patient,
        category: Category::Letter,
        title: "Cardiology".into(),
        dated_on: Some("2026-11-10".parse().expect("a day")),
        reviewer,
    }
}

/// A letter about Chidi that nobody has matched.
pub fn letter(practice: &Practice) -> DocumentId {
    practice.perform(&practice.rosa, scan(vec![pdf(LETTER)])).expect("taken in")
}

/// A document of his that waits for Dr. Okafor.
pub fn file_for_okafor(practice: &Practice, document: DocumentId, patient: PatientId) {
    let file = filed(document, 1, patient, Some(practice.okafor.staff));
    practice.perform(&practice.rosa, file).expect("filed");
}

/// Every list of documents, for the test of query plans.
pub fn look_at_all(practice: &Practice, patient: PatientId) {
    let rosa = &practice.rosa;
    let document = practice.perform(rosa, scan(vec![pdf(LETTER)])).expect("taken in");
    practice.perform(rosa, scan(vec![pdf(LETTER)])).expect("taken in twice");
    for tray in Tray::ALL {
        practice.ask(rosa, Inbox { tray: *tray }).expect("a tray");
    }
    practice.ask(rosa, TraysOf).expect("the counts");
    practice.ask(rosa, SuggestPatients { document }).expect("suggestions");
    practice.ask(rosa, OneDocument { document }).expect("the document");
    practice.ask(rosa, PageBytes { document, position: 1 }).expect("its file");
    practice.ask(rosa, DocumentsOf { patient }).expect("theirs");
    for patient in [None, Some(patient)] {
        let search = SearchDocuments { typed: "echo cardiology".into(), patient };
        practice.ask(rosa, search).expect("the search");
    }
}

/// A long letter is found by what stands at its beginning, whatever letters its words begin with.
#[test]
fn a_long_letter_is_found_by_its_first_words() {
    Practice::each(|practice| {
        let numbers: Vec<String> = (0..60).map(|row| (0..50).map(|at| format!("a{row}x{at} ")).collect()).collect();
        let mut lines = vec!["Zebra Zoster clinic"];
        lines.extend(numbers.iter().map(String::as_str));
        practice.perform(&practice.rosa, scan(vec![pdf(&lines)])).expect("taken in");
        let find = |typed: &str| {
            let search = SearchDocuments { typed: typed.into(), patient: None };
            practice.ask(&practice.rosa, search).expect("the search").len()
        };
        assert_eq!((find("zoster zebra"), find("a0x1"), find("a59x49")), (1, 1, 0), "two thousand words, from the top");
    });
}

#[test]
fn a_letter_is_matched_by_its_words_filed_and_reviewed_by_whom_it_is_for() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let _other = practice.patient("Ngozi", "Bello", "1984-03-12");
        let (rosa, okafor) = (&practice.rosa, &practice.okafor);
        let document = practice.perform(rosa, scan(vec![pdf(LETTER)])).expect("taken in");
        assert_eq!(practice.ask(rosa, TraysOf).expect("the counts").0.to_match.count, 1);
        let suggested = practice.ask(rosa, SuggestPatients { document }).expect("suggestions");
        assert_eq!(suggested.len(), 1, "a birthday alone is no reason");
        assert_eq!((suggested[0].person.id, suggested[0].because), (chidi, "Full name and date of birth stand in it"));
        practice.perform(rosa, filed(document, 1, chidi, Some(okafor.staff))).expect("filed");
        assert!(practice.ask(rosa, Inbox { tray: Tray::ToMatch }).expect("a tray").is_empty());
        let mine = practice.ask(okafor, Inbox { tray: Tray::Mine }).expect("a tray");
        assert_eq!((mine.len(), mine[0].reviewer_name.as_str()), (1, "Dr. Okafor"));
        assert_eq!(practice.ask(okafor, TraysOf).expect("the counts").0.mine.count, 1);
        let review = || ReviewDocument { document, version: 2, remark: "Repeat in a year".into() };
        let why = practice.perform(&practice.lin, review()).expect_err("it is not hers");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "not_the_reviewer"));
        practice.perform(okafor, review()).expect("reviewed");
        let after = sheet(practice, document);
        assert_eq!((after.line.state, after.closed_by.as_str()), (DocumentState::Reviewed, "Dr. Okafor"));
        assert_eq!(after.remark.reveal(), "Repeat in a year");
        assert_eq!(practice.ask(rosa, DocumentsOf { patient: chidi }).expect("theirs").len(), 1);
        let twice = practice.perform(okafor, ReviewDocument { document, version: 3, remark: Phi::default() });
        assert_eq!(twice.expect_err("it is done").code(), "nothing_to_review");
    });
}

#[test]
fn what_was_filed_into_the_wrong_chart_moves_and_is_reviewed_anew() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let ngozi = practice.patient("Ngozi", "Bello", "1990-01-02");
        let okafor = &practice.okafor;
        let document = practice.perform(&practice.rosa, scan(vec![png()])).expect("taken in");
        practice.perform(&practice.rosa, filed(document, 1, chidi, Some(okafor.staff))).expect("filed");
        practice.perform(okafor, ReviewDocument { document, version: 2, remark: Phi::default() }).expect("reviewed");
        practice.perform(&practice.rosa, filed(document, 3, ngozi, Some(okafor.staff))).expect("moved");
        let after = sheet(practice, document);
        assert_eq!((after.line.patient, after.line.state), (Some(ngozi), DocumentState::ToReview));
        assert!(practice.ask(&practice.rosa, DocumentsOf { patient: chidi }).expect("theirs").is_empty());
        let stale = practice.perform(&practice.rosa, filed(document, 3, chidi, None));
        assert_eq!(stale.expect_err("somebody was faster").kind(), Kind::Conflict);
    });
}

#[test]
fn pages_photographed_one_by_one_are_one_document_and_a_pdf_stands_alone() {
    Practice::each(|practice| {
        let rosa = &practice.rosa;
        let document = practice.perform(rosa, scan(vec![picture(1), picture(2), picture(3)])).expect("taken in");
        let pages = sheet(practice, document);
        assert_eq!((pages.pages.len(), pages.line.pages, pages.has_text), (3, 3, false));
        let second = practice.ask(rosa, PageBytes { document, position: 2 }).expect("its file");
        assert_eq!(second.bytes.reveal(), picture(2).bytes(), "the original, to the byte");
        let mixed = practice.perform(rosa, scan(vec![picture(1), pdf(LETTER)])).expect_err("a PDF among pictures");
        assert_eq!(mixed.code(), "pdf_among_pictures");
        assert_eq!(practice.perform(rosa, scan(Vec::new())).expect_err("no file").code(), "no_file");
        let many = (0..61).map(picture).collect();
        assert_eq!(practice.perform(rosa, scan(many)).expect_err("too many").code(), "too_many_files");
    });
}

#[test]
fn the_same_bytes_are_kept_once_and_never_changed_or_deleted() {
    Practice::each(|practice| {
        let rosa = &practice.rosa;
        let first = practice.perform(rosa, scan(vec![png()])).expect("taken in");
        let again = practice.perform(rosa, scan(vec![png()])).expect("taken in again");
        assert_ne!(first, again, "two documents");
        assert_eq!(sheet(practice, again).same_as, [first], "of the same bytes, and the page says so");
        let by_hand = |statement| practice.scratch().run(statement);
        assert!(by_hand("DELETE FROM stored_file").expect_err("the database refuses").contains("as they came"));
        assert!(by_hand("UPDATE stored_file SET size = 1").expect_err("and again").contains("as they came"));
        let folder = || TakeInDocument { source: DocumentSource::WatchedFolder, ..scan(vec![picture(9)]) };
        let one = practice.perform(rosa, folder()).expect("taken in");
        assert_eq!(practice.perform(rosa, folder()).expect("there already"), one, "a watched folder takes in once");
    });
}

#[test]
fn words_are_found_in_text_layers_and_only_where_the_asker_may_look() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let rosa = &practice.rosa;
        let document = practice.perform(rosa, scan(vec![pdf(LETTER)])).expect("taken in");
        let find = |typed: &str, patient| {
            let found = practice.ask(rosa, SearchDocuments { typed: typed.into(), patient }).expect("the search");
            found.iter().map(|line| line.id).collect::<Vec<_>>()
        };
        assert_eq!(find("ECHO shore", None), [document]);
        assert!(find("echo liver", None).is_empty(), "all words must stand in it");
        assert!(find("echo", Some(chidi)).is_empty(), "it lies in no chart yet");
        practice.perform(rosa, filed(document, 1, chidi, None)).expect("filed");
        assert_eq!(find("echo", Some(chidi)), [document]);
        let priya = practice.ask(&practice.priya, OneDocument { document }).expect("the privacy officer sees it");
        assert_eq!(priya.line.state, DocumentState::Filed);
        let why = practice.perform(&practice.priya, filed(document, 2, chidi, None)).expect_err("and changes nothing");
        assert_eq!(why.kind(), Kind::Refused);
    });
}

#[test]
fn what_is_set_aside_says_why_and_comes_back_by_filing() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let rosa = &practice.rosa;
        let document = practice.perform(rosa, scan(vec![png()])).expect("taken in");
        let aside = |reason: &str| SetAside { document, version: 1, reason: reason.into() };
        assert_eq!(practice.perform(rosa, aside(" ")).expect_err("no reason").code(), "no_reason");
        practice.perform(rosa, aside("blank page")).expect("set aside");
        assert_eq!(practice.ask(rosa, Inbox { tray: Tray::SetAside }).expect("a tray").len(), 1);
        practice.perform(rosa, filed(document, 2, chidi, None)).expect("it was not blank");
        assert_eq!(sheet(practice, document).line.state, DocumentState::Filed);
    });
}

#[test]
fn a_pdf_that_does_something_is_kept_and_marked() {
    let script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
    let paper = read(pdf_bytes(&["hello"], script)).expect("it is kept");
    Practice::each(|practice| {
        let document = practice.perform(&practice.rosa, scan(vec![paper.clone()])).expect("taken in");
        let pages = sheet(practice, document).pages;
        assert_eq!(pages[0].conduct, papers::Conduct::Active);
    });
}
