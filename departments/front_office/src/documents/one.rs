//! One document: what the office says of it, and its files.

use super::inbox::{DocumentLine, lines};
use super::store::file_of;
use super::tables::{DocumentRow, office_document, office_document_page, stored_file};
use super::{DocumentId, SEE_DOCUMENTS};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use papers::Conduct;
use registry::practice::{StaffId, staff_of_account};

/// One document.
#[derive(Clone, Copy, Debug)]
pub struct OneDocument {
    /// Which.
    pub document: DocumentId,
}

/// One file of a document.
#[derive(Clone, Debug)]
pub struct DocumentPage {
    /// Its place, from 1.
    pub position: i64,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Whether it only shows itself.
    pub conduct: Conduct,
}

/// A document with everything said of it.
#[derive(Clone, Debug)]
pub struct DocumentSheet {
    /// What a list shows of it.
    pub line: DocumentLine,
    /// What the file was called.
    pub file_name: Phi<String>,
    /// Whether words can be searched in it.
    pub has_text: bool,
    /// When it was reviewed or set aside.
    pub closed_at: Option<Moment>,
    /// By whom, where that is a member of staff.
    pub closed_by: String,
    /// What was remarked then.
    pub remark: Phi<String>,
    /// Its files, in order.
    pub pages: Vec<DocumentPage>,
    /// Other documents of the same bytes.
    pub same_as: Vec<DocumentId>,
    /// Who asks, as a member of staff.
    pub me: Option<StaffId>,
    /// For the next change.
    pub version: i64,
}

impl Discloses for DocumentSheet {
    fn patients(&self) -> Vec<PatientId> {
        self.line.patient.into_iter().collect()
    }
}

impl Query for OneDocument {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = DocumentSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(stored(read, self.document)?.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<DocumentSheet, Problem> {
        let row = stored(read, self.document)?;
        let query = office_document_page::table
            .inner_join(stored_file::table.on(stored_file::sha256.eq(office_document_page::sha256)))
            .filter(office_document_page::document.eq(self.document))
            .order(office_document_page::position)
            .select((office_document_page::position, stored_file::media_type, stored_file::size, stored_file::active));
        let pages: Vec<(i64, String, i64, bool)> = read.list(query, 60)?;
        let page = |(position, media_type, size, active)| DocumentPage {
            position,
            media_type,
            size,
            conduct: if active { Conduct::Active } else { Conduct::Still },
        };
        let account = read.who().account();
        let me = staff_of_account(read, account)?.map(|me| me.id);
        let closed_by = match row.closed_by {
            Some(account) => staff_of_account(read, account)?.map(|staff| staff.called()).unwrap_or_default(),
            None => String::new(),
        };
        let same_as = same_bytes(read, self.document)?;
        let (file_name, has_text, closed_at) = (row.file_name.clone(), row.has_text, row.closed_at);
        let (remark, version) = (row.remark.clone(), row.version);
        let line = lines(read, vec![row])?.remove(0);
        let pages = pages.into_iter().map(page).collect();
        Ok(DocumentSheet { line, file_name, has_text, closed_at, closed_by, remark, pages, same_as, me, version })
    }
}

/// A document's row.
pub(super) fn stored(read: &mut Reader<'_>, document: DocumentId) -> Result<DocumentRow, Problem> {
    let query = office_document::table.filter(office_document::id.eq(document)).select(DocumentRow::as_select());
    read.one(query, "document")
}

diesel::alias!(office_document_page as other_page: OtherPage);

fn same_bytes(read: &mut Reader<'_>, document: DocumentId) -> Result<Vec<DocumentId>, Problem> {
    let query = office_document_page::table
        .inner_join(other_page.on(other_page.field(office_document_page::sha256).eq(office_document_page::sha256)))
        .filter(office_document_page::document.eq(document))
        .filter(other_page.field(office_document_page::document).ne(document))
        .order(other_page.field(office_document_page::document))
        .select(other_page.field(office_document_page::document));
    let mut all: Vec<DocumentId> = read.list(query, 20)?;
    all.dedup();
    Ok(all)
}

/// The bytes of one file of a document, to show it.
#[derive(Clone, Copy, Debug)]
pub struct PageBytes {
    /// Which document.
    pub document: DocumentId,
    /// Which of its files, from 1.
    pub position: i64,
}

/// A file of a document.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// Whose document it is.
    pub patient: Option<PatientId>,
    /// Its media type.
    pub media_type: String,
    /// The original bytes.
    pub bytes: Phi<Vec<u8>>,
    /// Whether it only shows itself.
    pub conduct: Conduct,
}

impl Discloses for PageFile {
    fn patients(&self) -> Vec<PatientId> {
        self.patient.into_iter().collect()
    }
}

impl Query for PageBytes {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = PageFile;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(stored(read, self.document)?.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PageFile, Problem> {
        let patient = stored(read, self.document)?.patient;
        let query = office_document_page::table
            .filter(office_document_page::document.eq(self.document))
            .filter(office_document_page::position.eq(self.position))
            .select(office_document_page::sha256);
        let sha256: Vec<u8> = read.one(query, "page")?;
        let (media_type, bytes, conduct) = file_of(read, sha256)?;
        Ok(PageFile { patient, media_type, bytes, conduct })
    }
}

/// Whose a document is, once that was said.
///
/// # Errors
/// Not found.
pub fn patient_of(read: &mut Reader<'_>, document: DocumentId) -> Result<Option<PatientId>, Problem> {
    Ok(stored(read, document)?.patient)
}

/// The files of a document, in order, with what each of them does; for whoever is let at them by another deed.
///
/// # Errors
/// Not found.
pub fn files_of(read: &mut Reader<'_>, document: DocumentId) -> Result<Vec<PageFile>, Problem> {
    let patient = stored(read, document)?.patient;
    let query = office_document_page::table
        .filter(office_document_page::document.eq(document))
        .order(office_document_page::position)
        .select(office_document_page::sha256);
    let files: Vec<Vec<u8>> = read.list(query, 60)?;
    let file = |sha256: Vec<u8>| {
        let (media_type, bytes, conduct) = file_of(read, sha256)?;
        Ok(PageFile { patient, media_type, bytes, conduct })
    };
    files.into_iter().map(file).collect()
}
