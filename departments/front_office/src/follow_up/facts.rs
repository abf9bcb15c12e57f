//! What happens to what is followed up, in ids and codes.

use super::{
    AttemptOutcome, Because, EntryStanding, FeeKind, OfferId, OfferStanding, RebookingStanding, RecallId, RecallRuleId,
    WaitlistEntryId,
};
use crate::scheduling::AppointmentId;
use kernel::Moment;
use office::{Fact, PatientId, SiteId};
use registry::practice::StaffId;
use serde::Serialize;

/// Something happened that is followed up.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum FollowUpFact {
    Waitlisted {
        entry: WaitlistEntryId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: Option<SiteId>,
        standing: EntryStanding,
    },
    /// A freed time was offered to so many.
    Offered {
        #[serde(skip)]
        site: SiteId,
        provider: StaffId,
        starts_at: Moment,
        offers: Vec<OfferId>,
    },
    OfferAnswered {
        offer: OfferId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        standing: OfferStanding,
    },
    FeeRuleSet {
        kind: FeeKind,
        cents: Option<i64>,
    },
    FeeMade {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        kind: FeeKind,
        cents: i64,
    },
    /// The appointment was brought back: nothing is owed for it.
    FeeTakenBack {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
    },
    FeeWaived {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
    },
    ToRebook {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        because: Because,
        standing: RebookingStanding,
    },
    RecallRuleKept {
        rule: RecallRuleId,
    },
    /// A recall is told by message from now on.
    RecallTold {
        recall: RecallId,
        rule: RecallRuleId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
    },
    /// What hid a recall from the calls does so no more.
    RecallShownAgain {
        recall: RecallId,
        rule: RecallRuleId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
    },
    RecallAttempted {
        rule: RecallRuleId,
        #[serde(skip)]
        patient: PatientId,
        outcome: AttemptOutcome,
    },
}

impl Fact for FollowUpFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Waitlisted { .. } => "waitlist.entry_kept",
            Self::Offered { .. } => "waitlist.offered",
            Self::OfferAnswered { .. } => "waitlist.offer_answered",
            Self::FeeRuleSet { .. } => "missed_fee.rule_set",
            Self::FeeMade { .. } => "missed_fee.made",
            Self::FeeTakenBack { .. } => "missed_fee.taken_back",
            Self::FeeWaived { .. } => "missed_fee.waived",
            Self::ToRebook { .. } => "rebooking.kept",
            Self::RecallRuleKept { .. } => "recall.rule_kept",
            Self::RecallTold { .. } => "recall.told",
            Self::RecallShownAgain { .. } => "recall.shown_again",
            Self::RecallAttempted { .. } => "recall.attempted",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Waitlisted { patient, .. }
            | Self::OfferAnswered { patient, .. }
            | Self::FeeMade { patient, .. }
            | Self::FeeTakenBack { patient, .. }
            | Self::FeeWaived { patient, .. }
            | Self::ToRebook { patient, .. }
            | Self::RecallTold { patient, .. }
            | Self::RecallShownAgain { patient, .. }
            | Self::RecallAttempted { patient, .. } => Some(*patient),
            Self::Offered { .. } | Self::FeeRuleSet { .. } | Self::RecallRuleKept { .. } => None,
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::Waitlisted { site, .. } => *site,
            Self::RecallTold { site, .. }
            | Self::RecallShownAgain { site, .. }
            | Self::Offered { site, .. }
            | Self::OfferAnswered { site, .. }
            | Self::ToRebook { site, .. } => Some(*site),
            _ => None,
        }
    }
}
