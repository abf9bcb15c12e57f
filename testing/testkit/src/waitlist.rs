//! The waitlist for stories.

use front_office::follow_up::{AddToWaitlist, Urgency, Weekdays};
use front_office::scheduling::{PartOfDay, VisitTypeId};
use office::PatientId;

/// Somebody takes any time with anybody, from the Monday of the stories until the end of the year.
///
/// # Panics
/// Never: both days are in the calendar.
#[must_use]
pub fn waits(patient: PatientId, visit_type: VisitTypeId) -> AddToWaitlist {
    AddToWaitlist {
        patient,
        visit_type,
        site: None,
        provider: None,
        part: PartOfDay::Any,
        weekdays: Weekdays::default(),
        from: "2026-11-16".parse().expect("a day"),
        until: "2026-12-31".parse().expect("a day"),
        urgency: Urgency::Routine,
        appointment: None,
        note: "blood pressure".into(),
    }
}
