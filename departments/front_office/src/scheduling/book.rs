//! Booking: a promise to a patient, and the time it takes.

use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::needs::{self, Candidates, Needs, WhenAllHeld};
use super::rules::{self, HoursRule, Place, Taken};
use super::tables::{AppointmentRow, ResourceId, appointment};
use super::{AppointmentId, BOOK, DOUBLE_BOOK, Standing, VisitTypeId, established, hold_slot, visit_types};
use crate::follow_up;
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;

/// Books an appointment. A time that is taken is refused, with a sentence that says by whom.
#[derive(Clone, Debug)]
pub struct BookAppointment {
    /// For whom.
    pub patient: PatientId,
    /// Where, when, with whom.
    pub at: Place,
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// How long; where nothing is said, as long as the visit type takes.
    pub minutes: Option<i64>,
    /// Why the patient comes, in their words; may be empty.
    pub reason: Phi<String>,
    /// What to do about a time outside the provider's hours.
    pub hours: HoursRule,
}

/// Books over another appointment on purpose. It needs a reason, which stays with the appointment.
#[derive(Clone, Debug)]
pub struct DoubleBookAppointment {
    /// What to book.
    pub booking: BookAppointment,
    /// Why it may stand over another one.
    pub reason: Phi<String>,
}

/// More reason than this is not kept.
const REASON_LENGTH_MAX: usize = 500;

impl Command for BookAppointment {
    const ACT: Act = BOOK;
    type Done = AppointmentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        let ready = self.prepare(tx, Care::Full)?;
        let fact = AppointmentFact::Booked {
            appointment: ready.row.id,
            patient: ready.row.patient,
            visit_type: ready.row.visit_type,
            at: ready.at.place,
        };
        ready.write(tx, fact, HistoryDeed::Booked)
    }
}

/// Which rules a booking is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// All of them.
    Full,
    /// It may stand over others, on purpose.
    Over,
    /// Somebody else promised it already: only nobody's time is given twice.
    AsPromised,
}

/// An appointment about to be written, with the time that it takes.
struct Ready {
    row: AppointmentRow,
    at: Taken,
    /// What it holds together with others, on purpose.
    shared: Vec<ResourceId>,
    over: Vec<AppointmentId>,
}

impl Ready {
    fn write(&self, tx: &mut Tx<'_>, fact: AppointmentFact, deed: HistoryDeed) -> Result<AppointmentId, Problem> {
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        pen.insert(appointment::table, &self.row)?;
        rules::take(&mut pen, self.row.id, &self.at, &self.shared)?;
        hold_slot::use_up(&mut pen, &self.at.place, who)?;
        follow_up::slot_filled(&mut pen, &self.at.place)?;
        keep(&mut pen, &self.row, deed, now, who)?;
        follow_up::rebooked(tx, &self.row)?;
        follow_up::booked_meanwhile(tx, &self.row)?;
        Ok(self.row.id)
    }
}

/// Whether it is short enough to say why somebody comes.
///
/// # Errors
/// Invalid, when it is not.
pub(crate) fn check_reason(reason: &str) -> Result<(), Problem> {
    if reason.chars().count() > REASON_LENGTH_MAX {
        let say = "Keep the reason under 500 letters; the rest belongs in the chart.";
        return Err(Problem::invalid("too_long", say).at("reason", say));
    }
    Ok(())
}

impl BookAppointment {
    /// Everything but writing it; others who want the time wait from here on.
    fn prepare(&self, tx: &mut Tx<'_>, care: Care) -> Result<Ready, Problem> {
        check_reason(self.reason.reveal())?;
        let visit_type = visit_types::bookable(tx, self.visit_type)?;
        let length = rules::length(self.minutes, &visit_type);
        let (mut at, zone) = rules::taken(tx, &self.at, length, Some(self.patient))?;
        let needs = if care == Care::AsPromised { Needs::default() } else { needs::needs_of(tx, visit_type.id)? };
        if care != Care::AsPromised {
            established::check(tx, self.patient, &visit_type, at.day)?;
            rules::check_provider_does(tx, at.place.provider, &visit_type, &needs)?;
        }
        rules::check_hours(tx, &at, &zone, self.hours)?;
        let candidates = Candidates::of(tx, &at, &needs)?;
        rules::hold_with(tx, &at, candidates.raw())?;
        check_stands(tx, self.patient)?;
        let otherwise = if care == Care::Over { WhenAllHeld::Share } else { WhenAllHeld::Refuse };
        needs::allocate(tx, &mut at, &candidates, (&needs, &zone), (None, None), otherwise)?;
        let (mut shared, mut over) = (Vec::new(), Vec::new());
        if care == Care::Over {
            let held = rules::in_the_way(tx, &at, &at.resources(), None)?;
            over = held.iter().map(|held| held.appointment).collect();
            over.sort_unstable();
            over.dedup();
            shared = held.iter().map(|held| held.resource).collect();
        } else {
            shared.extend(rules::check_free(tx, &at, &at.resources(), &zone, None)?);
        }
        if care == Care::Full {
            rules::check_patient_free(tx, &at, &zone, None)?;
        }
        Ok(Ready { row: self.row(tx, &at), at, shared, over })
    }

    fn row(&self, tx: &Tx<'_>, at: &Taken) -> AppointmentRow {
        AppointmentRow {
            id: tx.id(),
            site: at.place.site,
            provider: at.place.provider,
            room: at.place.room,
            patient: self.patient,
            visit_type: self.visit_type,
            starts_at: at.place.starts_at,
            ends_at: at.place.ends_at,
            day: at.day,
            standing: Standing::Booked,
            reason: Phi::new(self.reason.reveal().trim().to_owned()),
            cancel_reason: None,
            double_reason: None,
            booked_by: tx.who().account(),
            booked_at: tx.now(),
            version: 1,
        }
    }
}

/// Takes over an appointment that was promised before it stood in Moa: whether its kind is for this patient and which room
/// it needs is not asked again, but nobody's time is given twice.
#[derive(Clone, Debug)]
pub struct BookAsPromised(pub BookAppointment);

impl Command for BookAsPromised {
    const ACT: Act = BOOK;
    type Done = AppointmentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.0.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        let ready = self.0.prepare(tx, Care::AsPromised)?;
        let fact = AppointmentFact::Booked {
            appointment: ready.row.id,
            patient: ready.row.patient,
            visit_type: ready.row.visit_type,
            at: ready.at.place,
        };
        ready.write(tx, fact, HistoryDeed::Booked)
    }
}

impl Command for DoubleBookAppointment {
    const ACT: Act = DOUBLE_BOOK;
    type Done = AppointmentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.booking.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        let reason = self.reason.reveal().trim();
        if reason.is_empty() || reason.chars().count() > REASON_LENGTH_MAX {
            let say = "Say why this may be booked over another appointment, in up to 500 letters.";
            return Err(Problem::invalid("no_reason", say).at("double_reason", say));
        }
        let mut ready = self.booking.prepare(tx, Care::Over)?;
        ready.row.double_reason = Some(Phi::new(reason.to_owned()));
        let fact = AppointmentFact::DoubleBooked {
            appointment: ready.row.id,
            patient: ready.row.patient,
            visit_type: ready.row.visit_type,
            at: ready.at.place,
            over: ready.over.clone(),
        };
        ready.write(tx, fact, HistoryDeed::DoubleBooked)
    }
}
