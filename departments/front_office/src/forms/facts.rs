//! What happened to forms, in ids, codes and days.

use super::{Capacity, FormId, SignedId, WithdrawalId};
use crate::intake::ConsentKind;
use kernel::Day;
use office::{Fact, PatientId};
use registry::people::Language;
use serde::Serialize;

/// Something happened to a form.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum FormFact {
    Drafted {
        form: FormId,
        version: i64,
    },
    Published {
        form: FormId,
        edition: i64,
        asks_again: bool,
    },
    Retired {
        form: FormId,
    },
    Signed {
        signed: SignedId,
        #[serde(skip)]
        patient: PatientId,
        form: FormId,
        edition: i64,
        capacity: Capacity,
        language: Language,
        expires_on: Option<Day>,
    },
    Withdrawn {
        withdrawal: WithdrawalId,
        #[serde(skip)]
        patient: PatientId,
        signed: Option<SignedId>,
        kind: Option<ConsentKind>,
        capacity: Capacity,
        withdrawn_on: Day,
    },
}

impl Fact for FormFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "form.drafted",
            Self::Published { .. } => "form.published",
            Self::Retired { .. } => "form.retired",
            Self::Signed { .. } => "form.signed",
            Self::Withdrawn { .. } => "form.withdrawn",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Signed { patient, .. } | Self::Withdrawn { patient, .. } => Some(*patient),
            Self::Drafted { .. } | Self::Published { .. } | Self::Retired { .. } => None,
        }
    }
}
