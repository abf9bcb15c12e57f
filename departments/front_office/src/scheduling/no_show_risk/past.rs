//! The practice's own appointments, kept and missed: what is learned from, and what a patient did before.

use super::circumstances::Circumstances;
use super::logistic::{Coefficient, Model};
use crate::learning::store::{NO_SHOWS, stored};
use crate::patient_flow::{Status, tables::visit};
use crate::scheduling::tables::{appointment, visit_type};
use crate::scheduling::{ScheduleLine, Standing};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Moment, Problem};
use office::{PatientId, Reader};
use registry::practice::{Site, zone_of};
use std::collections::{HashMap, VecDeque};

/// Days of a practice's past that are learned from.
const DAYS: i32 = 730;
/// Appointments of one site that are learned from, the latest ones.
const OUTCOMES_MAX: u32 = 20_000;
/// Earlier appointments of a patient that count.
const EARLIER_MAX: usize = 10;
/// Among so many of a patient's last appointments those are looked for.
const LOOKED_AT: u32 = 40;

/// An appointment that was kept or missed.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    patient: PatientId,
    booked_at: Moment,
    starts_at: Moment,
    zone: TimeZone,
    visit_type: String,
    missed: bool,
}

/// Missed, or kept; nothing for one that was cancelled, and for one of which nobody noted what became of it.
fn missed(standing: Standing, seen: Option<Status>) -> Option<bool> {
    match (standing, seen) {
        (Standing::NoShow, _) => Some(true),
        (Standing::Cancelled, _) | (_, None | Some(Status::Mistaken)) => None,
        (Standing::Booked | Standing::Confirmed, Some(_)) => Some(false),
    }
}

/// What became of a site's appointments, the latest first.
pub(crate) fn outcomes(read: &mut Reader<'_>, site: &Site) -> Result<Vec<Outcome>, Problem> {
    let today = read.today(&site.zone);
    let query = appointment::table
        .inner_join(visit_type::table)
        .left_join(visit::table.on(visit::appointment.eq(appointment::id.nullable())))
        .filter(appointment::site.eq(site.id))
        .filter(appointment::day.ge(today.plus_days(-DAYS)).and(appointment::day.lt(today)))
        .order((appointment::day.desc(), appointment::starts_at.desc(), appointment::id))
        .select((
            appointment::patient,
            appointment::booked_at,
            appointment::starts_at,
            visit_type::name,
            appointment::standing,
            visit::status.nullable(),
        ));
    let rows: Vec<(PatientId, Moment, Moment, String, Standing, Option<Status>)> = read.list(query, OUTCOMES_MAX)?;
    let outcome = |(patient, booked_at, starts_at, visit_type, standing, seen)| {
        let zone = site.zone.clone();
        missed(standing, seen).map(|missed| Outcome { patient, booked_at, starts_at, zone, visit_type, missed })
    };
    Ok(rows.into_iter().filter_map(outcome).collect())
}

/// The appointments with what was known before each: a patient's later appointments say nothing about earlier ones.
pub(crate) fn cases(outcomes: &mut [Outcome]) -> Vec<(Circumstances<'_>, bool)> {
    outcomes.sort_by_key(|outcome| outcome.starts_at);
    let mut before: HashMap<PatientId, VecDeque<bool>> = HashMap::new();
    let mut cases = Vec::new();
    for outcome in outcomes.iter() {
        let earlier = before.entry(outcome.patient).or_default();
        cases.push((circumstances(outcome, earlier.iter().copied()), outcome.missed));
        earlier.push_back(outcome.missed);
        if earlier.len() > EARLIER_MAX {
            earlier.pop_front();
        }
    }
    cases
}

fn circumstances(of: &Outcome, earlier: impl Iterator<Item = bool>) -> Circumstances<'_> {
    let starts = of.starts_at.civil(&of.zone);
    let (mut count, mut missed) = (0, 0);
    for one in earlier {
        count += 1;
        missed += u32::from(one);
    }
    let booked = kernel::Day::from(of.booked_at.civil(&of.zone).date());
    Circumstances {
        lead_days: i64::from(kernel::Day::from(starts.date()).days_since(booked)),
        earlier: count,
        missed,
        hour: i64::from(starts.hour()),
        ..Circumstances::of(&of.visit_type, starts.weekday())
    }
}

/// The risk that a promise is not kept, for the desk: to remind, never to refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoShowRisk {
    /// Of a hundred such appointments, so many are missed; none, while too little was learned.
    pub per_cent: Option<u8>,
    /// Of the patient's last appointments so many were missed.
    pub missed: u32,
    /// What stands out about it.
    pub words: String,
}

/// Missed ones among a patient's last appointments from which on another is likely to be missed, where nothing was learned yet.
const MISSED_OFTEN: u32 = 2;

impl NoShowRisk {
    /// Whether so many of a hundred such appointments are missed.
    #[must_use]
    pub fn is_at_least(&self, per_cent: i64) -> bool {
        self.per_cent.map_or(self.missed >= MISSED_OFTEN, |risk| i64::from(risk) >= per_cent)
    }
}

/// The risk of an appointment that is still to come; nothing for one that is over, or taken back, or whose patient is here.
///
/// # Errors
/// Broken, when the database fails.
pub fn risk_of(read: &mut Reader<'_>, line: &ScheduleLine) -> Result<Option<NoShowRisk>, Problem> {
    if !line.standing.holds_time() || line.visit.is_some() || line.starts_at <= read.now() {
        return Ok(None);
    }
    let query = appointment::table
        .left_join(visit::table.on(visit::appointment.eq(appointment::id.nullable())))
        .filter(appointment::patient.eq(line.patient).and(appointment::starts_at.lt(read.now())))
        .order((appointment::starts_at.desc(), appointment::id))
        .select((appointment::standing, visit::status.nullable()));
    let rows: Vec<(Standing, Option<Status>)> = read.list(query, LOOKED_AT)?;
    let earlier = rows.into_iter().filter_map(|(standing, seen)| missed(standing, seen)).take(EARLIER_MAX);
    let this = Outcome {
        patient: line.patient,
        booked_at: line.booked_at,
        starts_at: line.starts_at,
        zone: zone_of(read, line.site)?,
        visit_type: line.visit_type_name.clone(),
        missed: false,
    };
    let case = circumstances(&this, earlier);
    let coefficients: Option<Vec<Coefficient>> = stored(read, NO_SHOWS, "")?;
    let per_cent = coefficients.map(|coefficients| {
        // From 0 to 100: it fits.
        (Model::of(coefficients).risk(&case) * 100.0).round() as u8
    });
    let confirmed = (line.standing == Standing::Confirmed).then_some(true);
    let missed = case.missed;
    Ok(Some(NoShowRisk { per_cent, missed, words: Circumstances { confirmed, ..case }.in_words() }))
}
