//! The rows of the live board: who is here, who is expected, which rooms are free. Minutes are counted where it is shown.

use super::codes_of_day::codes_of;
use super::rules::stored_visit;
use super::tables::{VisitRow, visit};
use super::thresholds::{Threshold, Thresholds, thresholds};
use super::urgent_care::{Clock, Level, Queued, Triaged, UrgentCare, queue_of, triages_of, urgent_care};
use super::wait_estimate::{Wait, waits};
use super::{Status, VisitId};
use crate::intake::ticks_done;
use crate::scheduling::tables::{VisitTypeRow, appointment, visit_type};
use crate::scheduling::{AppointmentId, ScheduleLine, TypeTone, VisitTypeId, expected_lines};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{PatientId, Reader, SiteId};
use registry::practice::{Room, RoomId, StaffId, rooms_of};
use std::collections::HashMap;

/// More visits than this in one day are not shown.
const VISITS_MAX: u32 = 2_000;
/// More visits left open than this are not shown.
const LEFT_OPEN_MAX: u32 = 50;

/// A visit on the board.
#[derive(Clone, Debug)]
pub struct VisitLine {
    /// The visit.
    pub visit: VisitId,
    /// Where.
    pub site: SiteId,
    /// The site's day.
    pub day: Day,
    /// Who.
    pub patient: PatientId,
    /// The appointment it came from; none for a walk-in.
    pub appointment: Option<AppointmentId>,
    /// When that was to begin.
    pub appointed_for: Option<Moment>,
    /// Whom they see; none while they wait for the next provider.
    pub provider: Option<StaffId>,
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// What that is called.
    pub visit_type_name: String,
    /// Its colour.
    pub tone: TypeTone,
    /// Why they come, in their words; may be empty.
    pub reason: Phi<String>,
    /// Where they are on their way.
    pub status: Status,
    /// Since when.
    pub since: Moment,
    /// In which room.
    pub room: Option<RoomId>,
    /// When they came.
    pub arrived_at: Moment,
    /// When they left.
    pub left_at: Option<Moment>,
    /// By what they are called out today; none for visits of before there were codes.
    pub code: Option<String>,
    /// How many of the five ticks of the check-in are done.
    pub ticks_done: usize,
    /// For the next change.
    pub version: i64,
}

/// A room on the board.
#[derive(Clone, Debug)]
pub struct RoomLine {
    /// The room.
    pub room: Room,
    /// The visit that is in it.
    pub occupant: Option<VisitId>,
}

/// Everything on a site's board.
#[derive(Clone, Debug)]
pub struct BoardLines {
    /// The visits of the day, the first to arrive first, also those that are over.
    pub visits: Vec<VisitLine>,
    /// The appointments of the day whose patients have not come yet, by time.
    pub expected: Vec<ScheduleLine>,
    /// Visits of earlier days that nobody closed.
    pub left_open: Vec<VisitLine>,
    /// The rooms of the site, in the order of the corridor.
    pub rooms: Vec<RoomLine>,
    /// From how many minutes on the board warns.
    pub thresholds: Thresholds,
    /// In how many minutes the provider comes to each who waits; empty, while too little was learned.
    pub waits: HashMap<VisitId, Wait>,
    /// Whether walk-ins wait for the next provider, and the limits of the clocks.
    pub care: UrgentCare,
    /// Who waits for the next provider, in the order in which they are taken.
    pub queue: Vec<Queued>,
    /// How urgent the visits are, where a nurse has looked.
    pub triaged: HashMap<VisitId, Triaged>,
}

impl BoardLines {
    /// How many visits of the day are in a status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.visits.iter().filter(|line| line.status == status).count()
    }

    /// A visit of the day, or one that was left open.
    #[must_use]
    pub fn line(&self, visit: VisitId) -> Option<&VisitLine> {
        self.visits.iter().chain(&self.left_open).find(|line| line.visit == visit)
    }

    /// Everybody of level 1 with whom no provider is yet, whether somebody has taken them or not.
    pub fn in_danger(&self) -> impl Iterator<Item = &VisitLine> {
        let queued = |line: &&VisitLine| self.queue.iter().any(|queued| queued.visit == line.visit);
        let waits = |line: &&VisitLine| {
            line.status.is_here()
                && !matches!(line.status, Status::WithProvider | Status::CheckingOut)
                && self.triaged.get(&line.visit).is_some_and(|triaged| triaged.level == Level::One)
        };
        self.visits.iter().chain(self.left_open.iter().filter(queued)).filter(waits)
    }

    /// The limit of the clock that runs since the door: at a site with a queue, for whoever came without an appointment, that to
    /// the provider by level until a provider is there, and that of the stay from then on; for everybody else that of the stay.
    #[must_use]
    pub fn limit_since_door(&self, line: &VisitLine) -> Threshold {
        if !self.care.on || line.appointment.is_some() {
            return self.thresholds.of_stay();
        }
        if matches!(line.status, Status::WithProvider | Status::CheckingOut) || !line.status.is_here() {
            return self.care.limit(Clock::Stay);
        }
        self.care.limit_of(self.triaged.get(&line.visit).map(|triaged| triaged.level))
    }
}

