//! The language of a self check-in: that of the patient's card, or the one chosen on the screen; for this check-in alone.

use super::SELF_CHECK_IN;
use super::facts::SelfFact;
use super::open::sitting;
use super::tables::self_check_in;
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use registry::people::Language;

/// Goes on in another language, from this page on.
#[derive(Clone, Debug)]
pub struct SpeakAt {
    /// What opens the sitting.
    pub secret: Secret,
    /// Which.
    pub language: Language,
}

impl Command for SpeakAt {
    const ACT: Act = SELF_CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sitting(read, &self.secret)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = sitting(tx, &self.secret)?;
        if row.language == self.language {
            return Ok(());
        }
        let fact = SelfFact::LanguageChosen { check_in: row.id, patient: row.patient, language: self.language };
        let target = self_check_in::table.filter(self_check_in::id.eq(row.id));
        tx.write(fact).change(diesel::update(target).set(self_check_in::language.eq(self.language)))?;
        Ok(())
    }
}

/// In which language a sitting is held.
#[derive(Clone, Debug)]
pub struct SpokenAt {
    /// What opens the sitting.
    pub secret: Secret,
}

/// See [`SpokenAt`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Whose sitting.
    pub patient: PatientId,
    /// Which language.
    pub language: Language,
}

impl Discloses for Spoken {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for SpokenAt {
    const ACT: Act = SELF_CHECK_IN;
    type Answer = Spoken;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sitting(read, &self.secret)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Spoken, Problem> {
        let row = sitting(read, &self.secret)?;
        Ok(Spoken { patient: row.patient, language: row.language })
    }
}
