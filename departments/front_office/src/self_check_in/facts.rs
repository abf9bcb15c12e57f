//! What happened at self check-in, in ids and codes.

use super::{EntryStanding, KioskId, SelfCheckInId, SelfField};
use crate::scheduling::AppointmentId;
use office::{Fact, PatientId, SiteId};
use registry::people::Language;
use serde::Serialize;

/// Something happened at self check-in.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum SelfFact {
    KioskRegistered {
        kiosk: KioskId,
        #[serde(skip)]
        site: SiteId,
    },
    KioskPaired {
        kiosk: KioskId,
    },
    KioskEnded {
        kiosk: KioskId,
        #[serde(skip)]
        site: SiteId,
    },
    NobodyFound {
        kiosk: KioskId,
    },
    Opened {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
        appointment: AppointmentId,
        kiosk: Option<KioskId>,
    },
    BirthdayAsked {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
        right: bool,
    },
    LanguageChosen {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
        language: Language,
    },
    Entered {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
        fields: Vec<SelfField>,
    },
    CardSent {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
    },
    Cleared {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
    },
    Sent {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
    },
    Decided {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
        field: SelfField,
        standing: EntryStanding,
    },
    Reviewed {
        check_in: SelfCheckInId,
        #[serde(skip)]
        patient: PatientId,
    },
}

impl Fact for SelfFact {
    fn name(&self) -> &'static str {
        match self {
            Self::KioskRegistered { .. } => "kiosk.registered",
            Self::KioskPaired { .. } => "kiosk.paired",
            Self::KioskEnded { .. } => "kiosk.ended",
            Self::NobodyFound { .. } => "kiosk.nobody_found",
            Self::Opened { .. } => "self_check_in.opened",
            Self::BirthdayAsked { .. } => "self_check_in.birthday_asked",
            Self::LanguageChosen { .. } => "self_check_in.language_chosen",
            Self::Entered { .. } => "self_check_in.entered",
            Self::CardSent { .. } => "self_check_in.card_sent",
            Self::Cleared { .. } => "self_check_in.cleared",
            Self::Sent { .. } => "self_check_in.sent",
            Self::Decided { .. } => "self_check_in.decided",
            Self::Reviewed { .. } => "self_check_in.reviewed",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Opened { patient, .. }
            | Self::BirthdayAsked { patient, .. }
            | Self::LanguageChosen { patient, .. }
            | Self::Entered { patient, .. }
            | Self::CardSent { patient, .. }
            | Self::Cleared { patient, .. }
            | Self::Sent { patient, .. }
            | Self::Decided { patient, .. }
            | Self::Reviewed { patient, .. } => Some(*patient),
            _ => None,
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::KioskRegistered { site, .. } | Self::KioskEnded { site, .. } => Some(*site),
            _ => None,
        }
    }
}
