//! What happens on the telephone, in ids and codes; never a number or a word that was said.

use super::{CallBackId, CallId, PhoneLineId, RedFlagSetId, Urgency};
use kernel::Day;
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// What was done about a call, or about a call-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallDeed {
    /// The telephone rang.
    Rang,
    /// Somebody took it, or began to call.
    Answered,
    /// It is known whom it is about.
    Identified,
    /// The reason was noted.
    Noted,
    /// The red-flag questions were asked.
    Triaged,
    /// Advice was given.
    Advised,
    /// It ended.
    Ended,
    /// Somebody is to be called back.
    CallBackAsked,
    /// Somebody took the call-back on.
    CallBackTaken,
    /// They were called in vain.
    CallBackTried,
    /// They need not be called any more.
    CallBackDone,
}

/// Something happened to a call.
#[derive(Clone, Debug, Serialize)]
pub struct CallFact {
    /// What.
    #[serde(skip)]
    pub deed: CallDeed,
    /// Which call.
    pub call: CallId,
    /// Which call-back, if it is about one.
    pub call_back: Option<CallBackId>,
    /// Whose, once that is known.
    #[serde(skip)]
    pub patient: Option<PatientId>,
    /// Where.
    #[serde(skip)]
    pub site: SiteId,
    /// How: identifiers, an outcome, a set of questions, as codes.
    pub how: String,
    /// How urgent, once that is known.
    pub urgency: Option<Urgency>,
}

impl Fact for CallFact {
    fn name(&self) -> &'static str {
        match self.deed {
            CallDeed::Rang => "call.rang",
            CallDeed::Answered => "call.answered",
            CallDeed::Identified => "call.identified",
            CallDeed::Noted => "call.noted",
            CallDeed::Triaged => "call.triaged",
            CallDeed::Advised => "call.advised",
            CallDeed::Ended => "call.ended",
            CallDeed::CallBackAsked => "call.back_asked",
            CallDeed::CallBackTaken => "call.back_taken",
            CallDeed::CallBackTried => "call.back_tried",
            CallDeed::CallBackDone => "call.back_done",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        self.patient
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

/// Something happened to the frame of the telephone.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum PhoneFact {
    LineAdded {
        phone_line: PhoneLineId,
        #[serde(skip)]
        site: SiteId,
    },
    LineClosed {
        phone_line: PhoneLineId,
        #[serde(skip)]
        site: SiteId,
    },
    RedFlagsWritten {
        red_flag_set: RedFlagSetId,
        version: i64,
    },
    RedFlagsApproved {
        red_flag_set: RedFlagSetId,
        approved_on: Day,
    },
    RedFlagsRetired {
        retired: RedFlagSetId,
    },
}

impl Fact for PhoneFact {
    fn name(&self) -> &'static str {
        match self {
            Self::LineAdded { .. } => "phone_line.added",
            Self::LineClosed { .. } => "phone_line.closed",
            Self::RedFlagsWritten { .. } => "red_flags.written",
            Self::RedFlagsApproved { .. } => "red_flags.approved",
            Self::RedFlagsRetired { .. } => "red_flags.retired",
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::LineAdded { site, .. } | Self::LineClosed { site, .. } => Some(*site),
            Self::RedFlagsWritten { .. } | Self::RedFlagsApproved { .. } | Self::RedFlagsRetired { .. } => None,
        }
    }
}
