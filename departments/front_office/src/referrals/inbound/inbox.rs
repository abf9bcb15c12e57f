//! The inbox of referrals to us: what waits for whom, what is overdue first; and one of them with everything.

use super::rules::stored_inbound;
use super::tables::{InboundRow, referral_in};
use super::{Came, InboundId};
use crate::documents::DocumentId;
use crate::referrals::deliveries::{DeliveryLine, deliveries_of};
use crate::referrals::directory::{Entry, entry};
use crate::referrals::one::{StepLine, steps_of};
use crate::referrals::packets::{PacketLine, packets_of};
use crate::referrals::{InState, ReferralUrgency, SEE_REFERRALS};
use crate::scheduling::{AppointmentId, VisitTypeId};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Db, Discloses, PatientId, Query, Reader, SiteId, Subject};

/// Referrals of one page.
const LIST_MAX: u32 = 100;

/// A referral to us in a list.
#[derive(Clone, Debug)]
pub struct InboundLine {
    /// Which.
    pub id: InboundId,
    /// At which site.
    pub site: SiteId,
    /// Who it is about, once that was said.
    pub patient: Option<PatientId>,
    /// The patient's name as it was told.
    pub told_name: Phi<String>,
    /// Their birthday as it was told.
    pub told_born: Option<Phi<Day>>,
    /// Their telephone as it was told.
    pub told_phone: Phi<String>,
    /// Who sends it.
    pub from_name: String,
    /// How soon.
    pub urgency: ReferralUrgency,
    /// Why.
    pub reason: Phi<String>,
    /// How it came.
    pub came: Came,
    /// Where it stands.
    pub state: InState,
    /// Since when.
    pub state_since: Moment,
    /// When the next step is due.
    pub due_at: Option<Moment>,
    /// For which kind of visit it was accepted.
    pub visit_type: Option<VisitTypeId>,
    /// The appointment that was booked for it.
    pub appointment: Option<AppointmentId>,
    /// When it came.
    pub made_at: Moment,
    /// For the next change.
    pub version: i64,
}

impl From<InboundRow> for InboundLine {
    fn from(row: InboundRow) -> Self {
        Self {
            id: row.id,
            site: row.site,
            patient: row.patient,
            told_name: row.told_name,
            told_born: row.told_born,
            told_phone: row.told_phone,
            from_name: row.from_name,
            urgency: row.urgency,
            reason: row.reason,
            came: row.came,
            state: row.state,
            state_since: row.state_since,
            due_at: row.due_at,
            visit_type: row.visit_type,
            appointment: row.appointment,
            made_at: row.made_at,
            version: row.version,
        }
    }
}

impl Discloses for InboundLine {
    fn patients(&self) -> Vec<PatientId> {
        self.patient.into_iter().collect()
    }
}

/// What a page of the inbox shows.
#[derive(Clone, Copy, Debug)]
pub struct Inbound {
    /// Of which site.
    pub site: SiteId,
    /// Only those in this state; everything that waits for a step of somebody otherwise.
    pub state: Option<InState>,
}

/// A page of the inbox: what is due first on top; what is over, the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn inbox(read: &mut Reader<'_>, wanted: &Inbound) -> Result<Vec<InboundLine>, Problem> {
    let mut query = referral_in::table
        .filter(referral_in::site.eq(wanted.site))
        .select(InboundRow::as_select())
        .into_boxed::<<Db as Connection>::Backend>();
    query = match wanted.state {
        None => query.filter(referral_in::due_at.is_not_null()),
        Some(state) => query.filter(referral_in::state.eq(state)),
    };
    query = match wanted.state {
        Some(state) if state.waits_for().is_none() => query.order((referral_in::made_at.desc(), referral_in::id)),
        _ => query.order((referral_in::due_at, referral_in::id)),
    };
    let rows: Vec<InboundRow> = read.list(query, LIST_MAX)?;
    Ok(rows.into_iter().map(InboundLine::from).collect())
}

/// What waits in one state for a step that is due before a moment; the longest overdue first.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting_for(
    read: &mut Reader<'_>,
    site: SiteId,
    state: InState,
    before: Moment,
    at_most: u32,
) -> Result<Vec<InboundLine>, Problem> {
    let query = referral_in::table
        .filter(referral_in::site.eq(site).and(referral_in::state.eq(state)))
        .filter(referral_in::due_at.assume_not_null().lt(before))
        .order((referral_in::due_at, referral_in::id))
        .select(InboundRow::as_select());
    let rows: Vec<InboundRow> = read.list(query, at_most)?;
    Ok(rows.into_iter().map(InboundLine::from).collect())
}

/// How many referrals to us wait in each state, and how many of them are overdue; counted up to a thousand.
///
/// # Errors
/// Broken, when the database fails.
pub fn inbound_counts(read: &mut Reader<'_>, site: SiteId) -> Result<(Vec<(InState, usize)>, usize), Problem> {
    let query = referral_in::table
        .filter(referral_in::site.eq(site).and(referral_in::due_at.is_not_null()))
        .order(referral_in::due_at)
        .select((referral_in::state, referral_in::due_at.assume_not_null()));
    let open: Vec<(InState, Moment)> = read.list(query, 1_000)?;
    let now = read.now();
    let overdue = open.iter().filter(|(_, due)| *due < now).count();
    let count = |state: &InState| (*state, open.iter().filter(|(is, _)| is == state).count());
    Ok((InState::ALL.iter().filter(|state| state.waits_for().is_some()).map(count).collect(), overdue))
}

/// A referral to us with everything that is known of it.
#[derive(Clone, Debug)]
pub struct InboundSheet {
    /// What a list shows of it.
    pub line: InboundLine,
    /// Who sends it, where they stand in the directory.
    pub from: Option<Entry>,
    /// How to reach them.
    pub from_contact: String,
    /// What we are asked.
    pub questions: Phi<String>,
    /// Diagnoses as they were told.
    pub diagnoses: Phi<String>,
    /// The document that it is, or that came with it.
    pub document: Option<DocumentId>,
    /// What happened, the first first.
    pub steps: Vec<StepLine>,
    /// Our reports, the newest first.
    pub packets: Vec<PacketLine>,
    /// Their deliveries, the newest first.
    pub deliveries: Vec<DeliveryLine>,
}

impl Discloses for InboundSheet {
    fn patients(&self) -> Vec<PatientId> {
        self.line.patients()
    }
}

/// One referral to us.
#[derive(Clone, Copy, Debug)]
pub struct OneInbound {
    /// Which.
    pub inbound: InboundId,
}

impl Query for OneInbound {
    const ACT: Act = SEE_REFERRALS;
    type Answer = InboundSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let row = stored_inbound(read, self.inbound)?;
        Ok(row.patient.map_or(Subject::Site(row.site), Subject::Patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<InboundSheet, Problem> {
        let row = stored_inbound(read, self.inbound)?;
        Ok(InboundSheet {
            from: row.entry.map(|id| entry(read, id)).transpose()?,
            from_contact: row.from_contact.clone(),
            questions: row.questions.clone(),
            diagnoses: row.diagnoses.clone(),
            document: row.document,
            steps: steps_of(read, row.id.into())?,
            packets: packets_of(read, row.id.into())?,
            deliveries: deliveries_of(read, row.id.into())?,
            line: row.into(),
        })
    }
}
