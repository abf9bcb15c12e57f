//! Problems, allergies and medicines as entries.

use super::{IN_ERROR, Listed, Stands, order, told_or};
use crate::allergies::Allergy;
use crate::histories::said::{Field, Said};
use crate::histories::values::is_active;
use crate::medications::{Basis, Medication};
use crate::problems::ListedProblem;
use kernel::{Phi, RawId};
use office::PatientId;

says!(ListedProblem {
    label: What,
    code_system: CodeSystem,
    code: Code,
    clinical_status: Status,
    verification: Verification,
    severity: Severity,
    at_text: Since,
    abated_text: Until,
} protected { note: Note });

impl Listed for ListedProblem {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            encounter: None,
            at_key: 0,
            at_text: String::new(),
            abated_text: String::new(),
            recorded_text: on.to_owned(),
            present: false,
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            clinical_status: String::new(),
            verification: String::new(),
            category: "problem-list-item".to_owned(),
            severity: String::new(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        // What came in without a status or without a word on how sure it is says so by standing on the list.
        let usual = if self.present { "active" } else { "resolved" };
        self.told()
            .with(Field::Status, told_or(&self.clinical_status, usual))
            .with(Field::Verification, told_or(&self.verification, "confirmed"))
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        self.at_key = order(&self.at_text, &self.recorded_text);
        self.present = is_active(self) && !matches!(self.verification.as_str(), "refuted" | IN_ERROR);
    }

    fn mark_in_error(&mut self) {
        IN_ERROR.clone_into(&mut self.verification);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        Stands::of(&self.verification, self.present)
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

says!(Allergy {
    label: What,
    code_system: CodeSystem,
    code: Code,
    severity: Severity,
    criticality: Criticality,
    kind: Kind,
    categories: Category,
    at_text: Since,
    clinical_status: Status,
    verification: Verification,
} protected { reactions: Reaction, note: Note });

impl Listed for Allergy {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            at_key: 0,
            at_text: String::new(),
            recorded_text: on.to_owned(),
            present: false,
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            kind: String::new(),
            categories: String::new(),
            criticality: String::new(),
            severity: String::new(),
            reactions: Phi::default(),
            clinical_status: String::new(),
            verification: String::new(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        let usual = if self.present { "active" } else { "inactive" };
        self.told()
            .with(Field::Status, told_or(&self.clinical_status, usual))
            .with(Field::Verification, told_or(&self.verification, "confirmed"))
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        self.at_key = order(&self.at_text, &self.recorded_text);
        self.present = matches!(self.clinical_status.as_str(), "" | "active")
            && !matches!(self.verification.as_str(), "refuted" | IN_ERROR);
    }

    fn mark_in_error(&mut self) {
        IN_ERROR.clone_into(&mut self.verification);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        Stands::of(&self.verification, self.present)
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

says!(Medication {
    label: What,
    code_system: CodeSystem,
    code: Code,
    route: Route,
    at_text: Since,
    until_text: Until,
    status: Status,
} protected { dosage: Dosage, reason: Reason, prescriber: Prescriber, note: Note });

impl Listed for Medication {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            encounter: None,
            at_key: crate::told::key(on),
            at_text: String::new(),
            until_text: String::new(),
            present: false,
            basis: Basis::Reported,
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            status: String::new(),
            intent: String::new(),
            forbidden: false,
            dosage: Phi::default(),
            as_needed: false,
            route: String::new(),
            quantity: String::new(),
            refills: None,
            reason: Phi::default(),
            prescriber: Phi::default(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        self.told()
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        if crate::told::key(&self.at_text) != 0 {
            self.at_key = crate::told::key(&self.at_text);
        }
        self.present = matches!(self.status.as_str(), "active" | "on-hold" | "intended");
    }

    fn mark_in_error(&mut self) {
        IN_ERROR.clone_into(&mut self.status);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        Stands::of(&self.status, self.present)
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}
