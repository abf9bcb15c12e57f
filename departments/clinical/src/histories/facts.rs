//! What happened to the histories, in ids and codes.

use super::said::Field;
use super::{EntryId, Origin, Says, Section};
use office::{Fact, PatientId, Role};
use serde::Serialize;

/// Something happened to the histories of a patient.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum HistoryFact {
    Entered {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        entry: EntryId,
        origin: Origin,
    },
    Corrected {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        entry: EntryId,
        version: i64,
        fields: Vec<Field>,
    },
    Ended {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        entry: EntryId,
        version: i64,
    },
    Again {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        entry: EntryId,
        version: i64,
    },
    InError {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        entry: EntryId,
        version: i64,
    },
    Stated {
        #[serde(skip)]
        patient: PatientId,
        section: Section,
        says: Says,
        origin: Origin,
    },
    Reviewed {
        #[serde(skip)]
        patient: PatientId,
        sections: Vec<Section>,
        role: Role,
    },
    Joined {
        #[serde(skip)]
        patient: PatientId,
        sections: Vec<Section>,
    },
    Parted {
        #[serde(skip)]
        patient: PatientId,
    },
}

impl Fact for HistoryFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Entered { .. } => "history.entered",
            Self::Corrected { .. } => "history.corrected",
            Self::Ended { .. } => "history.ended",
            Self::Again { .. } => "history.again",
            Self::InError { .. } => "history.in_error",
            Self::Stated { .. } => "history.stated",
            Self::Reviewed { .. } => "history.reviewed",
            Self::Joined { .. } => "history.joined",
            Self::Parted { .. } => "history.parted",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Entered { patient, .. }
            | Self::Corrected { patient, .. }
            | Self::Ended { patient, .. }
            | Self::Again { patient, .. }
            | Self::InError { patient, .. }
            | Self::Stated { patient, .. }
            | Self::Reviewed { patient, .. }
            | Self::Joined { patient, .. }
            | Self::Parted { patient } => Some(*patient),
        }
    }
}
