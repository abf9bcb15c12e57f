//! Reports and documents that came in, with what they bring along.

mod keep;
mod read;
mod tables;

pub(crate) use keep::kept_already;
pub use keep::{NewAttachment, forget_attachments, keep_attachments, keep_results};
pub use read::{Content, READ_DOCUMENT, ReadDocument};
pub use tables::{Attachment, Document, Report};

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Reader};

kernel::id!(
    /// A report.
    ReportId
);
kernel::id!(
    /// A document.
    DocumentId
);
kernel::id!(
    /// A report or document that brings attachments along.
    OwnerId
);

/// The latest reports of a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn reports(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<Report>, Problem> {
    use tables::report;
    read.list(
        report::table.filter(report::patient.eq(patient)).order(report::at_key.desc()).select(Report::as_select()),
        at_most,
    )
}

/// The latest documents of a patient, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn documents(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<Vec<Document>, Problem> {
    use tables::document as of;
    read.list(of::table.filter(of::patient.eq(patient)).order(of::at_key.desc()).select(Document::as_select()), at_most)
}

/// What a report or document brings along, in order; at most a hundred.
///
/// # Errors
/// Broken, when the database fails.
pub fn attachments(read: &mut Reader<'_>, owner: OwnerId) -> Result<Vec<Attachment>, Problem> {
    use tables::attachment;
    read.list(
        attachment::table
            .filter(attachment::owner.eq(owner))
            .order(attachment::position)
            .select(Attachment::as_select()),
        100,
    )
}
