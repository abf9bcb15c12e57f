//! How far a check-in is.

use super::tables::{TickRow, check_in_tick};
use super::{Consent, ConsentKind, Editions, TickName, consents_of, editions, missing_consents};
use crate::forms::{Withdrawal, taken_back, withdrawals_of};
use crate::patient_flow::tables::visit;
use crate::patient_flow::{Status, VisitId, stored_visit};
use diesel::prelude::*;
use kernel::{Day, Moment, Money, Phi, Problem};
use office::{AccountId, PatientId, Reader};
use std::collections::HashMap;

/// A tick that is set.
#[derive(Clone, Debug)]
pub struct TickDone {
    /// Which of the five.
    pub tick: TickName,
    /// When.
    pub done_at: Moment,
    /// By whom.
    pub account: AccountId,
    /// By which proof or review, as a code.
    pub how: String,
    /// A remark; may be empty.
    pub note: Phi<String>,
    /// What is due, where that is the question.
    pub amount: Option<Money>,
}

/// How far the check-in of a visit is.
#[derive(Clone, Debug)]
pub struct CheckInState {
    /// The ticks that are set.
    pub ticks: Vec<TickDone>,
    /// What the patient signed.
    pub consents: Vec<Consent>,
    /// The required consents that are not signed, or no longer hold.
    pub missing_consents: Vec<ConsentKind>,
    /// What was taken back, the latest first.
    pub withdrawals: Vec<Withdrawal>,
    /// Which edition of each form is handed out now.
    pub editions: Editions,
}

impl CheckInState {
    /// The tick of this name, if it is set.
    #[must_use]
    pub fn tick(&self, name: TickName) -> Option<&TickDone> {
        self.ticks.iter().find(|done| done.tick == name)
    }

    /// When a consent of this kind was taken back, where it has not been signed since.
    #[must_use]
    pub fn taken_back_on(&self, kind: ConsentKind) -> Option<Day> {
        let latest = self.consents.iter().find(|one| one.kind == kind)?;
        taken_back(&self.withdrawals, None, Some(kind), latest.signed_at).map(|gone| gone.on)
    }

    /// The ticks that are not set, in the order of the page.
    #[must_use]
    pub fn missing(&self) -> Vec<TickName> {
        let open = |name: &TickName| self.tick(*name).is_none();
        TickName::ALL.iter().copied().filter(open).collect()
    }
}

/// How far the check-in of a visit is.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn check_in_state(read: &mut Reader<'_>, visit: VisitId) -> Result<CheckInState, Problem> {
    let row = stored_visit(read, visit)?;
    let query = check_in_tick::table
        .filter(check_in_tick::visit.eq(visit))
        .order(check_in_tick::done_at)
        .select(TickRow::as_select());
    let ticks: Vec<TickRow> = read.list(query, 10)?;
    let done = |row: TickRow| TickDone {
        tick: row.tick,
        done_at: row.done_at,
        account: row.account,
        how: row.how,
        note: row.note,
        amount: row.amount,
    };
    Ok(CheckInState {
        ticks: ticks.into_iter().map(done).collect(),
        consents: consents_of(read, row.patient)?,
        missing_consents: missing_consents(read, row.patient, row.day)?,
        withdrawals: withdrawals_of(read, row.patient)?,
        editions: editions(read)?,
    })
}

/// How many ticks are set, for each of these visits that has one.
pub(crate) fn ticks_done(read: &mut Reader<'_>, visits: &[VisitId]) -> Result<HashMap<VisitId, usize>, Problem> {
    if visits.is_empty() {
        return Ok(HashMap::new());
    }
    let query = check_in_tick::table.filter(check_in_tick::visit.eq_any(visits)).select(check_in_tick::visit);
    let set: Vec<VisitId> = read.list(query, 20_000)?;
    let mut counts = HashMap::new();
    for visit in set {
        *counts.entry(visit).or_insert(0) += 1;
    }
    Ok(counts)
}

/// What was noted as due at a patient's visits of a day, in all.
///
/// # Errors
/// Broken, when the database fails.
pub fn due_noted_on(read: &mut Reader<'_>, patient: PatientId, day: Day) -> Result<Money, Problem> {
    let query = visit::table
        .inner_join(check_in_tick::table.on(check_in_tick::visit.eq(visit::id)))
        .filter(visit::patient.eq(patient).and(visit::day.eq(day)))
        .filter(visit::status.ne(Status::Mistaken))
        .filter(check_in_tick::tick.eq(TickName::Payment).and(check_in_tick::amount.is_not_null()))
        .select(check_in_tick::amount.assume_not_null());
    let amounts: Vec<Money> = read.list(query, 50)?;
    let sum = amounts.into_iter().try_fold(Money::ZERO, Money::checked_add);
    sum.ok_or_else(|| Problem::broken("too_much", "What is noted as due does not fit into a number."))
}
