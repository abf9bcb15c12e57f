//! How one visit went: its changes with their times.

use super::board::{VisitLine, visit_line};
use super::rules::stored_visit;
use super::tables::{ChangeRow, visit_change};
use super::urgent_care::{OutOfTurn, TriageLine, triage_lines, urgent_care};
use super::{SEE_VISIT, Status, VisitId};
use crate::scheduling::Labels;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, Subject};
use registry::practice::{RoomId, StaffId};

/// More changes than this are not listed.
const CHANGES_MAX: u32 = 500;

/// One change of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// Its number, from 1.
    pub seq: i64,
    /// When it was made.
    pub at: Moment,
    /// The status before; none at the beginning.
    pub from: Option<Status>,
    /// The status after.
    pub to: Status,
    /// Since when that status counts.
    pub since: Moment,
    /// The room after.
    pub room: Option<RoomId>,
    /// Who made it.
    pub account: AccountId,
    /// The change that this one took back, if it did.
    pub undone_of: Option<i64>,
    /// Whom the patient sees from then on; none while they wait for the next provider.
    pub provider: Option<StaffId>,
    /// Why they were taken before others.
    pub out_of_turn: Option<OutOfTurn>,
}

pub(super) fn changes_of(read: &mut Reader<'_>, visit: VisitId) -> Result<Vec<ChangeRow>, Problem> {
    let query = visit_change::table
        .filter(visit_change::visit.eq(visit))
        .order(visit_change::seq)
        .select(ChangeRow::as_select());
    read.list(query, CHANGES_MAX)
}

/// One visit from the door to the door.
#[derive(Clone, Copy, Debug)]
pub struct VisitFlow {
    /// Which.
    pub visit: VisitId,
}

/// The visit and its changes.
#[derive(Clone, Debug)]
pub struct VisitFlowAnswer {
    /// As it is.
    pub line: VisitLine,
    /// Every change, the first one first.
    pub changes: Vec<ChangeLine>,
    /// Each time somebody said how urgent it is, the first one first.
    pub triages: Vec<TriageLine>,
    /// Whether its site keeps a queue for the next provider.
    pub keeps_queue: bool,
    /// What providers and the site are called.
    pub labels: Labels,
}

impl Discloses for VisitFlowAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.line.patient]
    }
}

impl Query for VisitFlow {
    const ACT: Act = SEE_VISIT;
    type Answer = VisitFlowAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<VisitFlowAnswer, Problem> {
        let line = visit_line(read, self.visit)?;
        let changes = changes_of(read, self.visit)?;
        let triages = triage_lines(read, self.visit)?;
        let keeps_queue = urgent_care(read, line.site)?.on;
        let labels = Labels::of(read, std::iter::once(line.site))?;
        let change = |row: ChangeRow| ChangeLine {
            seq: row.seq,
            at: row.at,
            from: row.from_status,
            to: row.to_status,
            since: row.since,
            room: row.room,
            account: row.account,
            undone_of: row.undone_of,
            provider: row.provider,
            out_of_turn: row.out_of_turn,
        };
        let changes = changes.into_iter().map(change).collect();
        Ok(VisitFlowAnswer { line, changes, triages, keeps_queue, labels })
    }
}
