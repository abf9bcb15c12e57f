//! What happens to referrals, in ids and codes.

use super::{
    Channel, DeliveryId, DeliveryState, EntryId, Evidence, InState, InboundId, PacketId, ReferralId, ReferralState,
};
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// Something happened to a referral.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ReferralFact {
    EntryKept {
        entry: EntryId,
    },
    ClocksSet {
        rows: usize,
    },
    /// It was written, or changed while it was a draft.
    Written {
        referral: ReferralId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        parts: usize,
    },
    Moved {
        referral: ReferralId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        state: ReferralState,
        evidence: Evidence,
    },
    PacketKept {
        packet: PacketId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        pdf_sha256: String,
        fhir_sha256: String,
    },
    Delivery {
        delivery: DeliveryId,
        packet: PacketId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        channel: Channel,
        state: DeliveryState,
    },
    Inbound {
        inbound: InboundId,
        #[serde(skip)]
        patient: Option<PatientId>,
        #[serde(skip)]
        site: SiteId,
        state: InState,
        evidence: Evidence,
    },
}

impl Fact for ReferralFact {
    fn name(&self) -> &'static str {
        match self {
            Self::EntryKept { .. } => "directory.entry_kept",
            Self::ClocksSet { .. } => "referral.clocks_set",
            Self::Written { .. } => "referral.written",
            Self::Moved { .. } => "referral.moved",
            Self::PacketKept { .. } => "referral.packet_kept",
            Self::Delivery { .. } => "referral.delivery_noted",
            Self::Inbound { .. } => "referral.inbound_moved",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::EntryKept { .. } | Self::ClocksSet { .. } => None,
            Self::Written { patient, .. }
            | Self::Moved { patient, .. }
            | Self::PacketKept { patient, .. }
            | Self::Delivery { patient, .. } => Some(*patient),
            Self::Inbound { patient, .. } => *patient,
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::EntryKept { .. } | Self::ClocksSet { .. } => None,
            Self::Written { site, .. }
            | Self::Moved { site, .. }
            | Self::PacketKept { site, .. }
            | Self::Delivery { site, .. }
            | Self::Inbound { site, .. } => Some(*site),
        }
    }
}
