//! Whom a call is about, and how that was verified.

use super::rules::{fact, open_call};
use super::stored::REGISTERED_NOW;
use super::tables::{call_back, phone_call};
use super::{ANSWER, CallDeed, CallId, Identifier, Verification};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;

/// Identifiers that must agree before anything of a chart is said.
const IDENTIFIERS_MIN: usize = 2;

/// Says whom a call is about, once the caller has been verified.
#[derive(Clone, Debug)]
pub struct IdentifyCaller {
    /// Which call.
    pub call: CallId,
    /// Whom it is about.
    pub patient: PatientId,
    /// How that is known.
    pub verification: Verification,
}

impl Command for IdentifyCaller {
    const ACT: Act = ANSWER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let mut row = open_call(tx, self.call)?;
        let verified = match &self.verification {
            Verification::RegisteredNow => REGISTERED_NOW.to_owned(),
            Verification::Said(said) => {
                let agreed: Vec<&str> =
                    Identifier::ALL.iter().filter(|one| said.contains(one)).map(|one| one.word()).collect();
                if agreed.len() < IDENTIFIERS_MIN {
                    let say = "Ask for two identifiers at least, and tick those that agree with the chart.";
                    return Err(Problem::invalid("not_verified", say).at("said", say));
                }
                agreed.join(",")
            }
        };
        check_stands(tx, self.patient)?;
        row.patient = Some(self.patient);
        let mut pen = tx.write(fact(&row, CallDeed::Identified, verified.as_str()));
        pen.change(diesel::update(phone_call::table.filter(phone_call::id.eq(row.id))).set((
            phone_call::patient.eq(Some(self.patient)),
            phone_call::verified.eq(verified),
            phone_call::version.eq(row.version + 1),
        )))?;
        // A call-back may have been asked for before it was known whom it is about.
        let about_nobody = call_back::table
            .filter(call_back::site.eq(row.site).and(call_back::done_at.is_null()))
            .filter(call_back::phone_call.eq(row.id).and(call_back::patient.is_null()));
        pen.run(diesel::update(about_nobody).set(call_back::patient.eq(Some(self.patient))))?;
        Ok(())
    }
}
