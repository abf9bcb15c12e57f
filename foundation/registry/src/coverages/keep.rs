//! Keeping coverages: entered from the card, corrected, ended; never deleted.

use crate::coverages::tables::{CoverageRow, coverage, payer};
use crate::coverages::{KEEP_COVERAGE, SEE_COVERAGE};
use crate::people::merging::check_stands;
use diesel::prelude::*;
use kernel::{Day, Money, Phi, Problem};
use office::{Act, Command, Discloses, Fact, PatientId, Query, Reader, Subject, Tx};
use serde::Serialize;
use std::collections::HashMap;

kernel::id!(
    /// A policy that covers a patient.
    CoverageId
);
kernel::id!(
    /// Who pays: an insurer.
    PayerId
);
kernel::code!(
    /// What the patient is to the subscriber (X12 element 1069: 18, 01, 19, G8).
    Relationship {
        /// The subscriber.
        Itself = "self",
        /// The spouse.
        Spouse = "spouse",
        /// A child.
        Child = "child",
        /// Another dependent.
        Other = "other",
    }
);

#[derive(Serialize)]
struct CoverageKept {
    patient: PatientId,
    coverage: CoverageId,
    priority: i64,
}

impl Fact for CoverageKept {
    fn name(&self) -> &'static str {
        "coverage.kept"
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }
}

/// What stands on an insurance card, and around it.
#[derive(Clone, Debug)]
pub struct NewCoverage {
    /// The insurer's name.
    pub payer: String,
    /// The insurer's number for electronic claims; may be empty.
    pub payer_number: String,
    /// 1 pays first, 2 second, 3 third.
    pub priority: i64,
    /// The plan's name.
    pub plan: String,
    /// Member number.
    pub member_number: Phi<String>,
    /// Group number; may be empty.
    pub group_number: Phi<String>,
    /// What the patient is to the subscriber.
    pub relationship: Relationship,
    /// The subscriber's name, when it is not the patient.
    pub subscriber_name: Phi<String>,
    /// The subscriber's birthday, when it is not the patient.
    pub subscriber_birth_day: Option<Phi<Day>>,
    /// First day covered.
    pub starts_on: Option<Day>,
    /// Last day covered.
    pub ends_on: Option<Day>,
    /// What the card says is paid at a visit.
    pub copay: Option<Money>,
}

/// A policy that covers a patient.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Its id.
    pub id: CoverageId,
    /// Whom it covers.
    pub patient: PatientId,
    /// What stands on the card.
    pub card: NewCoverage,
    /// For the next change.
    pub version: i64,
}

impl Coverage {
    /// Whether it covers this day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.card.starts_on.is_none_or(|first| first <= day) && self.card.ends_on.is_none_or(|last| day <= last)
    }
}

