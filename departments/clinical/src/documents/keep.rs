//! Keeping what a report or document brings along.

use super::tables::{Attachment, attachment, attachment_bytes, report_observation};
use super::{OwnerId, ReportId};
use crate::observations::ObservationId;
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{PatientId, Pen, Reader};
use std::collections::HashSet;

/// A file that comes along, before it is kept.
#[derive(Clone)]
pub struct NewAttachment {
    /// What it is called.
    pub title: Phi<String>,
    /// Its media type.
    pub media_type: String,
    /// Where it is to be had.
    pub url: String,
    /// Its bytes and their SHA-256, when they came along.
    pub bytes: Option<(Vec<u8>, Phi<Vec<u8>>)>,
}

/// The digests of the bytes that are kept for a patient already, so that the same file is kept once.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn kept_already(read: &mut Reader<'_>, patient: PatientId) -> Result<HashSet<Vec<u8>>, Problem> {
    let digests =
        attachment_bytes::table.filter(attachment_bytes::patient.eq(patient)).select(attachment_bytes::digest);
    Ok(read.list::<_, Vec<u8>>(digests, 1_000_000)?.into_iter().collect())
}

/// Keeps the files of one report or document; bytes that are in `have` are there already.
///
/// # Errors
/// Conflict, when the owner has files already.
pub fn keep_attachments(
    pen: &mut Pen<'_, '_>,
    patient: PatientId,
    owner: OwnerId,
    files: &[NewAttachment],
    have: &mut HashSet<Vec<u8>>,
) -> Result<(), Problem> {
    for (position, file) in (1..).zip(files) {
        let digest = file.bytes.as_ref().map(|(digest, _)| digest.clone());
        if let Some((digest, bytes)) = &file.bytes
            && have.insert(digest.clone())
        {
            let row = (
                attachment_bytes::patient.eq(patient),
                attachment_bytes::digest.eq(digest),
                attachment_bytes::bytes.eq(bytes.reveal()),
            );
            pen.insert(attachment_bytes::table, row)?;
        }
        let row = Attachment {
            owner,
            position,
            patient,
            title: file.title.clone(),
            media_type: file.media_type.clone(),
            url: file.url.clone(),
            digest,
        };
        pen.insert(attachment::table, &row)?;
    }
    Ok(())
}

/// Keeps which observations a report is made of, in order.
///
/// # Errors
/// Conflict, when the report has results already.
pub fn keep_results(pen: &mut Pen<'_, '_>, report: ReportId, results: &[ObservationId]) -> Result<(), Problem> {
    for (position, observation) in (1_i64..).zip(results) {
        let row = (
            report_observation::report.eq(report),
            report_observation::position.eq(position),
            report_observation::observation.eq(*observation),
        );
        pen.insert(report_observation::table, row)?;
    }
    Ok(())
}

/// Lets go of the files and results of a report or document that is about to be replaced. The bytes stay.
///
/// # Errors
/// Broken, when the database fails.
pub fn forget_attachments(pen: &mut Pen<'_, '_>, owner: OwnerId) -> Result<(), Problem> {
    pen.run(diesel::delete(attachment::table.filter(attachment::owner.eq(owner))))?;
    let report = ReportId::from(kernel::RawId::from(owner));
    pen.run(diesel::delete(report_observation::table.filter(report_observation::report.eq(report)))).map(drop)
}
