//! Problems, allergies and medicines as entries.

use super::{Listed, Stands, order};
use crate::allergies::Allergy;
use crate::histories::said::{Field, Said};
use crate::histories::values::is_active;
use crate::medications::{Basis, Medication};
use crate::problems::ListedProblem;
use kernel::{Phi, RawId};
use office::PatientId;

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
        let status = match (self.clinical_status.as_str(), self.present) {
            ("", true) => "active",
            ("", false) => "resolved",
            (told, _) => told,
        };
        let verification = if self.verification.is_empty() { "confirmed" } else { &self.verification };
        Said::nothing()
            .with(Field::What, &self.label)
            .with(Field::CodeSystem, &self.code_system)
            .with(Field::Code, &self.code)
            .with(Field::Status, status)
            .with(Field::Verification, verification)
            .with(Field::Severity, &self.severity)
            .with(Field::Since, &self.at_text)
            .with(Field::Until, &self.abated_text)
            .with(Field::Note, self.note.reveal())
    }

    fn take(&mut self, said: &Said) {
        self.label = said.text(Field::What);
        self.code_system = said.text(Field::CodeSystem);
        self.code = said.text(Field::Code);
        self.clinical_status = said.text(Field::Status);
        self.verification = said.text(Field::Verification);
        self.severity = said.text(Field::Severity);
        self.at_text = said.text(Field::Since);
        self.abated_text = said.text(Field::Until);
        self.note = said.phi(Field::Note);
        self.at_key = order(&self.at_text, &self.recorded_text);
        self.present = is_active(self) && !matches!(self.verification.as_str(), "refuted" | "entered-in-error");
    }

    fn mark_in_error(&mut self) {
        "entered-in-error".clone_into(&mut self.verification);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        match (self.verification.as_str(), self.present) {
            ("entered-in-error", _) => Stands::InError,
            (_, true) => Stands::Now,
            (_, false) => Stands::Before,
        }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

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
        let status = match (self.clinical_status.as_str(), self.present) {
            ("", true) => "active",
            ("", false) => "inactive",
            (told, _) => told,
        };
        let verification = if self.verification.is_empty() { "confirmed" } else { &self.verification };
        Said::nothing()
            .with(Field::What, &self.label)
            .with(Field::CodeSystem, &self.code_system)
            .with(Field::Code, &self.code)
            .with(Field::Reaction, self.reactions.reveal())
            .with(Field::Severity, &self.severity)
            .with(Field::Criticality, &self.criticality)
            .with(Field::Kind, &self.kind)
            .with(Field::Category, &self.categories)
            .with(Field::Since, &self.at_text)
            .with(Field::Status, status)
            .with(Field::Verification, verification)
            .with(Field::Note, self.note.reveal())
    }

    fn take(&mut self, said: &Said) {
        self.label = said.text(Field::What);
        self.code_system = said.text(Field::CodeSystem);
        self.code = said.text(Field::Code);
        self.reactions = said.phi(Field::Reaction);
        self.severity = said.text(Field::Severity);
        self.criticality = said.text(Field::Criticality);
        self.kind = said.text(Field::Kind);
        self.categories = said.text(Field::Category);
        self.at_text = said.text(Field::Since);
        self.clinical_status = said.text(Field::Status);
        self.verification = said.text(Field::Verification);
        self.note = said.phi(Field::Note);
        self.at_key = order(&self.at_text, &self.recorded_text);
        self.present = matches!(self.clinical_status.as_str(), "" | "active")
            && !matches!(self.verification.as_str(), "refuted" | "entered-in-error");
    }

    fn mark_in_error(&mut self) {
        "entered-in-error".clone_into(&mut self.verification);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        match (self.verification.as_str(), self.present) {
            ("entered-in-error", _) => Stands::InError,
            (_, true) => Stands::Now,
            (_, false) => Stands::Before,
        }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

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
        Said::nothing()
            .with(Field::What, &self.label)
            .with(Field::CodeSystem, &self.code_system)
            .with(Field::Code, &self.code)
            .with(Field::Dosage, self.dosage.reveal())
            .with(Field::Route, &self.route)
            .with(Field::Reason, self.reason.reveal())
            .with(Field::Prescriber, self.prescriber.reveal())
            .with(Field::Since, &self.at_text)
            .with(Field::Until, &self.until_text)
            .with(Field::Status, &self.status)
            .with(Field::Note, self.note.reveal())
    }

    fn take(&mut self, said: &Said) {
        self.label = said.text(Field::What);
        self.code_system = said.text(Field::CodeSystem);
        self.code = said.text(Field::Code);
        self.dosage = said.phi(Field::Dosage);
        self.route = said.text(Field::Route);
        self.reason = said.phi(Field::Reason);
        self.prescriber = said.phi(Field::Prescriber);
        self.at_text = said.text(Field::Since);
        self.until_text = said.text(Field::Until);
        self.status = said.text(Field::Status);
        self.note = said.phi(Field::Note);
        if crate::told::key(&self.at_text) != 0 {
            self.at_key = crate::told::key(&self.at_text);
        }
        self.present = matches!(self.status.as_str(), "active" | "on-hold" | "intended");
    }

    fn mark_in_error(&mut self) {
        "entered-in-error".clone_into(&mut self.status);
        self.present = false;
    }

    fn stands(&self) -> Stands {
        match (self.status.as_str(), self.present) {
            ("entered-in-error", _) => Stands::InError,
            (_, true) => Stands::Now,
            (_, false) => Stands::Before,
        }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}
