//! Registering at the desk: the person, the card they hand over, and the decision that they are nobody already on file.

use kernel::{Kind, Problem};
use office::{Act, Command, Fact, PatientId, Query, Reader, Subject, Tx};
use registry::coverages::{KeepCoverage, NewCoverage, check_card, keep_coverage};
use registry::people::{PersonLine, PossibleDuplicates, REGISTER, RegisterPatient, register};
use serde::Serialize;

/// The code of the refusal when somebody like the new patient is on file.
pub const SOMEBODY_ALIKE: &str = "somebody_alike";

/// Somebody at the desk looked at charts of people alike and said that the new patient is none of them.
#[derive(Serialize)]
struct ToldApart {
    patient: PatientId,
    from: Vec<PatientId>,
}

impl Fact for ToldApart {
    fn name(&self) -> &'static str {
        "patient.told_apart"
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }
}

/// Registers a person at the desk, with the first coverage if there is one.
///
/// Whoever may register people also keeps their coverage, so one permission serves both.
#[derive(Clone, Debug)]
pub struct RegisterAtDesk {
    /// Who they are, and who stands around them.
    pub new: RegisterPatient,
    /// What stands on their insurance card; nothing for now, or self-pay.
    pub card: Option<NewCoverage>,
    /// People alike that the desk has looked at: the new patient is none of them.
    pub told_apart: Vec<PatientId>,
}

impl RegisterAtDesk {
    /// Who on file may be the same person.
    #[must_use]
    pub fn alike(&self) -> PossibleDuplicates {
        let who = &self.new.demographics;
        let phones = [&who.contacts.mobile, &who.contacts.home, &who.contacts.work];
        let phone = phones.into_iter().find(|phone| !phone.reveal().trim().is_empty());
        PossibleDuplicates {
            family: who.family.clone(),
            given: who.given.clone(),
            birth_day: who.birth_day.clone(),
            phone: phone.cloned().unwrap_or_default(),
        }
    }
}

impl Command for RegisterAtDesk {
    const ACT: Act = REGISTER;
    type Done = PatientId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    /// Looks for people alike in the same transaction, so that two desks cannot register one person at once unseen.
    fn perform(&self, tx: &mut Tx<'_>) -> Result<PatientId, Problem> {
        let alike: Vec<PersonLine> = self.alike().answer(tx)?;
        let registered = register(tx, &self.new);
        let card = self.card.as_ref().map_or(Ok(()), check_card);
        let patient = both(registered, card)?;
        if alike.iter().any(|line| !self.told_apart.contains(&line.id)) {
            let say = "Somebody like this is on file. Look whether it is the same person.";
            return Err(Problem::conflict(SOMEBODY_ALIKE, say));
        }
        if !alike.is_empty() {
            let from = alike.iter().map(|line| line.id).collect();
            tx.write(ToldApart { patient, from });
        }
        if let Some(card) = self.card.clone() {
            keep_coverage(tx, &KeepCoverage { patient, corrects: None, card })?;
        }
        Ok(patient)
    }
}

/// What is wrong with either, in one problem, so that the desk mends the whole page at once.
fn both(registered: Result<PatientId, Problem>, card: Result<(), Problem>) -> Result<PatientId, Problem> {
    match (registered, card) {
        (Ok(patient), Ok(())) => Ok(patient),
        (Err(why), Err(card)) if why.kind() == Kind::Invalid => {
            Err(card.fields().iter().fold(why, |why, (field, say)| why.at(field, say.clone())))
        }
        (Err(why), _) | (Ok(_), Err(why)) => Err(why),
    }
}
