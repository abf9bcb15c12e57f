//! Searching documents by the words of their text layer.

use super::inbox::{DocumentLine, lines};
use super::tables::{DocumentRow, office_document, office_document_word};
use super::{DocumentId, SEE_DOCUMENTS};
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Db, PatientId, Query, Reader, Subject};
use registry::people::search_words;

/// Words of a search at most.
const WORDS_MAX: usize = 6;
/// Documents found at most.
const FOUND_MAX: u32 = 50;

/// Documents in which all of these words begin a word; those without a text layer are never found.
#[derive(Clone, Debug)]
pub struct SearchDocuments {
    /// What was typed.
    pub typed: Phi<String>,
    /// Of this patient only.
    pub patient: Option<PatientId>,
}

diesel::alias!(office_document_word as other_word: OtherWord);

impl Query for SearchDocuments {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = Vec<DocumentLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(self.patient.map_or(Subject::Office, Subject::Patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<DocumentLine>, Problem> {
        let mut words = search_words(self.typed.reveal());
        words.retain(|word| word.chars().count() >= 2);
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(WORDS_MAX);
        let Some((longest, others)) = words.split_first() else { return Ok(Vec::new()) };
        let mut query = office_document_word::table
            .select(office_document_word::document)
            .filter(office_document_word::word.ge(longest.clone()))
            .filter(office_document_word::word.lt(format!("{longest}\u{10FFFF}")))
            .order((office_document_word::word, office_document_word::document))
            .into_boxed::<<Db as Connection>::Backend>();
        for word in others {
            let matches = other_word
                .filter(other_word.field(office_document_word::document).eq(office_document_word::document))
                .filter(other_word.field(office_document_word::word).ge(word.clone()))
                .filter(other_word.field(office_document_word::word).lt(format!("{word}\u{10FFFF}")));
            query = query.filter(exists(matches));
        }
        if let Some(patient) = self.patient {
            let theirs = office_document::table
                .filter(office_document::id.eq(office_document_word::document))
                .filter(office_document::patient.eq(patient));
            query = query.filter(exists(theirs));
        }
        let mut found: Vec<DocumentId> = read.list(query, FOUND_MAX * 4)?;
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let rows = office_document::table
            .filter(office_document::id.eq_any(found))
            .order(office_document::received_at.desc())
            .select(DocumentRow::as_select());
        let rows = read.list(rows, FOUND_MAX)?;
        lines(read, rows)
    }
}
