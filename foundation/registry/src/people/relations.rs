//! Who stands around a patient: kept as a whole list, with the history of it.

use crate::people::demographics::{Relation, person};
use crate::people::keys::plain_phone;
use crate::people::merging::check_stands;
use crate::people::tables::{patient, patient_history, patient_relation};
use crate::people::{PeopleFact, REGISTER, is_given};
use diesel::prelude::*;
use kernel::{Phi, Problem, RawId};
use office::{Act, Command, PatientId, Reader, Subject, Tx};

/// More people around a patient than this are not kept at the desk.
const RELATIONS_MAX: usize = 10;

/// Keeps who stands around a patient, in place of the list before.
#[derive(Clone, Debug)]
pub struct KeepRelations {
    /// Whose.
    pub patient: PatientId,
    /// The version of the patient's card that was on the screen.
    pub version: i64,
    /// Who, from now on.
    pub relations: Vec<Relation>,
}

impl Command for KeepRelations {
    const ACT: Act = REGISTER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_stands(tx, self.patient)?;
        let to: Vec<Relation> = self.relations.iter().map(tidy).collect();
        check(&to)?;
        let before = person(tx, self.patient)?.relations;
        if before == to {
            return Ok(());
        }
        let ids: Vec<RawId> = to.iter().map(|_| tx.id()).collect();
        let (now, account, version) = (tx.now(), tx.who().account(), self.version + 1);
        let mut pen = tx.write(PeopleFact::Corrected { patient: self.patient, version, fields: vec!["relations"] });
        let target = patient::table.filter(patient::id.eq(self.patient).and(patient::version.eq(self.version)));
        pen.change(diesel::update(target).set(patient::version.eq(version)))?;
        pen.run(diesel::delete(patient_relation::table.filter(patient_relation::patient.eq(self.patient))))?;
        for (relation, id) in to.iter().zip(ids) {
            let row = (
                patient_relation::id.eq(id.as_bytes().as_slice()),
                patient_relation::patient.eq(self.patient),
                patient_relation::part.eq(relation.part),
                patient_relation::relationship.eq(&relation.relationship),
                patient_relation::name.eq(&relation.name),
                patient_relation::phone.eq(&relation.phone),
            );
            pen.insert(patient_relation::table, row)?;
        }
        let row = (
            patient_history::patient.eq(self.patient),
            patient_history::version.eq(version),
            patient_history::field.eq("relations"),
            patient_history::before.eq(shown(&before)),
            patient_history::after.eq(shown(&to)),
            patient_history::at.eq(now),
            patient_history::account.eq(account),
        );
        pen.insert(patient_history::table, row)?;
        Ok(())
    }
}

fn tidy(relation: &Relation) -> Relation {
    Relation {
        part: relation.part,
        relationship: relation.relationship.trim().to_owned(),
        name: relation.name.reveal().trim().into(),
        phone: plain_phone(&relation.phone),
    }
}

fn check(relations: &[Relation]) -> Result<(), Problem> {
    let say = if relations.len() > RELATIONS_MAX {
        "Keep at most ten people around a patient."
    } else if relations.iter().any(|relation| !is_given(&relation.name)) {
        "Enter the name of each, or empty the line."
    } else {
        return Ok(());
    };
    Err(Problem::invalid("relations", say).at("relations", say))
}

/// The list in one line, for the history.
fn shown(relations: &[Relation]) -> Phi<String> {
    let one = |relation: &Relation| {
        let parts = [relation.name.reveal(), &relation.relationship, relation.phone.reveal()];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    relations.iter().map(one).collect::<Vec<_>>().join("; ").into()
}
