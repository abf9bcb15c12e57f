//! Triage: a clinician says whether a patient who is referred to us is seen, how soon and for what.

use super::InboundId;
use super::rules::{InStep, stored_inbound, take_in_step};
use super::tables::InboundRow;
use crate::referrals::{Evidence, InState, REFER, ReferralUrgency, TEXT_MAX, TRIAGE, check_length};
use crate::scheduling::{VisitTypeId, bookable};
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// What a clinician says about a referral to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// We see the patient, so soon, for this kind of visit.
    Accept(ReferralUrgency, VisitTypeId),
    /// We need more before we can say.
    AskForMore,
    /// We do not see the patient.
    Decline,
}

/// Says what becomes of a referral to us.
#[derive(Clone, Debug)]
pub struct Triage {
    /// Which.
    pub inbound: InboundId,
    /// The version that was seen.
    pub version: i64,
    /// What becomes of it.
    pub verdict: Verdict,
    /// What is needed, or why it is declined; for an acceptance what else to know.
    pub words: Phi<String>,
}

fn seen_version(row: &InboundRow, version: i64) -> Result<(), Problem> {
    if row.version == version {
        return Ok(());
    }
    let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
    Err(Problem::conflict("stale", say))
}

impl Command for Triage {
    const ACT: Act = TRIAGE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let row = stored_inbound(read, self.inbound)?;
        Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_inbound(tx, self.inbound)?;
        seen_version(&row, self.version)?;
        check_length("words", self.words.reveal(), TEXT_MAX)?;
        let said = !self.words.reveal().trim().is_empty();
        let at = |say: &str| Err(Problem::invalid("no_reason", say).at("words", say));
        let (to, urgency, visit_type) = match self.verdict {
            Verdict::Accept(urgency, visit_type) => {
                bookable(tx, visit_type)?;
                (InState::Accepted, urgency, Some(visit_type))
            }
            Verdict::AskForMore if !said => return at("Enter what we need from the sender."),
            Verdict::AskForMore => (InState::MoreInfo, row.urgency, None),
            Verdict::Decline if !said => return at("Enter why we do not see the patient; the sender is told."),
            Verdict::Decline => (InState::Declined, row.urgency, None),
        };
        let (account, now) = (tx.who().account(), tx.now());
        let row = InboundRow { urgency, visit_type, triaged_by: Some(account), triaged_at: Some(now), ..row };
        let step = InStep { to, evidence: Evidence::Ours, words: &self.words, document: None };
        take_in_step(tx, row, &step).map(drop)
    }
}

/// Takes a referral to us a step on that needs no clinician: the sender answered, or nothing comes of it.
#[derive(Clone, Debug)]
pub struct MoveInbound {
    /// Which.
    pub inbound: InboundId,
    /// The version that was seen.
    pub version: i64,
    /// Where it stands from now on: to triage again, or closed.
    pub to: InState,
    /// How that is known.
    pub evidence: Evidence,
    /// What was answered, or why it is closed.
    pub words: Phi<String>,
}

impl Command for MoveInbound {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let row = stored_inbound(read, self.inbound)?;
        Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_inbound(tx, self.inbound)?;
        seen_version(&row, self.version)?;
        if !matches!(self.to, InState::Received | InState::Closed) {
            let say = "A clinician triages it, a booking books it, the visit and the report do the rest.";
            return Err(Problem::refused("not_by_hand", say));
        }
        check_length("words", self.words.reveal(), TEXT_MAX)?;
        if self.words.reveal().trim().is_empty() {
            let say = "Enter what was answered, or why it is closed.";
            return Err(Problem::invalid("no_reason", say).at("step_words", say));
        }
        let step = InStep { to: self.to, evidence: self.evidence, words: &self.words, document: None };
        take_in_step(tx, row, &step).map(drop)
    }
}
