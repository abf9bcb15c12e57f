//! Illnesses in the family, and how the patient lives, as entries.

use super::{Listed, Stands, order};
use crate::family::FamilyIllness;
use crate::histories::said::{Field, Said};
use crate::histories::values::{SNOMED, Topic, label_of};
use crate::social::SocialAnswer;
use kernel::{Phi, RawId};
use office::PatientId;

says!(FamilyIllness {
    relation: Relation,
    label: What,
    code_system: CodeSystem,
    code: Code,
    deceased: Deceased,
} protected { age_at_onset: AgeAtOnset, age_at_death: AgeAtDeath, note: Note });

impl Listed for FamilyIllness {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            at_key: crate::told::key(on),
            present: true,
            relation: String::new(),
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            age_at_onset: Phi::default(),
            deceased: String::new(),
            age_at_death: Phi::default(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        self.told()
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
    }

    fn mark_in_error(&mut self) {
        self.present = false;
    }

    fn stands(&self) -> Stands {
        if self.present { Stands::Now } else { Stands::InError }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

says!(SocialAnswer {
    topic: Topic,
    at_text: Since,
    until_text: Until,
} protected { amount: Amount, note: Note });

impl Listed for SocialAnswer {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            at_key: crate::told::key(on),
            at_text: String::new(),
            until_text: String::new(),
            present: true,
            topic: String::new(),
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            amount: Phi::default(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        let answer = if self.code_system == SNOMED { &self.code } else { &self.label };
        self.told().with(Field::What, answer)
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        let answer = said.text(Field::What);
        // The smoking status is a code of a standard list; the other answers are words.
        let values = Topic::from_word(&self.topic).and_then(Topic::answers).unwrap_or_default();
        let is_coded = self.topic == Topic::Tobacco.word() && values.iter().any(|(value, _)| *value == answer);
        self.code_system = if is_coded { SNOMED.to_owned() } else { String::new() };
        self.code = if is_coded { answer.clone() } else { String::new() };
        self.label = if is_coded { label_of(values, &answer) } else { answer };
        let began = order(&self.at_text, "");
        self.at_key = if began == 0 { self.at_key } else { began };
        self.present = self.until_text.is_empty();
    }

    fn mark_in_error(&mut self) {
        self.present = false;
    }

    fn stands(&self) -> Stands {
        // That it was entered in error its standing tells (see `entry_standing`).
        if self.present { Stands::Now } else { Stands::Before }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}