impl Discloses for Coverage {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// A patient's policies, those that pay first on top, ended ones last.
///
/// # Errors
/// Broken, when the database fails.
pub fn coverages_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Coverage>, Problem> {
    let query = coverage::table
        .inner_join(payer::table.on(payer::id.eq(coverage::payer)))
        .filter(coverage::patient.eq(patient))
        .order((coverage::ends_on.is_not_null(), coverage::priority, coverage::id))
        .select((CoverageRow::as_select(), payer::name, payer::payer_number));
    let rows: Vec<(CoverageRow, String, String)> = read.list(query, 30)?;
    Ok(rows.into_iter().map(|(row, name, number)| from_row(row, name, number)).collect())
}

/// One insurer's number for each of these patients, as far as they have one.
pub(crate) fn member_numbers(
    read: &mut Reader<'_>,
    patients: &[PatientId],
) -> Result<HashMap<PatientId, Phi<String>>, Problem> {
    let query = coverage::table
        .filter(coverage::patient.eq_any(patients))
        .order((coverage::patient, coverage::priority.desc()))
        .select((coverage::patient, coverage::member_number));
    let bound = u32::try_from(patients.len()).unwrap_or(u32::MAX).saturating_mul(10);
    Ok(read.list(query, bound)?.into_iter().collect())
}

fn from_row(row: CoverageRow, payer: String, payer_number: String) -> Coverage {
    Coverage {
        id: row.id,
        patient: row.patient,
        version: row.version,
        card: NewCoverage {
            payer,
            payer_number,
            priority: row.priority,
            plan: row.plan,
            member_number: row.member_number,
            group_number: row.group_number,
            relationship: row.relationship,
            subscriber_name: row.subscriber_name,
            subscriber_birth_day: row.subscriber_birth_day,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            copay: row.copay,
        },
    }
}

/// Enters a policy, or corrects one.
#[derive(Clone, Debug)]
pub struct KeepCoverage {
    /// Whom it covers.
    pub patient: PatientId,
    /// The policy that is corrected, with the version on the screen; nothing for a new one.
    pub corrects: Option<(CoverageId, i64)>,
    /// What stands on the card.
    pub card: NewCoverage,
}

impl Command for KeepCoverage {
    const ACT: Act = KEEP_COVERAGE;
    type Done = CoverageId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CoverageId, Problem> {
        keep_coverage(tx, self)
    }
}

/// Enters or corrects a policy within another deed.
///
/// # Errors
/// Invalid, naming each field that will not do; conflict, when somebody else corrected it meanwhile.
pub fn keep_coverage(tx: &mut Tx<'_>, deed: &KeepCoverage) -> Result<CoverageId, Problem> {
    check_card(&deed.card)?;
    write(tx, deed)
}

/// Enters a policy that another office told of, whose card nobody here has seen: its member number may be missing.
///
/// # Errors
/// Invalid, naming each other field that will not do; conflict, when somebody else corrected it meanwhile.
pub fn note_coverage(tx: &mut Tx<'_>, deed: &KeepCoverage) -> Result<CoverageId, Problem> {
    let mut faults = faults(&deed.card);
    faults.retain(|(field, _)| !matches!(*field, "member_number" | "subscriber_name"));
    check(&faults)?;
    write(tx, deed)
}

fn write(tx: &mut Tx<'_>, deed: &KeepCoverage) -> Result<CoverageId, Problem> {
    check_stands(tx, deed.patient)?;
    let card = &deed.card;
    let known: Option<PayerId> = tx.maybe(payer::table.filter(payer::name.eq(card.payer.trim())).select(payer::id))?;
    let payer_id = known.unwrap_or_else(|| tx.id());
    let (id, version) = deed.corrects.unwrap_or_else(|| (tx.id(), 0));
    let mut pen = tx.write(CoverageKept { patient: deed.patient, coverage: id, priority: card.priority });
    if known.is_none() {
        let row =
            (payer::id.eq(payer_id), payer::name.eq(card.payer.trim()), payer::payer_number.eq(&card.payer_number));
        pen.insert(payer::table, row)?;
    }
    let row = CoverageRow {
        id,
        patient: deed.patient,
        payer: payer_id,
        priority: card.priority,
        plan: card.plan.clone(),
        member_number: card.member_number.clone(),
        group_number: card.group_number.clone(),
        relationship: card.relationship,
        subscriber_name: card.subscriber_name.clone(),
        subscriber_birth_day: card.subscriber_birth_day.clone(),
        starts_on: card.starts_on,
        ends_on: card.ends_on,
        copay: card.copay,
        version: version + 1,
    };
    match deed.corrects {
        None => pen.insert(coverage::table, &row)?,
        Some((id, seen)) => {
            let target = coverage::table
                .filter(coverage::id.eq(id).and(coverage::version.eq(seen)).and(coverage::patient.eq(deed.patient)));
            pen.change(diesel::update(target).set(&row))?
        }
    };
    Ok(id)
}

/// All that is wrong with what was read off a card, in one problem.
///
/// # Errors
/// Invalid, naming each field that will not do.
pub fn check_card(card: &NewCoverage) -> Result<(), Problem> {
    check(&faults(card))
}

fn faults(card: &NewCoverage) -> Vec<(&'static str, &'static str)> {
    let mut faults: Vec<(&'static str, &'static str)> = Vec::new();
    if card.payer.trim().is_empty() {
        faults.push(("payer", "Enter the insurer's name, as it stands on the card."));
    }
    if card.member_number.reveal().trim().is_empty() {
        faults.push(("member_number", "Enter the member number, as it stands on the card."));
    }
    if !(1..=9).contains(&card.priority) {
        faults.push(("priority", "Say whether it pays first, second or third."));
    }
    if card.relationship != Relationship::Itself && card.subscriber_name.reveal().trim().is_empty() {
        faults.push(("subscriber_name", "Enter the subscriber's name."));
    }
    if let (Some(first), Some(last)) = (card.starts_on, card.ends_on)
        && last < first
    {
        faults.push(("ends_on", "The last day is before the first."));
    }
    faults
}

fn check(faults: &[(&'static str, &'static str)]) -> Result<(), Problem> {
    let Some((_, first)) = faults.first() else { return Ok(()) };
    let problem = Problem::invalid("coverage", *first);
    Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, *say)))
}

/// A patient's policies, to look at.
#[derive(Clone, Copy, Debug)]
pub struct CoverageOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for CoverageOf {
    const ACT: Act = SEE_COVERAGE;
    type Answer = Vec<Coverage>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<Coverage>, Problem> {
        coverages_of(read, self.patient)
    }
}
