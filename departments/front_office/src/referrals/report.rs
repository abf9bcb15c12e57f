//! The report came: a document of the chart closes the question that the referral asked.

use super::one::stored_referral;
use super::steps::{Step, take};
use super::{Evidence, REFER, ReferralId, ReferralState};
use crate::documents::{DocumentId, patient_of};
use kernel::{Day, Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::today_at;

/// Notes that the report of the other office lies in the chart: a filed document is its evidence.
#[derive(Clone, Copy, Debug)]
pub struct FileReport {
    /// Which referral.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
    /// The report.
    pub document: DocumentId,
    /// The day of the visit there as the report says, where nobody noted before that the patient attended.
    pub attended_on: Option<Day>,
}

impl Command for FileReport {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let mut row = stored_referral(tx, self.referral)?;
        if row.version != self.version {
            let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        if patient_of(tx, self.document)? != Some(row.patient) {
            let say = "This document does not lie in the chart of this patient. File it there first.";
            return Err(Problem::refused("not_theirs", say).at("document", say));
        }
        let words = Phi::default();
        let document = Some(self.document);
        if row.state != ReferralState::Attended {
            let today = today_at(tx, row.site)?;
            let Some(on) = self.attended_on.filter(|on| *on <= today) else {
                let say = "Enter the day of the visit, as the report says it.";
                return Err(Problem::invalid("no_day", say).at("attended_on", say));
            };
            let evidence = Evidence::TheirReport;
            let attended = Step { to: ReferralState::Attended, evidence, words: &words, on: Some(on), document };
            row = take(tx, row, &attended)?;
        }
        let evidence = Evidence::TheirReport;
        take(tx, row, &Step { to: ReferralState::Reported, evidence, words: &words, on: None, document }).map(drop)
    }
}
