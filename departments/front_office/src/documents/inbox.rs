//! The trays in which documents lie, and the documents of a patient.

use super::tables::{DocumentRow, office_document};
use super::{Category, DocumentId, DocumentSource, DocumentState, SEE_DOCUMENTS};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Discloses, NoPatients, PatientId, Query, Reader, Subject};
use registry::people::lines_of;
use registry::practice::{StaffId, staff_names, staff_of_account};
use std::collections::{BTreeSet, HashMap};

/// Documents on a page at most.
const LIST_MAX: u32 = 100;

/// A document in a list.
#[derive(Clone, Debug)]
pub struct DocumentLine {
    /// Which.
    pub id: DocumentId,
    /// Whose, once that was said.
    pub patient: Option<PatientId>,
    /// Their name; empty before.
    pub patient_name: Phi<String>,
    /// What it is.
    pub category: Category,
    /// What it is called: its title, else its file's name.
    pub title: Phi<String>,
    /// How it came.
    pub source: DocumentSource,
    /// Where it is on its way.
    pub state: DocumentState,
    /// How many pages it has.
    pub pages: i64,
    /// The day that stands on it.
    pub dated_on: Option<Day>,
    /// When it came.
    pub received_at: Moment,
    /// Who must look at it.
    pub reviewer: Option<StaffId>,
    /// What they are called; empty if nobody need.
    pub reviewer_name: String,
}

impl Discloses for DocumentLine {
    fn patients(&self) -> Vec<PatientId> {
        self.patient.into_iter().collect()
    }
}

kernel::code!(
    /// A tray of the inbox.
    Tray {
        /// Nobody has said whose they are.
        ToMatch = "to_match",
        /// They wait for me.
        Mine = "mine",
        /// They wait for somebody.
        ToReview = "to_review",
        /// They were reviewed.
        Reviewed = "reviewed",
        /// They were set aside.
        SetAside = "set_aside",
    }
);

impl Tray {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ToMatch => "To match",
            Self::Mine => "For me to review",
            Self::ToReview => "All to review",
            Self::Reviewed => "Reviewed",
            Self::SetAside => "Set aside",
        }
    }

    const fn state(self) -> DocumentState {
        match self {
            Self::ToMatch => DocumentState::ToMatch,
            Self::Mine | Self::ToReview => DocumentState::ToReview,
            Self::Reviewed => DocumentState::Reviewed,
            Self::SetAside => DocumentState::SetAside,
        }
    }
}

/// What lies in a tray: what waits, the oldest first; what is done, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct Inbox {
    /// Which tray.
    pub tray: Tray,
}

impl Query for Inbox {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = Vec<DocumentLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<DocumentLine>, Problem> {
        let all = office_document::table.filter(office_document::state.eq(self.tray.state()));
        let columns = DocumentRow::as_select();
        let rows = match self.tray {
            Tray::ToMatch | Tray::ToReview => {
                read.list(all.order(office_document::received_at).select(columns), LIST_MAX)?
            }
            Tray::Mine => {
                let account = read.who().account();
                let Some(me) = staff_of_account(read, account)? else { return Ok(Vec::new()) };
                let mine = all.filter(office_document::reviewer.eq(me.id));
                read.list(mine.order(office_document::received_at).select(columns), LIST_MAX)?
            }
            Tray::Reviewed | Tray::SetAside => {
                read.list(all.order(office_document::received_at.desc()).select(columns), LIST_MAX)?
            }
        };
        lines(read, rows)
    }
}

/// How many documents wait: to be matched, and for whoever asks; counted up to a hundred.
#[derive(Clone, Copy, Debug)]
pub struct TraysOf;

/// What waits in a tray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrayCount {
    /// How many.
    pub count: usize,
    /// When the oldest came.
    pub oldest: Option<Moment>,
}

/// See [`TraysOf`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrayCounts {
    /// Nobody has said whose they are.
    pub to_match: TrayCount,
    /// They wait for whoever asks.
    pub mine: TrayCount,
}

impl Query for TraysOf {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = NoPatients<TrayCounts>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<NoPatients<TrayCounts>, Problem> {
        tray_counts(read).map(NoPatients)
    }
}

/// See [`TraysOf`].
///
/// # Errors
/// When the record cannot be read.
pub fn tray_counts(read: &mut Reader<'_>) -> Result<TrayCounts, Problem> {
    let counted = |came: Vec<Moment>| TrayCount { count: came.len(), oldest: came.first().copied() };
    let of_state = |state: DocumentState| {
        let all = office_document::table.filter(office_document::state.eq(state));
        all.order(office_document::received_at).select(office_document::received_at)
    };
    let to_match = counted(read.list(of_state(DocumentState::ToMatch), LIST_MAX)?);
    let account = read.who().account();
    let mine = match staff_of_account(read, account)? {
        None => TrayCount::default(),
        Some(me) => {
            let mine = of_state(DocumentState::ToReview).filter(office_document::reviewer.eq(me.id));
            counted(read.list(mine, LIST_MAX)?)
        }
    };
    Ok(TrayCounts { to_match, mine })
}

/// The documents of a patient, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct DocumentsOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for DocumentsOf {
    const ACT: Act = SEE_DOCUMENTS;
    type Answer = Vec<DocumentLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<DocumentLine>, Problem> {
        let query = office_document::table
            .filter(office_document::patient.eq(self.patient))
            .order(office_document::received_at.desc())
            .select(DocumentRow::as_select());
        let rows = read.list(query, LIST_MAX)?;
        lines(read, rows)
    }
}

/// Rows with the names that belong to them.
pub(super) fn lines(read: &mut Reader<'_>, rows: Vec<DocumentRow>) -> Result<Vec<DocumentLine>, Problem> {
    let patients: BTreeSet<PatientId> = rows.iter().filter_map(|row| row.patient).collect();
    let patients: Vec<PatientId> = patients.into_iter().collect();
    let people = if patients.is_empty() { Vec::new() } else { lines_of(read, &patients)? };
    let names: HashMap<PatientId, Phi<String>> = people.into_iter().map(|line| (line.id, line.name)).collect();
    let reviewers: BTreeSet<StaffId> = rows.iter().filter_map(|row| row.reviewer).collect();
    let reviewers: HashMap<StaffId, String> = staff_names(read, &reviewers.into_iter().collect::<Vec<_>>())?;
    let line = |row: DocumentRow| DocumentLine {
        id: row.id,
        patient: row.patient,
        patient_name: row.patient.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        category: row.category,
        title: if row.title.reveal().is_empty() { row.file_name } else { row.title },
        source: row.source,
        state: row.state,
        pages: row.pages,
        dated_on: row.dated_on,
        received_at: row.received_at,
        reviewer: row.reviewer,
        reviewer_name: row.reviewer.and_then(|id| reviewers.get(&id).cloned()).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(line).collect())
}
