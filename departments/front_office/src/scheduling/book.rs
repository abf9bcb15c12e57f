//! Booking: a promise to a patient, and the time it takes.

use super::facts::AppointmentFact;
use super::history::{HistoryDeed, keep};
use super::rules::{self, HoursRule, Place, Taken};
use super::tables::{AppointmentRow, appointment};
use super::{AppointmentId, BOOK, DOUBLE_BOOK, Standing, VisitTypeId, visit_types};
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};

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
        let (row, at, zone) = self.prepare(tx)?;
        rules::check_free(tx, &at, &at.resources(), &zone, None)?;
        let fact = AppointmentFact::Booked {
            appointment: row.id,
            patient: row.patient,
            visit_type: row.visit_type,
            at: at.place,
        };
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        pen.insert(appointment::table, &row)?;
        rules::take(&mut pen, row.id, &at, &[])?;
        keep(&mut pen, &row, HistoryDeed::Booked, now, who)?;
        Ok(row.id)
    }
}

impl BookAppointment {
    /// Everything but the question whether the time is free; others who want it wait from here on.
    fn prepare(&self, tx: &mut Tx<'_>) -> Result<(AppointmentRow, Taken, jiff::tz::TimeZone), Problem> {
        if self.reason.reveal().chars().count() > REASON_LENGTH_MAX {
            let say = "Keep the reason under 500 letters; the rest belongs in the chart.";
            return Err(Problem::invalid("too_long", say).at("reason", say));
        }
        let visit_type = visit_types::bookable(tx, self.visit_type)?;
        let (at, zone) = rules::taken(tx, &self.at, rules::length(self.minutes, &visit_type))?;
        rules::check_hours(tx, &at, &zone, self.hours)?;
        rules::hold(tx, &at)?;
        let row = AppointmentRow {
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
        };
        Ok((row, at, zone))
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
        let (row, at, _) = self.booking.prepare(tx)?;
        let held = rules::in_the_way(tx, &at, &at.resources(), None)?;
        let mut over: Vec<AppointmentId> = held.iter().map(|held| held.appointment).collect();
        over.sort_unstable();
        over.dedup();
        let purpose: Vec<_> = held.iter().map(|held| held.resource).collect();
        let row = AppointmentRow { double_reason: Some(Phi::new(reason.to_owned())), ..row };
        let fact = AppointmentFact::DoubleBooked {
            appointment: row.id,
            patient: row.patient,
            visit_type: row.visit_type,
            at: at.place,
            over,
        };
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(fact);
        pen.insert(appointment::table, &row)?;
        rules::take(&mut pen, row.id, &at, &purpose)?;
        keep(&mut pen, &row, HistoryDeed::DoubleBooked, now, who)?;
        Ok(row.id)
    }
}
