//! What happens to visits, in ids and codes.

use super::urgent_care::OutOfTurn;
use super::{Status, VisitId};
use crate::scheduling::AppointmentId;
use office::{Fact, PatientId, SiteId};
use registry::practice::{RoomId, StaffId};
use serde::Serialize;

/// What was done to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitDeed {
    /// Somebody arrived for an appointment.
    Arrived,
    /// Somebody came without one.
    WalkedIn,
    /// It moved to another status.
    Advanced,
    /// The check-in was finished.
    CheckedIn,
    /// The patient was put in a room, or in another one.
    Roomed,
    /// The last status was taken back.
    Undone,
    /// The patient left without being seen.
    LeftUnseen,
    /// The patient checked out.
    CheckedOut,
    /// A provider took the patient from the queue.
    Taken,
    /// The patient waits for the next provider again.
    HandedBack,
    /// Another provider has the patient now.
    HandedOver,
}

/// Something happened to a visit.
#[derive(Clone, Debug, Serialize)]
pub struct VisitFact {
    /// What.
    #[serde(skip)]
    pub deed: VisitDeed,
    /// Which visit.
    pub visit: VisitId,
    /// Whose.
    #[serde(skip)]
    pub patient: PatientId,
    /// Where.
    #[serde(skip)]
    pub site: SiteId,
    /// The appointment it came from, if any.
    pub appointment: Option<AppointmentId>,
    /// The status before; none at the beginning.
    pub from: Option<Status>,
    /// The status from now on.
    pub to: Status,
    /// The room from now on.
    pub room: Option<RoomId>,
    /// The provider from now on, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<StaffId>,
    /// Why the patient was taken before others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_of_turn: Option<OutOfTurn>,
    /// The number of the change.
    pub version: i64,
}

impl Fact for VisitFact {
    fn name(&self) -> &'static str {
        match self.deed {
            VisitDeed::Arrived => "visit.arrived",
            VisitDeed::WalkedIn => "visit.walked_in",
            VisitDeed::Advanced => "visit.advanced",
            VisitDeed::CheckedIn => "visit.checked_in",
            VisitDeed::Roomed => "visit.roomed",
            VisitDeed::Undone => "visit.undone",
            VisitDeed::LeftUnseen => "visit.left_unseen",
            VisitDeed::CheckedOut => "visit.checked_out",
            VisitDeed::Taken => "visit.taken",
            VisitDeed::HandedBack => "visit.handed_back",
            VisitDeed::HandedOver => "visit.handed_over",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

/// From how many minutes on the board warns was set: for one status, or since the door.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThresholdSet {
    /// None for the whole stay.
    pub status: Option<Status>,
    pub warn_minutes: i64,
    pub alarm_minutes: i64,
}

impl Fact for ThresholdSet {
    fn name(&self) -> &'static str {
        "flow_threshold.set"
    }
}
