//! Whose a referral to us is: said once, for the referral and for the document that it came as.

use front_office::documents::{Category, FileDocument, OneDocument};
use front_office::referrals::inbound::{MatchInbound, OneInbound};
use front_office::referrals::{InboundId, REFER};
use kernel::Problem;
use office::{Act, Command, PatientId, Query, Reader, Subject, Tx};

/// Says which patient a referral is about, and files its document in their chart.
#[derive(Clone, Copy, Debug)]
pub struct MatchReferral {
    /// Which referral.
    pub inbound: InboundId,
    /// The version that was seen.
    pub version: i64,
    /// The patient.
    pub patient: PatientId,
}

impl Command for MatchReferral {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let found = OneInbound { inbound: self.inbound }.answer(tx)?;
        MatchInbound { inbound: self.inbound, version: self.version, patient: self.patient }.perform(tx)?;
        let Some(document) = found.document else { return Ok(()) };
        let sheet = OneDocument { document }.answer(tx)?;
        if sheet.line.patient == Some(self.patient) {
            return Ok(());
        }
        let file = FileDocument {
            document,
            version: sheet.version,
            patient: self.patient,
            category: Category::ReferralIn,
            title: sheet.line.title.clone(),
            dated_on: sheet.line.dated_on,
            reviewer: sheet.line.reviewer,
        };
        file.perform(tx)
    }
}
