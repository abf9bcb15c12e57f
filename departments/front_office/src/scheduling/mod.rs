//! Scheduling: who is to be seen when and by whom, and the time of providers and rooms that this holds.

mod agree;
mod book;
mod cancel;
mod carry;
mod choices;
mod closures;
mod confirm;
mod day;
mod day_repair;
mod equipment;
mod established;
mod facts;
mod find_times;
mod first_available;
mod frame;
#[cfg(test)]
mod frame_properties;
mod history;
mod hold_slot;
mod hours;
mod hours_of;
mod labels;
mod move_to;
mod needs;
mod no_show;
pub mod no_show_risk;
mod of_patient;
mod offered;
mod one;
mod openings;
mod repair;
#[cfg(test)]
mod repair_properties;
mod restore;
mod rules;
mod series;
mod set_down;
pub(crate) mod tables;
mod time;
mod visit_types;

pub(crate) use agree::find_faults;
pub(crate) use book::check_reason;
pub use book::{BookAppointment, BookAsPromised, DoubleBookAppointment};
pub use cancel::CancelAppointment;
pub use carry::{LeaveAppointment, LiftAppointment, Tray, tray};
pub use choices::{BookingChoices, ChoicesAnswer};
pub use closures::{AddClosure, Closed, ClosureOf, PartOfADay, RemoveClosure};
pub use confirm::ConfirmAppointment;
pub use day::{Column, DayLines, ScheduleLine, VisitSeen, WeekLines, day_lines, expected_lines, week_lines};
pub use day_repair::{AcceptRepair, DayRepair, PlanDayRepair, plan_day};
pub use equipment::{AddEquipment, CloseEquipment, EquipmentKind, EquipmentLine, EquipmentOf};
pub use established::NoteSeenBefore;
pub use facts::{AppointmentFact, PlaceNoted};
pub use find_times::{FindTimes, Reason, Suggestion, Suggestions, Wishes};
pub use first_available::{FirstAvailable, OpeningsFound, PartOfDay};
pub use history::{HistoryDeed, HistoryLine};
pub use hold_slot::{HoldSlot, ReleaseHold, SlotHeld, holds_at};
pub use hours::{SetProviderHours, WeeklyHours};
pub use hours_of::{HoursAnswer, HoursLine, HoursOf};
pub use labels::Labels;
pub use move_to::MoveAppointment;
pub(crate) use needs::needs_of;
pub use needs::{Needs, NeedsOf, SetVisitTypeNeeds};
pub use no_show::MarkNoShow;
pub use of_patient::{AppointmentsOf, Coming, ComingUp, PastOf, UpcomingOf, past_of, upcoming_of};
pub(crate) use offered::offered_minutes;
pub use one::{Appointment, AppointmentAnswer, appointment_line, appointment_patient};
pub use openings::Opening;
pub use repair::{NewPlace, Proposal, Stranded, WhyThere};
pub use restore::{RestoreAppointment, RestoreTo};
pub use rules::{HoursRule, Place};
pub(crate) use rules::{is_free, is_open, stored_appointment, works_at};
pub use series::BookSeries;
pub(crate) use tables::AppointmentRow;
pub(crate) use time::moment_at;
pub use visit_types::{AddVisitType, ChangeVisitType, VisitType, VisitTypeFields, VisitTypes, visit_types};
pub(crate) use visit_types::{bookable, one as visit_type};

use office::{Act, Permission};

/// Seeing which visit types there are.
pub const SEE_VISIT_TYPES: Act = Act::new("visit_types.see", Permission::SeeSchedule);
/// Adding and changing visit types.
pub const MANAGE_VISIT_TYPES: Act = Act::new("visit_types.manage", Permission::ManagePractice);
/// Seeing when providers work and when it is closed.
pub const SEE_HOURS: Act = Act::new("hours.see", Permission::SeeSchedule);
/// Setting when providers work and when it is closed.
pub const MANAGE_HOURS: Act = Act::new("hours.manage", Permission::ManagePractice);
/// Seeing what can be chosen when booking: providers, kinds of visit, rooms.
pub const SEE_CHOICES: Act = Act::new("schedule.see_choices", Permission::SeeSchedule);
/// Seeing the schedule of a day or week.
pub const SEE_SCHEDULE: Act = Act::new("schedule.see", Permission::SeeSchedule);
/// Looking for a free time.
pub const FIND_OPENING: Act = Act::new("schedule.find_opening", Permission::SeeSchedule);
/// Seeing a patient's appointments.
pub const SEE_APPOINTMENT: Act = Act::new("appointments.see", Permission::SeeSchedule);
/// Booking.
pub const BOOK: Act = Act::new("appointments.book", Permission::Schedule);
/// Booking over another appointment, with a reason.
pub const DOUBLE_BOOK: Act = Act::new("appointments.double_book", Permission::DoubleBook);
/// Moving to another time, provider or site.
pub const MOVE: Act = Act::new("appointments.move", Permission::Schedule);
/// Noting that the patient confirmed.
pub const CONFIRM: Act = Act::new("appointments.confirm", Permission::Schedule);
/// Cancelling, with a reason.
pub const CANCEL: Act = Act::new("appointments.cancel", Permission::Schedule);
/// Noting that the patient did not come.
pub const MARK_NO_SHOW: Act = Act::new("appointments.mark_no_show", Permission::CheckIn);
/// Bringing back what was cancelled, or an earlier place.
pub const RESTORE: Act = Act::new("appointments.restore", Permission::Schedule);

