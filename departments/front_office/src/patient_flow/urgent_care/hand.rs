//! Handing back to the queue, and handing over to another provider.

use super::TAKE;
use super::take::give;
use crate::patient_flow::VisitId;
use crate::patient_flow::facts::VisitDeed;
use crate::patient_flow::rules::{check_sees_patients, check_version, stored_visit};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};
use registry::practice::StaffId;

/// Hands a visit back to the queue, where it stands by its level and arrival as before.
#[derive(Clone, Copy, Debug)]
pub struct HandBack {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for HandBack {
    const ACT: Act = TAKE;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        if row.provider.is_none() {
            return Err(Problem::refused("waits_already", "This patient waits for the next provider already."));
        }
        give(tx, &row, None, VisitDeed::HandedBack, None)
    }
}

/// Hands a visit over to another provider, also while the first one is with the patient.
#[derive(Clone, Copy, Debug)]
pub struct HandOver {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
    /// To whom.
    pub to: StaffId,
}

impl Command for HandOver {
    const ACT: Act = TAKE;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let row = stored_visit(tx, self.visit)?;
        check_version(&row, self.version)?;
        check_sees_patients(tx, self.to, row.site)?;
        match row.provider {
            None => Err(Problem::refused("not_taken", "This patient waits for the next provider: take them instead.")),
            Some(has) if has == self.to => {
                let say = "This provider has the patient already.";
                Err(Problem::invalid("same_provider", say).at("provider", say))
            }
            Some(_) => give(tx, &row, Some(self.to), VisitDeed::HandedOver, None),
        }
    }
}
