//! Triage: a nurse says how urgent a visit is, and again when it changes. Every look is kept.

use super::settings::urgent_care;
use super::tables::{TriageRow, visit_triage};
use super::{Level, TRIAGE};
use crate::patient_flow::VisitId;
use crate::patient_flow::rules::{check_here, stored_visit};
use crate::patient_flow::tables::visit;
use crate::scheduling::check_reason;
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, Act, Command, Fact, PatientId, Reader, SiteId, Subject, Tx};
use serde::Serialize;
use std::collections::HashMap;

/// A visit is not looked at more often than this.
const TRIAGES_MAX: u32 = 50;

/// How urgent a visit was found, one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriageLine {
    /// Which time it was, from 1.
    pub seq: i64,
    /// How urgent.
    pub level: Level,
    /// Why they come, as it was told then.
    pub reason: Phi<String>,
    /// When.
    pub at: Moment,
    /// Who looked.
    pub account: AccountId,
}

/// How urgent a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Triaged {
    /// As it was found last.
    pub level: Level,
    /// When somebody looked first.
    pub first_at: Moment,
    /// When somebody looked last.
    pub last_at: Moment,
    /// How often somebody looked.
    pub times: i64,
}

/// Says how urgent a visit is, for the first time or anew.
#[derive(Clone, Debug)]
pub struct Triage {
    /// Which visit.
    pub visit: VisitId,
    /// How often it was looked at before, as it stood on the screen.
    pub seen: i64,
    /// How urgent.
    pub level: Level,
    /// Why they come. May be empty for level 1, where there is no time to write.
    pub reason: Phi<String>,
}

/// How urgent a visit is was said.
#[derive(Clone, Debug, Serialize)]
struct TriageFact {
    visit: VisitId,
    #[serde(skip)]
    patient: PatientId,
    #[serde(skip)]
    site: SiteId,
    /// The level before; none at the first time.
    from: Option<Level>,
    to: Level,
    seq: i64,
}

impl Fact for TriageFact {
    fn name(&self) -> &'static str {
        "visit.triaged"
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

impl Command for Triage {
    const ACT: Act = TRIAGE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_here(&row)?;
        if !urgent_care(tx, row.site)?.on {
            return Err(Problem::refused("no_urgent_care", "This site keeps no queue for the next provider."));
        }
        let reason = self.reason.reveal().trim();
        let reason = if reason.is_empty() { row.reason.reveal().as_str() } else { reason };
        check(reason, self.level)?;
        let last = triages_of(tx, &[self.visit])?.get(&self.visit).copied();
        let times = last.map_or(0, |last| last.times);
        if times != self.seen {
            let say = "Somebody else looked at this patient meanwhile. See what they found.";
            return Err(Problem::conflict("stale", say));
        }
        if times >= i64::from(TRIAGES_MAX) {
            return Err(Problem::refused("too_often", "This visit was looked at too often for one more."));
        }
        let reason: Phi<String> = reason.into();
        let look = TriageRow {
            visit: row.id,
            seq: times + 1,
            level: self.level,
            reason: reason.clone(),
            at: tx.now(),
            account: tx.who().account(),
        };
        let mut pen = tx.write(TriageFact {
            visit: row.id,
            patient: row.patient,
            site: row.site,
            from: last.map(|last| last.level),
            to: self.level,
            seq: look.seq,
        });
        pen.insert(visit_triage::table, look)?;
        pen.change(diesel::update(visit::table.filter(visit::id.eq(row.id))).set(visit::reason.eq(reason)))?;
        Ok(())
    }
}

fn check(reason: &str, level: Level) -> Result<(), Problem> {
    if reason.is_empty() && level != Level::One {
        let say = "Write in a few words why they come.";
        return Err(Problem::invalid("no_reason", say).at("reason", say));
    }
    check_reason(reason)
}

/// How urgent each of these visits is; those at which nobody has looked are not among them.
pub(crate) fn triages_of(read: &mut Reader<'_>, visits: &[VisitId]) -> Result<HashMap<VisitId, Triaged>, Problem> {
    if visits.is_empty() {
        return Ok(HashMap::new());
    }
    let query = visit_triage::table
        .filter(visit_triage::visit.eq_any(visits))
        .order((visit_triage::visit, visit_triage::seq))
        .select((visit_triage::visit, visit_triage::level, visit_triage::at));
    let at_most = u32::try_from(visits.len()).unwrap_or(u32::MAX).saturating_mul(TRIAGES_MAX);
    let mut all: HashMap<VisitId, Triaged> = HashMap::new();
    for (visit, level, at) in read.list::<_, (VisitId, Level, Moment)>(query, at_most)? {
        let first = Triaged { level, first_at: at, last_at: at, times: 0 };
        let kept = all.entry(visit).or_insert(first);
        *kept = Triaged { level, last_at: at, times: kept.times + 1, ..*kept };
    }
    Ok(all)
}

/// Each time somebody said how urgent a visit is, the first one first.
pub(crate) fn triage_lines(read: &mut Reader<'_>, visit: VisitId) -> Result<Vec<TriageLine>, Problem> {
    let query = visit_triage::table
        .filter(visit_triage::visit.eq(visit))
        .order(visit_triage::seq)
        .select(TriageRow::as_select());
    let rows: Vec<TriageRow> = read.list(query, TRIAGES_MAX)?;
    let line = |row: TriageRow| TriageLine {
        seq: row.seq,
        level: row.level,
        reason: row.reason,
        at: row.at,
        account: row.account,
    };
    Ok(rows.into_iter().map(line).collect())
}
