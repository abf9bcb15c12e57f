//! Steps: what became of a referral, each with how that is known.

use super::clocks::due;
use super::facts::ReferralFact;
use super::one::stored_referral;
use super::tables::{ReferralRow, StepRow, referral_step};
use super::write::change;
use super::{EitherId, Evidence, REFER, ReferralId, ReferralState, TEXT_MAX, check_length};
use crate::documents::DocumentId;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::{today_at, zone_of};

/// Takes a referral one step on.
#[derive(Clone, Debug)]
pub struct MoveReferral {
    /// Which.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
    /// Where it stands from now on. A packet leaves by its delivery, and a report comes by being filed: neither is stated here.
    pub to: ReferralState,
    /// How that is known.
    pub evidence: Evidence,
    /// Who said so, or why; may be empty where it is plain.
    pub words: Phi<String>,
    /// The day there, or the day on which the patient was there.
    pub on: Option<Day>,
}

impl Command for MoveReferral {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_referral(tx, self.referral)?;
        if row.version != self.version {
            let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        self.check(tx, &row)?;
        let step = Step { to: self.to, evidence: self.evidence, words: &self.words, on: self.on, document: None };
        take(tx, row, &step).map(drop)
    }
}

impl MoveReferral {
    fn check(&self, tx: &mut Tx<'_>, row: &ReferralRow) -> Result<(), Problem> {
        use ReferralState as To;
        if matches!(self.to, To::Sent | To::Reported) {
            let say = "A packet leaves by its delivery, and a report comes by being filed in the chart.";
            return Err(Problem::refused("not_by_hand", say));
        }
        check_length("words", self.words.reveal(), TEXT_MAX)?;
        let today = today_at(tx, row.site)?;
        let at = |field, say: &str| Err(Problem::invalid("step_incomplete", say).at(field, say));
        let is_told = matches!(
            self.evidence,
            Evidence::Patient | Evidence::TheirOffice | Evidence::TheirLetter | Evidence::TheirReport
        );
        let needs_telling =
            matches!(self.to, To::Acknowledged | To::Scheduled | To::Attended | To::NotAttended | To::Declined);
        if needs_telling && !is_told {
            return at("evidence", "Say how this is known: who told us, or what they wrote.");
        }
        if needs_telling && self.words.reveal().trim().is_empty() {
            return at("words", "Enter who said so, or what is written: a name and a word or two.");
        }
        if matches!(self.to, To::Cancelled) && self.words.reveal().trim().is_empty() {
            return at("words", "Enter why it is taken back.");
        }
        match (self.to, self.on) {
            (To::Scheduled, None) => at("on", "Enter the day of the appointment there."),
            (To::Attended | To::NotAttended, None) => at("on", "Enter the day on which that was."),
            (To::Attended | To::NotAttended, Some(on)) if on > today => at("on", "That day is still to come."),
            _ => Ok(()),
        }
    }
}

/// One step.
pub(super) struct Step<'a> {
    pub to: ReferralState,
    pub evidence: Evidence,
    pub words: &'a Phi<String>,
    pub on: Option<Day>,
    pub document: Option<DocumentId>,
}

/// Takes a referral along an allowed edge, sets its clock and notes the step.
pub(super) fn take(tx: &mut Tx<'_>, row: ReferralRow, step: &Step<'_>) -> Result<ReferralRow, Problem> {
    if !row.state.may_become().contains(&step.to) {
        let say = format!("A referral that is “{}” cannot become “{}”.", row.state.title(), step.to.title());
        return Err(Problem::refused("no_such_step", say));
    }
    let now = tx.now();
    let mut next = ReferralRow { state: step.to, state_since: now, version: row.version + 1, ..row };
    match step.to {
        ReferralState::Sent => next.sent_at = Some(now),
        ReferralState::Scheduled => next.appointment_on = step.on,
        ReferralState::Attended => next.attended_on = step.on,
        ReferralState::Reported => next.report = step.document,
        _ => {}
    }
    next.due_at = due_at(tx, &next)?;
    let fact = ReferralFact::Moved {
        referral: next.id,
        patient: next.patient,
        site: next.site,
        state: next.state,
        evidence: step.evidence,
    };
    change(tx, fact, &next)?;
    note_step(tx, &next, step.evidence, step.words, step.on, step.document)?;
    Ok(next)
}

/// When the next step is due: after the appointment there, after the visit, or so many days from now.
fn due_at(tx: &mut Tx<'_>, row: &ReferralRow) -> Result<Option<Moment>, Problem> {
    let zone = zone_of(tx, row.site)?;
    let end_of = |day: Day| Moment::from_civil(day.plus_days(1).civil().at(17, 0, 0, 0), &zone);
    match (row.state, row.appointment_on, row.attended_on) {
        (ReferralState::Scheduled, Some(day), _) => Ok(Some(end_of(day))),
        (ReferralState::Attended, _, Some(day)) => {
            let visit = Moment::from_civil(day.civil().at(17, 0, 0, 0), &zone);
            due(tx, row.urgency, row.state.waits_for(), visit)
        }
        // The patient is to be there in time from when the packet left, however late they said that they have it.
        (ReferralState::Acknowledged, ..) => {
            let from = row.sent_at.unwrap_or(row.state_since);
            due(tx, row.urgency, row.state.waits_for(), from)
        }
        (ReferralState::Ready | ReferralState::Draft, ..) => due(tx, row.urgency, row.state.waits_for(), row.made_at),
        _ => due(tx, row.urgency, row.state.waits_for(), row.state_since),
    }
}

/// Notes where a referral stands now, as a step of its own.
pub(super) fn note_step(
    tx: &mut Tx<'_>,
    row: &ReferralRow,
    evidence: Evidence,
    words: &Phi<String>,
    on: Option<Day>,
    document: Option<DocumentId>,
) -> Result<(), Problem> {
    let fact =
        ReferralFact::Moved { referral: row.id, patient: row.patient, site: row.site, state: row.state, evidence };
    let step = NewStep { state: row.state.word(), evidence, words, on, document };
    keep_step(tx, row.id.into(), &step, fact)
}

/// A step as it is kept, of a referral either way.
pub(super) struct NewStep<'a> {
    pub state: &'static str,
    pub evidence: Evidence,
    pub words: &'a Phi<String>,
    pub on: Option<Day>,
    pub document: Option<DocumentId>,
}

/// Keeps a step behind those before it.
pub(super) fn keep_step(
    tx: &mut Tx<'_>,
    referral: EitherId,
    step: &NewStep<'_>,
    fact: ReferralFact,
) -> Result<(), Problem> {
    let last = referral_step::table
        .filter(referral_step::referral.eq(referral))
        .order(referral_step::position.desc())
        .select(referral_step::position);
    let last: Option<i64> = tx.maybe(last)?;
    let row = StepRow {
        referral,
        position: last.unwrap_or(0) + 1,
        state: step.state.to_owned(),
        evidence: step.evidence,
        words: Phi::new(step.words.reveal().trim().to_owned()),
        happened_on: step.on,
        document: step.document,
        at: tx.now(),
        account: tx.who().account(),
    };
    tx.write(fact).insert(referral_step::table, &row)?;
    Ok(())
}

/// Makes a referral the asker's own to follow.
#[derive(Clone, Copy, Debug)]
pub struct TakeOver {
    /// Which.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for TakeOver {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_referral(tx, self.referral)?;
        let owner = tx.who().account();
        let row = ReferralRow { owner, version: self.version + 1, ..row };
        let fact = ReferralFact::Written { referral: row.id, patient: row.patient, site: row.site, parts: 0 };
        change(tx, fact, &row)
    }
}
