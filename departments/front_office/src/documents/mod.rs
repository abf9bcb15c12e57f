//! Documents: what comes as paper, picture or file, from the scanner, the camera, the post or a watched folder.
//!
//! A document is kept as it came, each file once; what can change is only what the office says about it: whose it is, what it
//! is, who must look at it. It goes from *to match* to *to review* to *reviewed*, or is filed at once where nobody need look.

mod facts;
mod file_it;
mod inbox;
mod one;
mod review;
mod search;
mod set_aside;
mod store;
mod suggest;
pub(crate) mod tables;
mod take_in;

pub use facts::DocumentFact;
pub use file_it::FileDocument;
pub use inbox::{DocumentLine, DocumentsOf, Inbox, Tray, TrayCount, TrayCounts, TraysOf, tray_counts};
pub use one::{DocumentPage, DocumentSheet, OneDocument, PageBytes, PageFile, files_of, patient_of};
pub use review::ReviewDocument;
pub use search::SearchDocuments;
pub use set_aside::SetAside;
pub(crate) use store::{file_of, keep_file};

pub use suggest::{SuggestPatients, Suggested};
pub use take_in::{TakeInDocument, TakeInDocuments, take_in};

use office::{Act, Permission};

/// Seeing documents and the trays they lie in.
pub const SEE_DOCUMENTS: Act = Act::new("documents.see", Permission::SeeDocuments);
/// Taking a document in.
pub const TAKE_IN: Act = Act::new("documents.take_in", Permission::FileDocuments);
/// Saying whose a document is, what it is, and who must look at it.
pub const FILE_DOCUMENT: Act = Act::new("documents.file", Permission::FileDocuments);
/// Setting a document aside that is none of ours.
pub const SET_ASIDE: Act = Act::new("documents.set_aside", Permission::FileDocuments);
/// Noting that one has looked at it.
pub const REVIEW_DOCUMENT: Act = Act::new("documents.review", Permission::SeeDocuments);

kernel::id!(
    /// A document of the office.
    DocumentId
);

kernel::code!(
    /// What a document is.
    Category {
        /// A letter of another office.
        Letter = "letter",
        /// A laboratory's report.
        Laboratory = "laboratory",
        /// A picture's report: X-ray, ultrasound, MRI.
        Imaging = "imaging",
        /// A hospital's summary.
        Hospital = "hospital",
        /// A referral to us.
        ReferralIn = "referral_in",
        /// Records of another office.
        Records = "records",
        /// An insurer's letter or explanation of benefits.
        Insurance = "insurance",
        /// A form that somebody wants filled in: work, school, disability.
        Form = "form",
        /// A signed consent.
        Consent = "consent",
        /// An identity card.
        Identity = "identity",
        /// Anything else.
        Other = "other",
    }
);

impl Category {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Letter => "Letter",
            Self::Laboratory => "Laboratory report",
            Self::Imaging => "Imaging report",
            Self::Hospital => "Hospital summary",
            Self::ReferralIn => "Referral to us",
            Self::Records => "Records of another office",
            Self::Insurance => "Insurance",
            Self::Form => "Form to fill in",
            Self::Consent => "Signed consent",
            Self::Identity => "Identity card",
            Self::Other => "Other",
        }
    }
}

kernel::code!(
    /// How a document came in.
    DocumentSource {
        /// Files chosen or dropped on the page.
        Upload = "upload",
        /// Pictures of a camera.
        Camera = "camera",
        /// A folder that Moa watches.
        WatchedFolder = "watched_folder",
    }
);

impl DocumentSource {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Upload => "Uploaded",
            Self::Camera => "Photographed",
            Self::WatchedFolder => "Watched folder",
        }
    }
}

kernel::code!(
    /// Where a document is on its way.
    DocumentState {
        /// Nobody has said whose it is.
        ToMatch = "to_match",
        /// Somebody named must look at it.
        ToReview = "to_review",
        /// They have.
        Reviewed = "reviewed",
        /// It is in the chart, and nobody need look.
        Filed = "filed",
        /// It is none of ours, or was scanned wrongly.
        SetAside = "set_aside",
    }
);

impl DocumentState {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ToMatch => "To match",
            Self::ToReview => "To review",
            Self::Reviewed => "Reviewed",
            Self::Filed => "Filed",
            Self::SetAside => "Set aside",
        }
    }
}
