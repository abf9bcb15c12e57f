//! What happened to the booking questions, in ids and codes: a step is the key of a question and the number of an answer.

use super::AnswersLed;
use crate::scheduling::AppointmentId;
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// Something happened to the booking questions.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum QuestionsFact {
    Drafted {
        version: i64,
    },
    Published {
        edition: i64,
    },
    Retired {
        edition: i64,
    },
    Answered {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        edition: i64,
        steps: String,
        led: AnswersLed,
    },
}

impl Fact for QuestionsFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "booking_questions.drafted",
            Self::Published { .. } => "booking_questions.published",
            Self::Retired { .. } => "booking_questions.retired",
            Self::Answered { .. } => "booking_questions.answered",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Answered { patient, .. } => Some(*patient),
            Self::Drafted { .. } | Self::Published { .. } | Self::Retired { .. } => None,
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::Answered { site, .. } => Some(*site),
            Self::Drafted { .. } | Self::Published { .. } | Self::Retired { .. } => None,
        }
    }
}
