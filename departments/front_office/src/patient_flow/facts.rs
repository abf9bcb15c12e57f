//! What happens to visits, in ids and codes.

use super::{Status, VisitId};
use crate::scheduling::AppointmentId;
use office::{Fact, PatientId, SiteId};
use registry::practice::RoomId;
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
