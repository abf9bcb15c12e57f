//! A provider is away: where each of their visits could go, and setting them all down there at once.

use super::closures::{Closed, ClosureOf};
use super::frame::Frame;
use super::labels::Labels;
use super::move_to::{Leaves, MoveAppointment, move_appointment};
use super::needs::{Needs, needs_of};
use super::repair::{Proposal, Scope, Stranded, plan};
use super::rules::{Place, works_at};
use super::tables::{AppointmentRow, HeldRow, appointment, held_time};
use super::time::{DAY_MINUTES, minute_of, minutes};
use super::{AppointmentId, ClosureKind, FIND_OPENING, HoursRule, MOVE, Standing, VisitTypeId};
use crate::patient_flow::Status;
use crate::patient_flow::tables::visit;
use diesel::prelude::*;
use jiff::civil::Time;
use kernel::{Day, Moment, Problem, RawId};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use registry::practice::{StaffId, all_sites};
use std::collections::{BTreeSet, HashMap};

/// Visits of one provider's day.
const VISITS_MAX: u32 = 200;
/// Days after the day itself that are looked through.
const DAYS_AHEAD: i32 = 28;
/// Nobody is asked to come sooner than this from now.
const NOTICE_MINUTES: i64 = 60;
/// Other appointments of those patients that are kept in mind.
const OTHERS_MAX: u32 = 5_000;

/// Proposes where the visits of a provider's day go, from a time on.
#[derive(Clone, Copy, Debug)]
pub struct PlanDayRepair {
    /// Who is away.
    pub provider: StaffId,
    /// On which day.
    pub day: Day,
    /// From this time on the wall on.
    pub from: Time,
}

/// What is proposed, in the order of the calls.
#[derive(Clone, Debug)]
pub struct DayRepair {
    /// Who is away.
    pub provider: StaffId,
    /// The visits, each with its new place.
    pub proposals: Vec<Proposal>,
    /// What providers and sites are called.
    pub labels: Labels,
}

impl Discloses for DayRepair {
    fn patients(&self) -> Vec<PatientId> {
        self.proposals.iter().map(|proposal| proposal.visit.patient).collect()
    }
}

impl Query for PlanDayRepair {
    const ACT: Act = FIND_OPENING;
    type Answer = DayRepair;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<DayRepair, Problem> {
        plan_day(read, self)
    }
}

/// As [`PlanDayRepair`], within another question.
///
/// # Errors
/// Broken, when the database fails.
pub fn plan_day(read: &mut Reader<'_>, asked: &PlanDayRepair) -> Result<DayRepair, Problem> {
    let mut sites = all_sites(read)?;
    // What one may not see does not exist, and no patient is sent where nobody could book them.
    sites.retain(|site| works_at(read, site.id));
    let labels = Labels::of(read, sites.iter().map(|site| site.id))?;
    let zones: HashMap<_, _> = sites.into_iter().map(|site| (site.id, site.zone)).collect();
    let rows = stranded_rows(read, asked, &labels)?;
    let (first, last) = (asked.day, asked.day.plus_days(DAYS_AHEAD));
    let needs = all_needs(read, &rows)?;
    let mut union = Needs::default();
    for (_, one) in &needs {
        union.rooms.extend(&one.rooms);
        union.equipment.extend(&one.equipment);
    }
    let mut frame = Frame::read(read, zones, &[], &union, (first, last))?;
    frame.read_held(read, first, last)?;
    frame.closures.entry(asked.day).or_default().push(Closed {
        id: RawId::from_bytes([0; 16]).into(),
        of: ClosureOf::Provider(asked.provider),
        day: asked.day,
        from_minute: minute_of(asked.from),
        to_minute: DAY_MINUTES,
        kind: ClosureKind::TimeOff,
        note: String::new(),
    });
    give_back(read, &mut frame, &rows)?;
    let visits = stranded(read, rows)?;
    let scope = Scope { first, last, now: read.now() + minutes(NOTICE_MINUTES), needs: &needs };
    Ok(DayRepair { provider: asked.provider, proposals: plan(&mut frame, &visits, &scope), labels })
}

