//! People: finding, registering and correcting those who come as patients.

mod address;
mod alerts;
mod born;
mod correct;
mod demographics;
pub mod duplicates;
mod find;
mod keys;
mod language;
pub mod matching;
pub mod merging;
mod photo;
mod reach;
mod register;
mod relations;
pub(crate) mod tables;

pub use alerts::{Alert, AlertId, Alerts, AlertsOf, EndAlert, RaiseAlert, alerts_of};
pub use born::{KnownAs, born_on, search_words, with_mrn};
pub use correct::{Change, CorrectDemographics, History, HistoryOf};
pub use demographics::{
    Address, Contacts, Demographics, Identifier, Interpreter, Person, PersonCard, Relation, RelationPart, Sex,
    deceased, full_name, person,
};
pub use find::{FindPeople, NameLine, PersonLine, PossibleDuplicates, lines_of, names_of, phones_of};
pub use keys::{plain_phone, words};
pub use language::Language;
pub use photo::{KeepPhoto, Photo, PhotoOf};
pub use reach::{Reachable, reachable, with_mobile};
pub use register::{RegisterPatient, name_and_contact_faults, register};
pub use relations::KeepRelations;

use kernel::Phi;
use office::{Act, Fact, PatientId, Permission};
use serde::Serialize;

/// Searching for a person.
pub const FIND: Act = Act::new("people.find", Permission::FindPeople);
/// Seeing a person's demographics.
pub const SEE_DEMOGRAPHICS: Act = Act::new("people.see", Permission::FindPeople);
/// Registering people and correcting their demographics.
pub const REGISTER: Act = Act::new("people.register", Permission::RegisterPeople);
/// Raising and ending alerts in the banner.
pub const RAISE_ALERT: Act = Act::new("people.raise_alert", Permission::FindPeople);

/// What happened to a person's card. The values themselves are in the card and its history, not here.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum PeopleFact {
    Registered {
        patient: PatientId,
    },
    Corrected {
        patient: PatientId,
        version: i64,
        fields: Vec<&'static str>,
    },
    AlertRaised {
        patient: PatientId,
        alert: AlertId,
    },
    AlertEnded {
        patient: PatientId,
        alert: AlertId,
    },
    PhotoTaken {
        patient: PatientId,
    },
    PairDecided {
        patient: PatientId,
        other: PatientId,
        decision: duplicates::Decision,
    },
    Merged {
        patient: PatientId,
        gone: PatientId,
        merge: merging::MergeId,
    },
    /// The same, told to the journal of the chart that went.
    MergedAway {
        patient: PatientId,
        survivor: PatientId,
        merge: merging::MergeId,
    },
    Parted {
        patient: PatientId,
        gone: PatientId,
        merge: merging::MergeId,
    },
    /// The same, told to the journal of the chart that came back.
    PartedFrom {
        patient: PatientId,
        survivor: PatientId,
        merge: merging::MergeId,
    },
}

impl Fact for PeopleFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "patient.registered",
            Self::Corrected { .. } => "patient.corrected",
            Self::AlertRaised { .. } => "alert.raised",
            Self::AlertEnded { .. } => "alert.ended",
            Self::PhotoTaken { .. } => "photo.taken",
            Self::PairDecided { .. } => "duplicates.decided",
            Self::Merged { .. } => "patient.merged",
            Self::MergedAway { .. } => "patient.merged_away",
            Self::Parted { .. } => "patient.parted",
            Self::PartedFrom { .. } => "patient.parted_from",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Registered { patient }
            | Self::Corrected { patient, .. }
            | Self::AlertRaised { patient, .. }
            | Self::AlertEnded { patient, .. }
            | Self::PhotoTaken { patient }
            | Self::PairDecided { patient, .. }
            | Self::Merged { patient, .. }
            | Self::MergedAway { patient, .. }
            | Self::Parted { patient, .. }
            | Self::PartedFrom { patient, .. } => Some(*patient),
        }
    }
}

/// Text that is there.
pub(crate) fn is_given(text: &Phi<String>) -> bool {
    !text.reveal().trim().is_empty()
}
