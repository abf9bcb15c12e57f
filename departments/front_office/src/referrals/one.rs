//! One referral with everything that is known of it.

use super::deliveries::{DeliveryLine, deliveries_of};
use super::directory::{Entry as DirectoryEntry, entry};
use super::packets::{PacketLine, packets_of};
use super::tables::{
    DiagnosisRow, PartRow, ReferralRow, StepRow, referral as referral_table, referral_diagnosis, referral_part,
    referral_step,
};
use super::write::Part;
use super::{EitherId, EntryId, Evidence, ReferralId, ReferralState, ReferralUrgency, SEE_REFERRALS};
use crate::documents::DocumentId;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{StaffId, staff_member, staff_of_account};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A referral in a list.
#[derive(Clone, Debug)]
pub struct ReferralLine {
    /// Which.
    pub id: ReferralId,
    /// Who is referred.
    pub patient: PatientId,
    /// From which site.
    pub site: SiteId,
    /// To whom.
    pub entry: EntryId,
    /// Which provider of ours asks.
    pub provider: StaffId,
    /// How soon.
    pub urgency: ReferralUrgency,
    /// Why.
    pub reason: Phi<String>,
    /// Where it stands.
    pub state: ReferralState,
    /// Since when.
    pub state_since: Moment,
    /// When the next step is due; nothing once it is over.
    pub due_at: Option<Moment>,
    /// The day there.
    pub appointment_on: Option<Day>,
    /// Who follows it.
    pub owner: AccountId,
    /// When it was written.
    pub made_at: Moment,
    /// For the next change.
    pub version: i64,
}

impl From<ReferralRow> for ReferralLine {
    fn from(row: ReferralRow) -> Self {
        Self {
            id: row.id,
            patient: row.patient,
            site: row.site,
            entry: row.entry,
            provider: row.provider,
            urgency: row.urgency,
            reason: row.reason,
            state: row.state,
            state_since: row.state_since,
            due_at: row.due_at,
            appointment_on: row.appointment_on,
            owner: row.owner,
            made_at: row.made_at,
            version: row.version,
        }
    }
}

impl Discloses for ReferralLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// A diagnosis of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// ICD-10-CM.
    pub code: Phi<String>,
    /// In words; empty where no release of the codes was loaded to look it up.
    pub label: Phi<String>,
}

/// What happened, and how it is known.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// The word of the state that it led to.
    pub state: String,
    /// How it is known.
    pub evidence: Evidence,
    /// Who said so, or why.
    pub words: Phi<String>,
    /// The day that it is about.
    pub on: Option<Day>,
    /// The document that proves it.
    pub document: Option<DocumentId>,
    /// When it was noted.
    pub at: Moment,
    /// By whom, where that is a member of staff.
    pub by: String,
}

/// A referral with everything that is known of it.
#[derive(Clone, Debug)]
pub struct ReferralSheet {
    /// What a list shows of it.
    pub line: ReferralLine,
    /// To whom.
    pub to: DirectoryEntry,
    /// What our provider is called.
    pub provider_name: String,
    /// Who follows it.
    pub owner_name: String,
    /// What the other office is asked.
    pub questions: Phi<String>,
    /// Why, in codes.
    pub diagnoses: Vec<Diagnosis>,
    /// The insurer's number of its authorisation.
    pub authorisation: Phi<String>,
    /// Visits that it allows.
    pub visits_allowed: Option<i64>,
    /// The last day on which it holds.
    pub authorised_until: Option<Day>,
    /// Whether the insurance goes along.
    pub with_coverage: bool,
    /// What of the record goes along.
    pub parts: Vec<Part>,
    /// When its packet left.
    pub sent_at: Option<Moment>,
    /// The day on which the patient was there.
    pub attended_on: Option<Day>,
    /// Their report.
    pub report: Option<DocumentId>,
    /// What happened, the first first.
    pub steps: Vec<StepLine>,
    /// Its packets, the newest first.
    pub packets: Vec<PacketLine>,
    /// Its deliveries, the newest first.
    pub deliveries: Vec<DeliveryLine>,
}

impl Discloses for ReferralSheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.line.patient]
    }
}

pub(super) fn stored_referral(read: &mut Reader<'_>, id: ReferralId) -> Result<ReferralRow, Problem> {
    let query = referral_table::table.filter(referral_table::id.eq(id)).select(ReferralRow::as_select());
    read.one(query, "referral")
}

/// A referral as a list shows it.
///
/// # Errors
/// Not found.
pub fn referral(read: &mut Reader<'_>, id: ReferralId) -> Result<ReferralLine, Problem> {
    stored_referral(read, id).map(ReferralLine::from)
}

/// What happened to a referral, either way, the first first.
pub(super) fn steps_of(read: &mut Reader<'_>, id: EitherId) -> Result<Vec<StepLine>, Problem> {
    let query = referral_step::table
        .filter(referral_step::referral.eq(id))
        .order(referral_step::position)
        .select(StepRow::as_select());
    let rows: Vec<StepRow> = read.list(query, 200)?;
    let mut names: HashMap<AccountId, String> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(place) = names.entry(row.account) {
            place.insert(staff_of_account(read, row.account)?.map(|staff| staff.called()).unwrap_or_default());
        }
    }
    let line = |row: StepRow| StepLine {
        by: names.get(&row.account).cloned().unwrap_or_default(),
        state: row.state,
        evidence: row.evidence,
        words: row.words,
        on: row.happened_on,
        document: row.document,
        at: row.at,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A referral with everything that is known of it.
///
/// # Errors
/// Not found.
pub fn sheet(read: &mut Reader<'_>, id: ReferralId) -> Result<ReferralSheet, Problem> {
    let row = stored_referral(read, id)?;
    let diagnoses = referral_diagnosis::table
        .filter(referral_diagnosis::referral.eq(id))
        .order(referral_diagnosis::position)
        .select(DiagnosisRow::as_select());
    let diagnoses: Vec<DiagnosisRow> = read.list(diagnoses, 12)?;
    let parts = referral_part::table
        .filter(referral_part::referral.eq(id))
        .order(referral_part::position)
        .select(PartRow::as_select());
    let parts: Vec<PartRow> = read.list(parts, 60)?;
    let owner = staff_of_account(read, row.owner)?.map(|staff| staff.called());
    Ok(ReferralSheet {
        to: entry(read, row.entry)?,
        provider_name: staff_member(read, row.provider)?.called(),
        owner_name: owner.unwrap_or_default(),
        questions: row.questions.clone(),
        diagnoses: diagnoses.into_iter().map(|row| Diagnosis { code: row.code, label: row.label }).collect(),
        authorisation: row.authorisation.clone(),
        visits_allowed: row.visits_allowed,
        authorised_until: row.authorised_until,
        with_coverage: row.with_coverage,
        parts: parts.into_iter().map(|row| Part { kind: row.kind, source: row.source, label: row.label }).collect(),
        sent_at: row.sent_at,
        attended_on: row.attended_on,
        report: row.report,
        steps: steps_of(read, id.into())?,
        packets: packets_of(read, id.into())?,
        deliveries: deliveries_of(read, id.into())?,
        line: row.into(),
    })
}

/// One referral.
#[derive(Clone, Copy, Debug)]
pub struct OneReferral {
    /// Which.
    pub referral: ReferralId,
}

impl Query for OneReferral {
    const ACT: Act = SEE_REFERRALS;
    type Answer = ReferralSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_referral(read, self.referral)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<ReferralSheet, Problem> {
        sheet(read, self.referral)
    }
}
