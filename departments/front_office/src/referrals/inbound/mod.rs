//! Referrals to us: they come by hand, as a document or as FHIR, find their patient, are triaged, booked, seen, and answered.

mod inbox;
mod receive;
mod rules;
pub(crate) mod tables;
mod triage;

pub use inbox::{Inbound, InboundLine, InboundSheet, OneInbound, inbound_counts, inbox, waiting_for};
pub use receive::{MatchInbound, ReceiveReferral, Received, known_source, receive};
pub use rules::{appointment_gone, attach, seen};
pub(super) use rules::{either, packet_left};
pub use triage::{MoveInbound, Triage, Verdict};

use super::EitherId;

kernel::id!(
    /// A referral to us.
    InboundId
);

impl From<InboundId> for EitherId {
    fn from(id: InboundId) -> Self {
        kernel::RawId::from(id).into()
    }
}

kernel::code!(
    /// How a referral to us came.
    Came {
        /// Somebody typed it in: a call, a visit, a letter on the desk.
        ByHand = "by_hand",
        /// As a document of the inbox.
        Document = "document",
        /// As a FHIR R4 document.
        Fhir = "fhir",
    }
);

impl Came {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ByHand => "Typed in",
            Self::Document => "As a document",
            Self::Fhir => "Electronically",
        }
    }
}
