//! What happens at the check-in, in ids and codes.

use super::{ConsentId, ConsentKind, EarlierSignatures, SignedHow, TickName};
use crate::patient_flow::VisitId;
use kernel::{Day, Money};
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// Something was checked at the desk, or signed.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum IntakeFact {
    /// A tick was set: how says by which proof or review.
    Ticked {
        /// At which visit.
        visit: VisitId,
        /// Whose.
        #[serde(skip)]
        patient: PatientId,
        /// Where.
        #[serde(skip)]
        site: SiteId,
        /// Which of the five.
        tick: TickName,
        /// By which proof or review.
        how: &'static str,
        /// What is due, where that is the question.
        amount: Option<Money>,
    },
    /// A tick was taken away.
    Unticked {
        /// At which visit.
        visit: VisitId,
        /// Whose.
        #[serde(skip)]
        patient: PatientId,
        /// Where.
        #[serde(skip)]
        site: SiteId,
        /// Which of the five.
        tick: TickName,
    },
    /// A consent was signed.
    Signed {
        /// Which.
        consent: ConsentId,
        /// By whom.
        #[serde(skip)]
        patient: PatientId,
        /// To what.
        kind: ConsentKind,
        /// How.
        how: SignedHow,
        /// Until when it holds, if it ends.
        expires_on: Option<Day>,
    },
}

impl Fact for IntakeFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Ticked { .. } => "check_in.ticked",
            Self::Unticked { .. } => "check_in.unticked",
            Self::Signed { .. } => "consent.signed",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Ticked { patient, .. } | Self::Unticked { patient, .. } | Self::Signed { patient, .. } => {
                Some(*patient)
            }
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::Ticked { site, .. } | Self::Unticked { site, .. } => Some(*site),
            Self::Signed { .. } => None,
        }
    }
}

/// Another edition of a consent form is handed out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditionSet {
    pub kind: ConsentKind,
    pub earlier: EarlierSignatures,
}

impl Fact for EditionSet {
    fn name(&self) -> &'static str {
        "consent_edition.set"
    }
}
