//! The rows of a schedule: a site's day in columns of providers, or a provider's week in columns of days.

use super::closures::{Closed, closures_between};
use super::hours_of::{HoursLine, hours_lines};
use super::openings::{hours_on, open_minutes};
use super::tables::{AppointmentRow, appointment, visit_type};
use super::{AppointmentId, CancelReason, Standing, TypeTone, VisitTypeId};
use crate::patient_flow::{Status, VisitId, tables::visit};
use diesel::dsl::{InnerJoin, LeftJoinOn};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{PatientId, Reader, SiteId};
use registry::practice::{RoomId, StaffId};
use std::collections::BTreeSet;

/// More appointments than this on one schedule are not shown.
const LINES_MAX: u32 = 3_000;

/// What became of the patient on the day, if they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitSeen {
    /// The visit.
    pub visit: VisitId,
    /// Its status now.
    pub status: Status,
    /// Since when.
    pub since: Moment,
    /// The room the patient is in.
    pub room: Option<RoomId>,
    /// When they came.
    pub arrived_at: Moment,
    /// For the next change of the visit.
    pub version: i64,
}

/// An appointment on a schedule.
#[derive(Clone, Debug)]
pub struct ScheduleLine {
    /// The appointment.
    pub appointment: AppointmentId,
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// The room held for it, if one is.
    pub room: Option<RoomId>,
    /// For whom.
    pub patient: PatientId,
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// What that is called.
    pub visit_type_name: String,
    /// Its colour.
    pub tone: TypeTone,
    /// The site's day.
    pub day: Day,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// How the promise stands.
    pub standing: Standing,
    /// Why the patient comes, in their words; may be empty.
    pub reason: Phi<String>,
    /// Why it was cancelled, if it was.
    pub cancel_reason: Option<CancelReason>,
    /// Why it stands over another one, if it does.
    pub double_reason: Option<Phi<String>>,
    /// When it was booked.
    pub booked_at: Moment,
    /// For the next change of the appointment.
    pub version: i64,
    /// The visit, once the patient came.
    pub visit: Option<VisitSeen>,
}

/// A column of a schedule: when its provider sees patients on its day, and why not at other times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Whose.
    pub provider: StaffId,
    /// Of which day.
    pub day: Day,
    /// Minutes after midnight, from and to, in which patients are seen.
    pub open: Vec<(i64, i64)>,
    /// Closures of the site or the provider on this day.
    pub closed: Vec<Closed>,
}

/// A site's day.
#[derive(Clone, Debug)]
pub struct DayLines {
    /// One column for each provider who works at the site, in the given order, or has an appointment there that day.
    pub columns: Vec<Column>,
    /// The appointments in order of their start, also the cancelled ones.
    pub lines: Vec<ScheduleLine>,
}

/// A provider's week at a site.
#[derive(Clone, Debug)]
pub struct WeekLines {
    /// Monday to Sunday.
    pub columns: Vec<Column>,
    /// The appointments in order of their start, also the cancelled ones.
    pub lines: Vec<ScheduleLine>,
}

type Joined = LeftJoinOn<
    InnerJoin<appointment::table, visit_type::table>,
    visit::table,
    diesel::dsl::Eq<visit::appointment, diesel::dsl::Nullable<appointment::id>>,
>;

/// Appointments with their visit type, and their visit if there is one.
pub(super) fn joined() -> Joined {
    appointment::table
        .inner_join(visit_type::table)
        .left_join(visit::table.on(visit::appointment.eq(appointment::id.nullable())))
}

type TypeCells = (String, TypeTone);
type VisitCells = (VisitId, Status, Moment, Option<RoomId>, Moment, i64);
pub(super) type LineRow = (AppointmentRow, TypeCells, Option<VisitCells>);

pub(super) fn line((row, (visit_type_name, tone), seen): LineRow) -> ScheduleLine {
    let visit = seen
        .map(|(visit, status, since, room, arrived_at, version)| VisitSeen {
            visit,
            status,
            since,
            room,
            arrived_at,
            version,
        })
        .filter(|seen| seen.status != Status::Mistaken);
    ScheduleLine {
        appointment: row.id,
        site: row.site,
        provider: row.provider,
        room: row.room,
        patient: row.patient,
        visit_type: row.visit_type,
        visit_type_name,
        tone,
        day: row.day,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        standing: row.standing,
        reason: row.reason,
        cancel_reason: row.cancel_reason,
        double_reason: row.double_reason,
        booked_at: row.booked_at,
        version: row.version,
        visit,
    }
}