type BoardRow = (VisitRow, VisitTypeRow, Option<Moment>);

macro_rules! joined_visits {
    () => {
        visit::table
            .inner_join(visit_type::table.on(visit_type::id.eq(visit::visit_type)))
            .left_join(appointment::table.on(visit::appointment.eq(appointment::id.nullable())))
            .select((VisitRow::as_select(), VisitTypeRow::as_select(), appointment::starts_at.nullable()))
    };
}

/// The rows of a site's board on a day, in a fixed number of looks at the record.
///
/// # Errors
/// Broken, when the database fails.
pub fn board_lines(read: &mut Reader<'_>, site: SiteId, day: Day) -> Result<BoardLines, Problem> {
    let of_day = joined_visits!()
        .filter(visit::site.eq(site).and(visit::day.eq(day)).and(visit::status.ne(Status::Mistaken)))
        .order((visit::arrived_at, visit::id));
    let of_day: Vec<BoardRow> = read.list(of_day, VISITS_MAX)?;
    let left_open = joined_visits!()
        .filter(visit::site.eq(site).and(visit::day.lt(day)).and(visit::left_at.is_null()))
        .order((visit::arrived_at, visit::id));
    let left_open: Vec<BoardRow> = read.list(left_open, LEFT_OPEN_MAX)?;
    let visits = lines(read, of_day)?;
    let left_open = lines(read, left_open)?;
    let occupant = |room: &Room| {
        let mut here = visits.iter().chain(&left_open);
        here.find(|line| line.room == Some(room.id)).map(|line| line.visit)
    };
    let rooms = rooms_of(read, site)?.into_iter().map(|room| RoomLine { occupant: occupant(&room), room }).collect();
    let care = urgent_care(read, site)?;
    let everybody: Vec<&VisitLine> = visits.iter().chain(&left_open).collect();
    let triaged = levels_of(read, &everybody, &care)?;
    let queue = queue_of(&everybody, &triaged, (day, read.now()), &care);
    let in_turn: Vec<VisitId> = queue.iter().map(|queued| queued.visit).collect();
    Ok(BoardLines {
        expected: expected_lines(read, site, day)?,
        thresholds: thresholds(read)?,
        waits: waits(read, site, &visits, &in_turn)?,
        care,
        queue,
        triaged,
        visits,
        left_open,
        rooms,
    })
}

/// How urgent those are who are here; nobody asks where no nurse says so.
fn levels_of(
    read: &mut Reader<'_>,
    lines: &[&VisitLine],
    care: &UrgentCare,
) -> Result<HashMap<VisitId, Triaged>, Problem> {
    let asked = |line: &&&VisitLine| line.status.is_here() && (care.on || line.provider.is_none());
    let here: Vec<VisitId> = lines.iter().filter(asked).map(|line| line.visit).collect();
    triages_of(read, &here)
}

/// One visit as the board shows it.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn visit_line(read: &mut Reader<'_>, id: VisitId) -> Result<VisitLine, Problem> {
    stored_visit(read, id)?;
    let row: BoardRow = read.one(joined_visits!().filter(visit::id.eq(id)), "visit")?;
    lines(read, vec![row])?.pop().ok_or_else(|| Problem::not_found("no_such_visit", "There is no such visit."))
}

fn lines(read: &mut Reader<'_>, rows: Vec<BoardRow>) -> Result<Vec<VisitLine>, Problem> {
    let ids: Vec<VisitId> = rows.iter().map(|(row, _, _)| row.id).collect();
    let done = ticks_done(read, &ids)?;
    let mut codes = codes_of(read, &ids)?;
    let line = |(row, kind, appointed_for): BoardRow| VisitLine {
        code: codes.remove(&row.id),
        ticks_done: done.get(&row.id).copied().unwrap_or(0),
        visit: row.id,
        site: row.site,
        day: row.day,
        patient: row.patient,
        appointment: row.appointment,
        appointed_for,
        provider: row.provider,
        visit_type: row.visit_type,
        visit_type_name: kind.name,
        tone: kind.tone,
        reason: row.reason,
        status: row.status,
        since: row.status_since,
        room: row.room,
        arrived_at: row.arrived_at,
        left_at: row.left_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(line).collect())
}