/// Keeping a time for a caller for some minutes.
pub const HOLD_SLOT: Act = Act::new("appointments.hold_slot", Permission::Schedule);
/// Noting that a patient was seen here before Moa.
pub const NOTE_SEEN_BEFORE: Act = Act::new("appointments.note_seen_before", Permission::Schedule);
/// Seeing the equipment of a site.
pub const SEE_EQUIPMENT: Act = Act::new("equipment.see", Permission::SeeSchedule);
/// Adding equipment and taking it out of use.
pub const MANAGE_EQUIPMENT: Act = Act::new("equipment.manage", Permission::ManagePractice);

kernel::id!(
    /// A promise to see a patient at a time.
    AppointmentId
);
kernel::id!(
    /// What kind of visit it is, and how long it takes.
    VisitTypeId
);
kernel::id!(
    /// A day, or part of one, on which nobody is seen.
    ClosureId
);
kernel::id!(
    /// A piece of a provider's week.
    HoursId
);
kernel::id!(
    /// A piece of equipment that is held together with a provider.
    EquipmentId
);
kernel::id!(
    /// Some minutes of a provider's time, kept for a caller.
    HoldId
);

kernel::code!(
    /// How a promise stands. What becomes of the patient on the day is the visit's status, not this.
    Standing {
        /// Promised.
        Booked = "booked",
        /// Promised, and the patient said that they will come.
        Confirmed = "confirmed",
        /// Taken back.
        Cancelled = "cancelled",
        /// The patient did not come.
        NoShow = "no_show",
    }
);

impl Standing {
    /// Whether the time is held.
    #[must_use]
    pub const fn holds_time(self) -> bool {
        matches!(self, Self::Booked | Self::Confirmed)
    }

    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Booked => "Booked",
            Self::Confirmed => "Confirmed",
            Self::Cancelled => "Cancelled",
            Self::NoShow => "No-show",
        }
    }
}

kernel::code!(
    /// Why an appointment was taken back.
    CancelReason {
        /// The patient asked.
        PatientAsked = "patient_asked",
        /// The patient is ill or in hospital.
        PatientIll = "patient_ill",
        /// The patient has no way to come.
        NoTransport = "no_transport",
        /// Work, school or family came between.
        PatientBusy = "patient_busy",
        /// Cost or coverage.
        Cost = "cost",
        /// The provider is not there.
        ProviderAway = "provider_away",
        /// The office is closed.
        OfficeClosed = "office_closed",
        /// It was booked by mistake.
        BookedByMistake = "booked_by_mistake",
        /// The patient died.
        Deceased = "deceased",
        /// Something else.
        Other = "other",
    }
);

impl CancelReason {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::PatientAsked => "Patient asked",
            Self::PatientIll => "Patient is ill",
            Self::NoTransport => "No transport",
            Self::PatientBusy => "Work, school or family",
            Self::Cost => "Cost or coverage",
            Self::ProviderAway => "Provider away",
            Self::OfficeClosed => "Office closed",
            Self::BookedByMistake => "Booked by mistake",
            Self::Deceased => "Patient died",
            Self::Other => "Other",
        }
    }
}

kernel::code!(
    /// For whom a visit type is.
    ForWhom {
        /// Patients never seen here.
        New = "new",
        /// Patients who were.
        Established = "established",
        /// Either.
        Any = "any",
    }
);

kernel::code!(
    /// The colour family of a visit type on the schedule; never the only signal.
    TypeTone {
        /// Blue.
        Sky = "sky",
        /// Green.
        Leaf = "leaf",
        /// Violet.
        Plum = "plum",
        /// Amber.
        Sand = "sand",
        /// Red.
        Rose = "rose",
        /// Grey.
        Stone = "stone",
    }
);

kernel::code!(
    /// Why nobody is seen.
    ClosureKind {
        /// A holiday of the office.
        Holiday = "holiday",
        /// Time off.
        TimeOff = "time_off",
        /// A meeting, or time at the desk.
        Meeting = "meeting",
        /// Training.
        Training = "training",
        /// Weather, power, water.
        Emergency = "emergency",
        /// Something else.
        Other = "other",
    }
);

impl ClosureKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Holiday => "Holiday",
            Self::TimeOff => "Time off",
            Self::Meeting => "Meeting",
            Self::Training => "Training",
            Self::Emergency => "Emergency",
            Self::Other => "Closed",
        }
    }
}
