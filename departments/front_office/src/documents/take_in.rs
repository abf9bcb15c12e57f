//! Taking a document in: one PDF, or pictures of its pages in their order.

use super::facts::DocumentFact;
use super::store::keep_file;
use super::tables::{DocumentRow, office_document, office_document_page, office_document_text, office_document_word};
use super::{Category, DocumentId, DocumentSource, DocumentState, TAKE_IN};
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use papers::{Conduct, Paper, PaperKind};
use registry::people::merging::check_stands;
use registry::people::search_words;
use registry::practice::StaffId;
use std::collections::BTreeSet;

/// Files of one document at most.
const FILES_MAX: usize = 60;
/// Bytes of one document at most.
const DOCUMENT_BYTES_MAX: usize = 24 << 20;
/// Different words of a document by which it is found.
const WORDS_MAX: usize = 2_000;
/// Letters of a title at most.
pub(super) const TITLE_MAX: usize = 200;

/// Takes a document in. What is the same bytes again, from a watched folder, is the document that is there already.
#[derive(Clone, Debug)]
pub struct TakeInDocument {
    /// Whose it is, if that is known.
    pub patient: Option<PatientId>,
    /// What it is.
    pub category: Category,
    /// What it is called; may be empty.
    pub title: Phi<String>,
    /// What the file was called; may be empty.
    pub file_name: Phi<String>,
    /// How it came.
    pub source: DocumentSource,
    /// The day that stands on it.
    pub dated_on: Option<Day>,
    /// Who must look at it.
    pub reviewer: Option<StaffId>,
    /// Its files.
    pub papers: Vec<Paper>,
}

impl Command for TakeInDocument {
    const ACT: Act = TAKE_IN;
    type Done = DocumentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(self.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<DocumentId, Problem> {
        take_in(tx, self)
    }
}

/// Takes several documents in at once: all of them, or none.
#[derive(Clone, Debug)]
pub struct TakeInDocuments(pub Vec<TakeInDocument>);

impl Command for TakeInDocuments {
    const ACT: Act = TAKE_IN;
    /// Each document, in the order of the files.
    type Done = Vec<DocumentId>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let patient = self.0.first().and_then(|first| first.patient);
        if self.0.iter().any(|deed| deed.patient != patient) {
            return Err(Problem::invalid("several_charts", "Documents of several patients are taken in one by one."));
        }
        Ok(patient.map_or(Subject::Office, Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Vec<DocumentId>, Problem> {
        if self.0.is_empty() || self.0.len() > FILES_MAX {
            let say = "Choose the files, at most 60 at once.";
            return Err(Problem::invalid("no_file", say).at("files", say));
        }
        self.0.iter().map(|deed| take_in(tx, deed)).collect()
    }
}

/// Takes a document in within another deed.
///
/// # Errors
/// Invalid, when there is no file, there are too many, or a PDF is among pictures.
pub fn take_in(tx: &mut Tx<'_>, deed: &TakeInDocument) -> Result<DocumentId, Problem> {
    check(deed)?;
    if deed.source == DocumentSource::WatchedFolder
        && let Some(known) = taken_in_before(tx, &deed.papers[0])?
    {
        return Ok(known);
    }
    if let Some(patient) = deed.patient {
        check_stands(tx, patient)?;
    }
    let id: DocumentId = tx.id();
    let row = row(tx, id, deed);
    let fact = DocumentFact::TakenIn {
        document: id,
        patient: deed.patient,
        source: deed.source,
        files: deed.papers.len(),
        state: row.state,
    };
    let mut pen = tx.write(fact);
    pen.insert(office_document::table, &row)?;
    for (at, paper) in deed.papers.iter().enumerate() {
        let sha256 = keep_file(&mut pen, paper)?;
        let page = (
            office_document_page::document.eq(id),
            office_document_page::position.eq(i64::try_from(at).unwrap_or(0) + 1),
            office_document_page::sha256.eq(sha256),
        );
        pen.insert(office_document_page::table, page)?;
    }
    if let Some(text) = deed.papers.iter().find_map(Paper::text) {
        let says = (office_document_text::document.eq(id), office_document_text::says.eq(text));
        pen.insert(office_document_text::table, says)?;
        for word in found_by(text) {
            let row = (office_document_word::word.eq(word), office_document_word::document.eq(id));
            pen.insert(office_document_word::table, row)?;
        }
    }
    Ok(id)
}

/// The different words by which a text is found, in the order in which they stand in it: of a long letter its beginning.
fn found_by(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let words = search_words(text).into_iter().filter(|word| (2..=40).contains(&word.len()));
    words.filter(|word| seen.insert(word.clone())).take(WORDS_MAX).collect()
}

fn row(tx: &Tx<'_>, id: DocumentId, deed: &TakeInDocument) -> DocumentRow {
    let state = match (deed.patient, deed.reviewer) {
        (None, _) => DocumentState::ToMatch,
        (Some(_), Some(_)) => DocumentState::ToReview,
        (Some(_), None) => DocumentState::Filed,
    };
    let short = |text: &Phi<String>| Phi::new(text.reveal().trim().chars().take(TITLE_MAX).collect::<String>());
    DocumentRow {
        id,
        patient: deed.patient,
        category: deed.category,
        title: short(&deed.title),
        file_name: short(&deed.file_name),
        source: deed.source,
        state,
        pages: deed.papers.iter().map(|paper| i64::from(paper.pages())).sum(),
        has_text: deed.papers.iter().any(|paper| paper.text().is_some()),
        active: deed.papers.iter().any(|paper| paper.conduct() == Conduct::Active),
        dated_on: deed.dated_on,
        received_at: tx.now(),
        taken_by: tx.who().account(),
        reviewer: deed.reviewer,
        closed_at: None,
        closed_by: None,
        remark: Phi::default(),
        version: 1,
    }
}

fn check(deed: &TakeInDocument) -> Result<(), Problem> {
    let fault = |code, say: &str| Err(Problem::invalid(code, say).at("files", say));
    if deed.papers.is_empty() {
        return fault("no_file", "Choose the file, or take a picture of the paper.");
    }
    if deed.papers.len() > FILES_MAX {
        return fault("too_many_files", "One document has at most 60 pictures. Send the rest as another.");
    }
    if deed.papers.len() > 1 && deed.papers.iter().any(|paper| paper.kind() == PaperKind::Pdf) {
        return fault(
            "pdf_among_pictures",
            "A PDF is a document of its own. Send it by itself, and the pictures together.",
        );
    }
    let bytes: usize = deed.papers.iter().map(|paper| paper.bytes().len()).sum();
    if bytes > DOCUMENT_BYTES_MAX {
        return fault("document_too_large", "This document is larger than 24 MB. Send it in parts.");
    }
    Ok(())
}

/// The document of a watched folder with these very bytes.
fn taken_in_before(tx: &mut Tx<'_>, paper: &Paper) -> Result<Option<DocumentId>, Problem> {
    let query = office_document_page::table
        .inner_join(office_document::table.on(office_document::id.eq(office_document_page::document)))
        .filter(office_document_page::sha256.eq(paper.sha256().to_vec()))
        .filter(office_document::source.eq(DocumentSource::WatchedFolder))
        .select(office_document::id);
    tx.maybe(query)
}
