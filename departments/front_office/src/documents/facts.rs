//! What happened to documents, in ids and codes.

use super::{Category, DocumentId, DocumentSource, DocumentState};
use office::{Fact, PatientId};
use registry::practice::StaffId;
use serde::Serialize;

/// Something happened to a document.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum DocumentFact {
    /// It came in.
    TakenIn {
        /// Which.
        document: DocumentId,
        /// Whose, where that was said at once.
        #[serde(skip)]
        patient: Option<PatientId>,
        /// How it came.
        source: DocumentSource,
        /// How many files it is made of.
        files: usize,
        /// Where it lies now.
        state: DocumentState,
    },
    /// It was said whose it is, what it is, and who must look.
    Filed {
        /// Which.
        document: DocumentId,
        /// Whose.
        #[serde(skip)]
        patient: PatientId,
        /// Whose it was said to be before, if that was somebody else.
        before: Option<PatientId>,
        /// What it is.
        category: Category,
        /// Who must look at it.
        reviewer: Option<StaffId>,
    },
    /// It was in the wrong chart, and is in another now.
    TakenOut {
        /// Which.
        document: DocumentId,
        /// Whose it was said to be.
        #[serde(skip)]
        patient: PatientId,
    },
    /// Somebody looked at it.
    Reviewed {
        /// Which.
        document: DocumentId,
        /// Whose.
        #[serde(skip)]
        patient: Option<PatientId>,
    },
    /// It was set aside.
    SetAside {
        /// Which.
        document: DocumentId,
        /// Whose it was said to be.
        #[serde(skip)]
        patient: Option<PatientId>,
    },
}

impl Fact for DocumentFact {
    fn name(&self) -> &'static str {
        match self {
            Self::TakenIn { .. } => "document.taken_in",
            Self::Filed { .. } => "document.filed",
            Self::TakenOut { .. } => "document.taken_out",
            Self::Reviewed { .. } => "document.reviewed",
            Self::SetAside { .. } => "document.set_aside",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Filed { patient, .. } | Self::TakenOut { patient, .. } => Some(*patient),
            Self::TakenIn { patient, .. } | Self::Reviewed { patient, .. } | Self::SetAside { patient, .. } => *patient,
        }
    }
}
