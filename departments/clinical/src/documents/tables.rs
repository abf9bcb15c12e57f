//! The tables of reports, documents and what they bring along.

use super::{DocumentId, OwnerId, ReportId};
use crate::encounters::EncounterId;
use crate::record::record;
use diesel::prelude::*;
use kernel::Phi;
use office::PatientId;

record! {
    /// A report of a laboratory, of imaging, or a note.
    Report in report: ReportId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// What time it tells of, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// What time it tells of.
        at_text: String = [Text],
        /// When it was made available.
        issued_text: String = [Text],
        /// Which service it is from.
        category: String = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `final`, `preliminary`, `corrected`, `entered-in-error` and others.
        status: String = [Text],
        /// Who answers for it.
        performer: Phi<String> = [Text],
        /// The conclusion.
        conclusion: Phi<String> = [Text],
    }
}

record! {
    /// A document, by its description.
    Document in document: DocumentId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// When it was filed, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When it was filed.
        at_text: String = [Text],
        /// Its category.
        category: String = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `current`, `superseded`, `entered-in-error`.
        status: String = [Text],
        /// `preliminary`, `final`, `amended`, `entered-in-error`.
        document_status: String = [Text],
        /// Who wrote it.
        author: Phi<String> = [Text],
        /// Who keeps the original.
        custodian: String = [Text],
        /// What it is about.
        description: Phi<String> = [Text],
    }
}

diesel::table! {
    report_observation (report, position) {
        report -> Binary,
        position -> BigInt,
        observation -> Binary,
    }
}

diesel::table! {
    attachment (owner, position) {
        owner -> Binary,
        position -> BigInt,
        patient -> Binary,
        title -> Text,
        media_type -> Text,
        url -> Text,
        digest -> Nullable<Binary>,
    }
}

diesel::table! {
    attachment_bytes (patient, digest) {
        patient -> Binary,
        digest -> Binary,
        bytes -> Binary,
    }
}

/// A file that a report or document brings along, or the place where it is.
#[derive(Clone, Insertable, Queryable, Selectable)]
#[diesel(table_name = attachment, treat_none_as_default_value = false)]
pub struct Attachment {
    /// The report or document.
    pub owner: OwnerId,
    /// Which of its files, from 1.
    pub position: i64,
    /// Whose it is.
    pub patient: PatientId,
    /// What it is called.
    pub title: Phi<String>,
    /// Its media type.
    pub media_type: String,
    /// Where it is to be had; empty where its bytes are here.
    pub url: String,
    /// The SHA-256 of its bytes, where they are here.
    pub digest: Option<Vec<u8>>,
}