macro_rules! line_columns {
    () => {
        (
            $crate::scheduling::tables::AppointmentRow::as_select(),
            ($crate::scheduling::tables::visit_type::name, $crate::scheduling::tables::visit_type::tone),
            (visit::id, visit::status, visit::status_since, visit::room, visit::arrived_at, visit::version).nullable(),
        )
    };
}
pub(super) use line_columns;

/// A site's day: columns of those who work there, and of others with appointments, in three looks at the record whatever
/// the day holds.
///
/// # Errors
/// Broken, when the database fails.
pub fn day_lines(read: &mut Reader<'_>, site: SiteId, at_work: &[StaffId], day: Day) -> Result<DayLines, Problem> {
    let query = joined()
        .filter(appointment::site.eq(site).and(appointment::day.eq(day)))
        .order((appointment::starts_at, appointment::id))
        .select(line_columns!());
    let rows: Vec<LineRow> = read.list(query, LINES_MAX)?;
    let lines: Vec<ScheduleLine> = rows.into_iter().map(line).collect();
    let hours = hours_lines(read, &[site], &[], (day, day))?;
    let closures = closures_between(read, day, day)?;
    let mut providers = at_work.to_vec();
    let guests: BTreeSet<StaffId> = lines.iter().map(|line| line.provider).collect();
    let guests: Vec<StaffId> = guests.into_iter().filter(|guest| !providers.contains(guest)).collect();
    providers.extend(guests);
    let columns = providers.into_iter().map(|provider| column(&hours, &closures, site, provider, day)).collect();
    Ok(DayLines { columns, lines })
}

/// The appointments of a site's day whose patients are to come and have not yet, by time.
///
/// # Errors
/// Broken, when the database fails.
pub fn expected_lines(read: &mut Reader<'_>, site: SiteId, day: Day) -> Result<Vec<ScheduleLine>, Problem> {
    let query = joined()
        .filter(appointment::site.eq(site).and(appointment::day.eq(day)))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .filter(visit::id.is_null().or(visit::status.eq(Status::Mistaken).assume_not_null()))
        .order((appointment::starts_at, appointment::id))
        .select(line_columns!());
    let rows: Vec<LineRow> = read.list(query, LINES_MAX)?;
    Ok(rows.into_iter().map(line).collect())
}

/// A provider's week at a site, from a Monday on.
///
/// # Errors
/// Broken, when the database fails.
pub fn week_lines(read: &mut Reader<'_>, site: SiteId, provider: StaffId, monday: Day) -> Result<WeekLines, Problem> {
    let (first, last) = (monday.monday(), monday.monday().plus_days(6));
    let query = joined()
        .filter(
            appointment::provider
                .eq(provider)
                .and(appointment::day.between(first, last))
                .and(appointment::site.eq(site)),
        )
        .order((appointment::day, appointment::starts_at, appointment::id))
        .select(line_columns!());
    let rows: Vec<LineRow> = read.list(query, LINES_MAX)?;
    let hours = hours_lines(read, &[site], &[provider], (first, last))?;
    let closures = closures_between(read, first, last)?;
    let columns = (0..7).map(|after| column(&hours, &closures, site, provider, first.plus_days(after))).collect();
    Ok(WeekLines { columns, lines: rows.into_iter().map(line).collect() })
}

fn column(hours: &[HoursLine], closures: &[Closed], site: SiteId, provider: StaffId, day: Day) -> Column {
    let mine: Vec<HoursLine> = hours.iter().filter(|line| line.provider == provider).copied().collect();
    let closed: Vec<Closed> = closures.iter().filter(|closed| closed.concerns(site, provider, day)).cloned().collect();
    let shut: Vec<(i64, i64)> = closed.iter().map(|closed| (closed.from_minute, closed.to_minute)).collect();
    Column { provider, day, open: open_minutes(hours_on(&mine, day), &shut), closed }
}
