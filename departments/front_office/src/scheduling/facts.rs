//! What happens on the schedule, in ids and codes.

use super::{AppointmentId, CancelReason, ClosureId, EquipmentId, HoldId, Standing, VisitTypeId};
use kernel::{Day, Moment};
use office::{Fact, PatientId, SiteId};
use registry::practice::{RoomId, StaffId};
use serde::Serialize;

/// Where and when an appointment is, for the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceNoted {
    /// At which site.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// In which room, if one is held.
    pub room: Option<RoomId>,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
}

/// Something happened to an appointment.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names of the fields are those of the record")]
pub enum AppointmentFact {
    /// It was booked.
    Booked {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        visit_type: VisitTypeId,
        at: PlaceNoted,
    },
    /// It was booked over others, on purpose.
    DoubleBooked {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        visit_type: VisitTypeId,
        at: PlaceNoted,
        over: Vec<AppointmentId>,
    },
    /// Somebody carries it to another day; it keeps its place until it is set down.
    Lifted {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
    },
    /// It was left where it was.
    LeftInPlace {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
    },
    /// The patient was seen here before Moa was.
    SeenBefore {
        #[serde(skip)]
        patient: PatientId,
        day: Day,
    },
    /// It was moved; this is told where it is now.
    Moved {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        from: PlaceNoted,
        to: PlaceNoted,
        version: i64,
    },
    /// It was moved to another site; this is told where it was.
    MovedAway {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        from: SiteId,
        version: i64,
    },
    /// The patient said that they will come.
    Confirmed {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        version: i64,
    },
    /// It was taken back.
    Cancelled {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        reason: CancelReason,
        version: i64,
    },
    /// The patient did not come.
    NoShow {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        version: i64,
    },
    /// It was brought back as it was.
    Restored {
        appointment: AppointmentId,
        #[serde(skip)]
        patient: PatientId,
        to: PlaceNoted,
        standing: Standing,
        version: i64,
    },
}

impl Fact for AppointmentFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Booked { .. } => "appointment.booked",
            Self::DoubleBooked { .. } => "appointment.double_booked",
            Self::Lifted { .. } => "appointment.lifted",
            Self::LeftInPlace { .. } => "appointment.left_in_place",
            Self::SeenBefore { .. } => "appointment.patient_seen_before",
            Self::Moved { .. } => "appointment.moved",
            Self::MovedAway { .. } => "appointment.moved_away",
            Self::Confirmed { .. } => "appointment.confirmed",
            Self::Cancelled { .. } => "appointment.cancelled",
            Self::NoShow { .. } => "appointment.no_show",
            Self::Restored { .. } => "appointment.restored",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Booked { patient, .. }
            | Self::DoubleBooked { patient, .. }
            | Self::SeenBefore { patient, .. }
            | Self::Lifted { patient, .. }
            | Self::LeftInPlace { patient, .. }
            | Self::Moved { patient, .. }
            | Self::MovedAway { patient, .. }
            | Self::Confirmed { patient, .. }
            | Self::Cancelled { patient, .. }
            | Self::NoShow { patient, .. }
            | Self::Restored { patient, .. } => Some(*patient),
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::Booked { at, .. } | Self::DoubleBooked { at, .. } => Some(at.site),
            Self::Moved { to, .. } | Self::Restored { to, .. } => Some(to.site),
            Self::SeenBefore { .. } => None,
            Self::MovedAway { from, .. } => Some(*from),
            Self::Lifted { site, .. } | Self::LeftInPlace { site, .. } => Some(*site),
            Self::Confirmed { site, .. } | Self::Cancelled { site, .. } | Self::NoShow { site, .. } => Some(*site),
        }
    }
}

/// Something happened to the frame of the schedule.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum FrameFact {
    VisitTypeKept {
        visit_type: VisitTypeId,
    },
    HoursSet {
        provider: StaffId,
        #[serde(skip)]
        site: SiteId,
        from: Day,
    },
    Closed {
        closures: Vec<ClosureId>,
        site: Option<SiteId>,
        provider: Option<StaffId>,
        first: Day,
        last: Day,
    },
    Reopened {
        closure: ClosureId,
        site: Option<SiteId>,
        provider: Option<StaffId>,
    },
    EquipmentKept {
        equipment: EquipmentId,
        #[serde(skip)]
        site: SiteId,
    },
    SlotHeld {
        hold: HoldId,
        provider: StaffId,
        #[serde(skip)]
        site: SiteId,
    },
    SlotReleased {
        hold: HoldId,
        provider: StaffId,
        #[serde(skip)]
        site: SiteId,
    },
}

impl Fact for FrameFact {
    fn name(&self) -> &'static str {
        match self {
            Self::VisitTypeKept { .. } => "visit_type.kept",
            Self::HoursSet { .. } => "schedule.hours_set",
            Self::Closed { .. } => "schedule.closed",
            Self::Reopened { .. } => "schedule.reopened",
            Self::EquipmentKept { .. } => "schedule.equipment_kept",
            Self::SlotHeld { .. } => "schedule.slot_held",
            Self::SlotReleased { .. } => "schedule.slot_released",
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::VisitTypeKept { .. } => None,
            Self::HoursSet { site, .. }
            | Self::EquipmentKept { site, .. }
            | Self::SlotHeld { site, .. }
            | Self::SlotReleased { site, .. } => Some(*site),
            Self::Closed { site, .. } | Self::Reopened { site, .. } => *site,
        }
    }
}
