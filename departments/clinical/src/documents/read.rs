//! Reading a file that came with a report or document.

use super::OwnerId;
use super::tables::{attachment, attachment_bytes};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};

/// Reading what came in.
pub const READ_DOCUMENT: Act = Act::new("documents.read", Permission::SeeChart);

/// One file of a report or document of this patient.
#[derive(Clone, Copy, Debug)]
pub struct ReadDocument {
    /// Whose.
    pub patient: PatientId,
    /// Of which report or document.
    pub owner: OwnerId,
    /// Which of its files, from 1.
    pub position: i64,
}

/// The file.
pub struct Content {
    /// Whose it is.
    pub patient: PatientId,
    /// Its media type, as the sender named it.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Phi<Vec<u8>>,
}

impl Discloses for Content {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for ReadDocument {
    const ACT: Act = READ_DOCUMENT;
    type Answer = Content;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Content, Problem> {
        let file = attachment::table
            .filter(attachment::owner.eq(self.owner))
            .filter(attachment::position.eq(self.position))
            .filter(attachment::patient.eq(self.patient))
            .select((attachment::media_type, attachment::digest));
        let (media_type, digest): (String, Option<Vec<u8>>) = read.one(file, "document")?;
        let Some(digest) = digest else {
            return Err(Problem::not_found(
                "not_here",
                "This document did not come along; only the place where it is did.",
            ));
        };
        let bytes = attachment_bytes::table
            .filter(attachment_bytes::patient.eq(self.patient))
            .filter(attachment_bytes::digest.eq(digest))
            .select(attachment_bytes::bytes);
        let bytes: Vec<u8> = read.one(bytes, "document")?;
        Ok(Content { patient: self.patient, media_type, bytes: Phi::new(bytes) })
    }
}
