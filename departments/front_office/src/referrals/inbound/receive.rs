//! Receiving: a referral to us comes in, and it is said whose it is.

use super::rules::{fact, note, stored_inbound, write};
use super::tables::{InboundRow, referral_in, referral_in_source};
use super::{Came, InboundId};
use crate::documents::{DocumentId, patient_of};
use crate::referrals::clocks::due;
use crate::referrals::{EntryId, Evidence, InState, REFER, ReferralUrgency, TEXT_MAX, check_length};
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::person;
use sha2::{Digest, Sha256};

/// A referral to us as it was told.
#[derive(Clone, Debug)]
pub struct ReceiveReferral {
    /// To which site.
    pub site: SiteId,
    /// Who it is about, once that is known.
    pub patient: Option<PatientId>,
    /// Who sends it, where they stand in the directory.
    pub entry: Option<EntryId>,
    /// Who sends it, in words.
    pub from_name: String,
    /// How to reach them.
    pub from_contact: String,
    /// The patient's name as it was told.
    pub told_name: Phi<String>,
    /// Their birthday as it was told.
    pub told_born: Option<Phi<Day>>,
    /// Their telephone as it was told.
    pub told_phone: Phi<String>,
    /// How soon, as the sender says.
    pub urgency: ReferralUrgency,
    /// Why.
    pub reason: Phi<String>,
    /// What we are asked; may be empty.
    pub questions: Phi<String>,
    /// Diagnoses as they were told; may be empty.
    pub diagnoses: Phi<String>,
    /// How it came.
    pub came: Came,
    /// The document that it is, or that came with it.
    pub document: Option<DocumentId>,
    /// The electronic referral itself.
    pub source: Option<Phi<String>>,
}

/// What became of a referral that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is new.
    New(InboundId),
    /// The same bytes, or the same document, came before.
    Known(InboundId),
}

impl Received {
    /// Which referral it is.
    #[must_use]
    pub const fn id(self) -> InboundId {
        match self {
            Self::New(id) | Self::Known(id) => id,
        }
    }
}

impl Command for ReceiveReferral {
    const ACT: Act = REFER;
    type Done = InboundId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(self.patient.map_or(Subject::Site(self.site), Subject::Patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<InboundId, Problem> {
        receive(tx, self).map(Received::id)
    }
}

/// Takes a referral to us in, within another deed.
///
/// # Errors
/// Invalid, naming each field that will not do.
pub fn receive(tx: &mut Tx<'_>, new: &ReceiveReferral) -> Result<Received, Problem> {
    if let Some(known) = known_before(tx, new)? {
        return Ok(Received::Known(known));
    }
    check(tx, new)?;
    let now = tx.now();
    let due_at = due(tx, new.urgency, InState::Received.waits_for(), now)?;
    let tidy = |text: &Phi<String>| Phi::new(text.reveal().trim().to_owned());
    let patient = match (new.patient, new.document) {
        (Some(patient), _) => Some(patient),
        // A document that was filed says whose it is.
        (None, Some(document)) => patient_of(tx, document)?,
        (None, None) => None,
    };
    let row = InboundRow {
        id: tx.id(),
        site: new.site,
        patient,
        entry: new.entry,
        from_name: new.from_name.trim().to_owned(),
        from_contact: new.from_contact.trim().to_owned(),
        told_name: tidy(&new.told_name),
        told_born: new.told_born.clone(),
        told_phone: tidy(&new.told_phone),
        urgency: new.urgency,
        reason: tidy(&new.reason),
        questions: tidy(&new.questions),
        diagnoses: tidy(&new.diagnoses),
        came: new.came,
        document: new.document,
        state: InState::Received,
        state_since: now,
        due_at,
        visit_type: None,
        triaged_by: None,
        triaged_at: None,
        appointment: None,
        made_by: tx.who().account(),
        made_at: now,
        version: 1,
    };
    let evidence = if new.came == Came::ByHand { Evidence::TheirOffice } else { Evidence::TheirLetter };
    tx.write(fact(&row, evidence)).insert(referral_in::table, &row)?;
    note(tx, &row, evidence, &Phi::default(), row.document)?;
    if let Some(source) = &new.source {
        let kept = (
            referral_in_source::inbound.eq(row.id),
            referral_in_source::sha256.eq(Sha256::digest(source.reveal().as_bytes()).to_vec()),
            referral_in_source::content.eq(source.reveal()),
        );
        tx.write(fact(&row, evidence)).insert(referral_in_source::table, kept)?;
    }
    Ok(Received::New(row.id))
}

/// The referral that these very bytes are already.
///
/// # Errors
/// Broken, when the database fails.
pub fn known_source(read: &mut Reader<'_>, source: &Phi<String>) -> Result<Option<InboundId>, Problem> {
    let sha256 = Sha256::digest(source.reveal().as_bytes()).to_vec();
    let same = referral_in_source::table.filter(referral_in_source::sha256.eq(sha256));
    read.maybe(same.select(referral_in_source::inbound))
}

/// The referral that these bytes, or this document, are already.
fn known_before(tx: &mut Tx<'_>, new: &ReceiveReferral) -> Result<Option<InboundId>, Problem> {
    if let Some(source) = &new.source {
        return known_source(tx, source);
    }
    let Some(document) = new.document else { return Ok(None) };
    let same = referral_in::table.filter(referral_in::document.assume_not_null().eq(document));
    tx.maybe(same.select(referral_in::id))
}

fn check(tx: &mut Tx<'_>, new: &ReceiveReferral) -> Result<(), Problem> {
    let mut faults: Vec<(&'static str, &'static str)> = Vec::new();
    if new.reason.reveal().trim().is_empty() {
        faults.push(("reason", "Enter why the patient is referred to us."));
    }
    if new.from_name.trim().is_empty() && new.entry.is_none() {
        faults.push(("from_name", "Enter who refers the patient."));
    }
    if new.patient.is_none() && new.document.is_none() && new.told_name.reveal().trim().is_empty() {
        faults.push(("told_name", "Enter the patient’s name, or choose the patient."));
    }
    for (field, text) in [("reason", &new.reason), ("questions", &new.questions), ("diagnoses", &new.diagnoses)] {
        check_length(field, text.reveal(), TEXT_MAX)?;
    }
    for (field, text) in [("from_name", &new.from_name), ("from_contact", &new.from_contact)] {
        check_length(field, text, 200)?;
    }
    if let Some(patient) = new.patient {
        person(tx, patient)?;
    }
    match faults.as_slice() {
        [] => Ok(()),
        [(_, first), ..] => {
            let problem = Problem::invalid("bad_referral", *first);
            Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, *say)))
        }
    }
}

/// Says which patient a referral to us is about.
#[derive(Clone, Copy, Debug)]
pub struct MatchInbound {
    /// Which referral.
    pub inbound: InboundId,
    /// The version that was seen.
    pub version: i64,
    /// The patient.
    pub patient: PatientId,
}

impl Command for MatchInbound {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_inbound(tx, self.inbound)?;
        if row.appointment.is_some() {
            let say = "A time is booked for this referral. Cancel it first, if it is about somebody else.";
            return Err(Problem::refused("booked", say));
        }
        person(tx, self.patient)?;
        let row = InboundRow { patient: Some(self.patient), version: self.version + 1, ..row };
        write(tx, &row, Evidence::Ours)
    }
}
