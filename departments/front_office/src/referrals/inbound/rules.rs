//! Moving a referral to us along its edges, and what other deeds of the office move by themselves.

use super::InboundId;
use super::tables::{InboundRow, referral_in};
use crate::documents::DocumentId;
use crate::referrals::clocks::due;
use crate::referrals::facts::ReferralFact;
use crate::referrals::one::stored_referral;
use crate::referrals::steps::{NewStep, Step, keep_step, take};
use crate::referrals::tables::{DeliveryRow, ReferralRow, referral};
use crate::referrals::{EitherId, Evidence, InState, ReferralState};
use crate::scheduling::{AppointmentId, stored_appointment};
use diesel::prelude::*;
use kernel::{Phi, Problem, RawId};
use office::{PatientId, Reader, SiteId, Tx};

pub(super) fn stored_inbound(read: &mut Reader<'_>, id: InboundId) -> Result<InboundRow, Problem> {
    let query = referral_in::table.filter(referral_in::id.eq(id)).select(InboundRow::as_select());
    read.one(query, "referral to us")
}

/// A referral, whichever way it goes.
pub(crate) enum Either {
    Out(Box<ReferralRow>),
    In(Box<InboundRow>),
}

impl Either {
    /// Whose it is, and at which site.
    pub(crate) fn whose(&self) -> Result<(PatientId, SiteId), Problem> {
        match self {
            Self::Out(row) => Ok((row.patient, row.site)),
            Self::In(row) => match row.patient {
                Some(patient) => Ok((patient, row.site)),
                None => Err(Problem::refused("no_patient", "Say first which patient this referral is about.")),
            },
        }
    }
}

/// The referral of this id, out or in.
pub(crate) fn either(read: &mut Reader<'_>, id: EitherId) -> Result<Either, Problem> {
    let out = super::super::ReferralId::from(RawId::from(id));
    let query = referral::table.filter(referral::id.eq(out)).select(ReferralRow::as_select());
    if let Some(row) = read.maybe::<_, ReferralRow>(query)? {
        return Ok(Either::Out(Box::new(row)));
    }
    stored_inbound(read, InboundId::from(RawId::from(id))).map(|row| Either::In(Box::new(row)))
}

/// One step of a referral to us.
pub(super) struct InStep<'a> {
    pub to: InState,
    pub evidence: Evidence,
    pub words: &'a Phi<String>,
    pub document: Option<DocumentId>,
}

/// Takes a referral to us along an allowed edge, sets its clock and notes the step.
pub(super) fn take_in_step(tx: &mut Tx<'_>, row: InboundRow, step: &InStep<'_>) -> Result<InboundRow, Problem> {
    if !row.state.may_become().contains(&step.to) {
        let say = format!("A referral that is “{}” cannot become “{}”.", row.state.title(), step.to.title());
        return Err(Problem::refused("no_such_step", say));
    }
    let now = tx.now();
    let due_at = due(tx, row.urgency, step.to.waits_for(), now)?;
    let next = InboundRow { state: step.to, state_since: now, due_at, version: row.version + 1, ..row };
    write(tx, &next, step.evidence)?;
    note(tx, &next, step.evidence, step.words, step.document)?;
    Ok(next)
}

pub(super) fn fact(row: &InboundRow, evidence: Evidence) -> ReferralFact {
    ReferralFact::Inbound { inbound: row.id, patient: row.patient, site: row.site, state: row.state, evidence }
}

/// Writes a row whose version is one further than the stored one.
pub(super) fn write(tx: &mut Tx<'_>, row: &InboundRow, evidence: Evidence) -> Result<(), Problem> {
    let target = referral_in::table.filter(referral_in::id.eq(row.id).and(referral_in::version.eq(row.version - 1)));
    tx.write(fact(row, evidence)).change(diesel::update(target).set(row))?;
    Ok(())
}

/// Notes where it stands now, as a step of its own.
pub(super) fn note(
    tx: &mut Tx<'_>,
    row: &InboundRow,
    evidence: Evidence,
    words: &Phi<String>,
    document: Option<DocumentId>,
) -> Result<(), Problem> {
    let step = NewStep { state: row.state.word(), evidence, words, on: None, document };
    keep_step(tx, row.id.into(), &step, fact(row, evidence))
}

/// A packet left: a referral of ours is sent, a report of ours went back.
pub(crate) fn packet_left(tx: &mut Tx<'_>, id: EitherId, delivery: &DeliveryRow) -> Result<(), Problem> {
    let words = Phi::new(format!("{}: {}", delivery.channel.title(), delivery.evidence.reveal()));
    match either(tx, id)? {
        Either::Out(row) if row.state == ReferralState::Ready => {
            let row = stored_referral(tx, row.id)?;
            let evidence = Evidence::Receipt;
            take(tx, row, &Step { to: ReferralState::Sent, evidence, words: &words, on: None, document: None })
                .map(drop)
        }
        Either::In(row) if row.state == InState::Seen => {
            let step = InStep { to: InState::Reported, evidence: Evidence::Receipt, words: &words, document: None };
            take_in_step(tx, *row, &step).map(drop)
        }
        // It was sent before; this is another copy.
        Either::Out(_) | Either::In(_) => Ok(()),
    }
}

/// Binds a booked appointment to the referral that asked for it.
///
/// # Errors
/// Refused, when the appointment is another patient's, or the referral waits for no booking; conflict, when it is stale.
pub fn attach(tx: &mut Tx<'_>, id: InboundId, appointment: AppointmentId) -> Result<(), Problem> {
    let row = stored_inbound(tx, id)?;
    let booked = stored_appointment(tx, appointment)?;
    if row.patient != Some(booked.patient) {
        let say = "This appointment is another patient’s than the referral.";
        return Err(Problem::refused("not_theirs", say));
    }
    let row = InboundRow { appointment: Some(appointment), ..row };
    let words = Phi::default();
    let step = InStep { to: InState::Booked, evidence: Evidence::Ours, words: &words, document: None };
    take_in_step(tx, row, &step).map(drop)
}

fn of_appointment(read: &mut Reader<'_>, appointment: AppointmentId) -> Result<Option<InboundRow>, Problem> {
    let query = referral_in::table
        .filter(referral_in::appointment.assume_not_null().eq(appointment))
        .select(InboundRow::as_select());
    read.maybe(query)
}

/// The patient of a referral to us was seen: their visit is over.
///
/// # Errors
/// Broken, when the database fails.
pub fn seen(tx: &mut Tx<'_>, appointment: Option<AppointmentId>) -> Result<(), Problem> {
    let Some(appointment) = appointment else { return Ok(()) };
    match of_appointment(tx, appointment)? {
        Some(row) if row.state == InState::Booked => {
            let words = Phi::default();
            let step = InStep { to: InState::Seen, evidence: Evidence::OurVisit, words: &words, document: None };
            take_in_step(tx, row, &step).map(drop)
        }
        _ => Ok(()),
    }
}

/// The appointment of a referral to us was cancelled or missed: it is to be booked again.
///
/// # Errors
/// Broken, when the database fails.
pub fn appointment_gone(tx: &mut Tx<'_>, appointment: AppointmentId) -> Result<(), Problem> {
    match of_appointment(tx, appointment)? {
        Some(row) if row.state == InState::Booked => {
            let row = InboundRow { appointment: None, ..row };
            let words = Phi::default();
            let step = InStep { to: InState::Accepted, evidence: Evidence::OurVisit, words: &words, document: None };
            take_in_step(tx, row, &step).map(drop)
        }
        _ => Ok(()),
    }
}