/// The promises of the day from the time on whose patients are not here yet.
fn stranded_rows(
    read: &mut Reader<'_>,
    asked: &PlanDayRepair,
    labels: &Labels,
) -> Result<Vec<AppointmentRow>, Problem> {
    let query = appointment::table
        .left_join(visit::table.on(visit::appointment.eq(appointment::id.nullable())))
        .filter(appointment::provider.eq(asked.provider).and(appointment::day.eq(asked.day)))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .filter(visit::id.is_null().or(visit::status.eq(Status::Mistaken).assume_not_null()))
        .order((appointment::starts_at, appointment::id))
        .select(AppointmentRow::as_select());
    let mut rows: Vec<AppointmentRow> = read.list(query, VISITS_MAX)?;
    rows.retain(|row| works_at(read, row.site));
    rows.retain(|row| row.ends_at.civil(&labels.zone(row.site)).time() > asked.from);
    Ok(rows)
}

fn all_needs(read: &mut Reader<'_>, rows: &[AppointmentRow]) -> Result<Vec<(VisitTypeId, Needs)>, Problem> {
    let kinds: BTreeSet<VisitTypeId> = rows.iter().map(|row| row.visit_type).collect();
    kinds.into_iter().map(|kind| Ok((kind, needs_of(read, kind)?))).collect()
}

/// The visits no longer hold what they hold.
fn give_back(read: &mut Reader<'_>, frame: &mut Frame, rows: &[AppointmentRow]) -> Result<(), Problem> {
    let ids: Vec<AppointmentId> = rows.iter().map(|row| row.id).collect();
    let query = held_time::table.filter(held_time::appointment.eq_any(&ids)).select(HeldRow::as_select());
    let held: Vec<HeldRow> = read.list(query, VISITS_MAX * 10)?;
    for row in held {
        frame.give_back(row.resource, (row.starts_at, row.ends_at));
    }
    Ok(())
}

/// The visits with the times at which their patients are elsewhere.
fn stranded(read: &mut Reader<'_>, rows: Vec<AppointmentRow>) -> Result<Vec<Stranded>, Problem> {
    let patients: BTreeSet<PatientId> = rows.iter().map(|row| row.patient).collect();
    let patients: Vec<PatientId> = patients.into_iter().collect();
    let now = read.now();
    let query = appointment::table
        .filter(appointment::patient.eq_any(&patients).and(appointment::starts_at.ge(now)))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .order(appointment::starts_at)
        .select((appointment::id, appointment::patient, appointment::starts_at, appointment::ends_at));
    let others: Vec<(AppointmentId, PatientId, Moment, Moment)> = read.list(query, OTHERS_MAX)?;
    let moving: BTreeSet<AppointmentId> = rows.iter().map(|row| row.id).collect();
    let visit = |row: AppointmentRow| Stranded {
        appointment: row.id,
        version: row.version,
        patient: row.patient,
        visit_type: row.visit_type,
        site: row.site,
        provider: row.provider,
        day: row.day,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        busy: others
            .iter()
            .filter(|(id, patient, ..)| *patient == row.patient && !moving.contains(id))
            .map(|(_, _, from, to)| (*from, *to))
            .collect(),
    };
    Ok(rows.into_iter().map(visit).collect())
}

/// Moves visits to their new places, all of them or none. What they leave is offered to nobody: the provider is away.
#[derive(Clone, Debug)]
pub struct AcceptRepair {
    /// Each visit with the version that was seen and its new place.
    pub moves: Vec<(AppointmentId, i64, Place)>,
}

impl Command for AcceptRepair {
    const ACT: Act = MOVE;
    /// How many were moved.
    type Done = usize;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<usize, Problem> {
        if self.moves.is_empty() || self.moves.len() > usize::try_from(VISITS_MAX).unwrap_or(usize::MAX) {
            let say = "Choose the visits to move, at most 200.";
            return Err(Problem::invalid("nothing_chosen", say));
        }
        for (appointment, version, to) in &self.moves {
            let step = MoveAppointment {
                appointment: *appointment,
                version: *version,
                to: *to,
                hours: HoursRule::WithinHours,
            };
            move_appointment(tx, &step, Leaves::ToNobody)?;
        }
        Ok(self.moves.len())
    }
}
