//! Operations and vaccinations as entries.

use super::{Listed, Stands, order};
use crate::histories::said::{Field, Said};
use crate::immunizations::Immunization;
use crate::procedures::ProcedureDone;
use kernel::{Phi, RawId};
use office::PatientId;

impl Listed for ProcedureDone {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            encounter: None,
            at_key: crate::told::key(on),
            at_text: String::new(),
            until_text: String::new(),
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            status: String::new(),
            body_site: String::new(),
            reason: Phi::default(),
            outcome: String::new(),
            place: String::new(),
            performer: Phi::default(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        Said::nothing()
            .with(Field::What, &self.label)
            .with(Field::CodeSystem, &self.code_system)
            .with(Field::Code, &self.code)
            .with(Field::Since, &self.at_text)
            .with(Field::BodySite, &self.body_site)
            .with(Field::Reason, self.reason.reveal())
            .with(Field::Performer, self.performer.reveal())
            .with(Field::Place, &self.place)
            .with(Field::Outcome, &self.outcome)
            .with(Field::Status, &self.status)
            .with(Field::Note, self.note.reveal())
    }

    fn take(&mut self, said: &Said) {
        self.label = said.text(Field::What);
        self.code_system = said.text(Field::CodeSystem);
        self.code = said.text(Field::Code);
        self.at_text = said.text(Field::Since);
        self.body_site = said.text(Field::BodySite);
        self.reason = said.phi(Field::Reason);
        self.performer = said.phi(Field::Performer);
        self.place = said.text(Field::Place);
        self.outcome = said.text(Field::Outcome);
        self.status = said.text(Field::Status);
        self.note = said.phi(Field::Note);
        if crate::told::key(&self.at_text) != 0 {
            self.at_key = crate::told::key(&self.at_text);
        }
    }

    fn mark_in_error(&mut self) {
        "entered-in-error".clone_into(&mut self.status);
    }

    fn stands(&self) -> Stands {
        if self.status == "entered-in-error" { Stands::InError } else { Stands::Now }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

impl Listed for Immunization {
    fn blank(id: RawId, patient: PatientId, on: &str) -> Self {
        Self {
            id: id.into(),
            patient,
            encounter: None,
            at_key: crate::told::key(on),
            at_text: String::new(),
            code_system: String::new(),
            code: String::new(),
            label: String::new(),
            status: String::new(),
            not_done_reason: String::new(),
            // Written down from a card or from memory: who gives one here enters it as a dose.
            first_hand: Some(false),
            lot: String::new(),
            expires_text: String::new(),
            manufacturer: String::new(),
            dose: String::new(),
            route: String::new(),
            site: String::new(),
            place: String::new(),
            giver: Phi::default(),
            note: Phi::default(),
        }
    }

    fn said(&self) -> Said {
        Said::nothing()
            .with(Field::What, &self.label)
            .with(Field::CodeSystem, &self.code_system)
            .with(Field::Code, &self.code)
            .with(Field::Since, &self.at_text)
            .with(Field::Status, &self.status)
            .with(Field::Reason, &self.not_done_reason)
            .with(Field::Lot, &self.lot)
            .with(Field::Manufacturer, &self.manufacturer)
            .with(Field::BodySite, &self.site)
            .with(Field::Route, &self.route)
            .with(Field::Performer, self.giver.reveal())
            .with(Field::Place, &self.place)
            .with(Field::Note, self.note.reveal())
    }

    fn take(&mut self, said: &Said) {
        self.label = said.text(Field::What);
        self.code_system = said.text(Field::CodeSystem);
        self.code = said.text(Field::Code);
        self.at_text = said.text(Field::Since);
        self.at_key = order(&self.at_text, "");
        self.status = said.text(Field::Status);
        self.not_done_reason = said.text(Field::Reason);
        self.lot = said.text(Field::Lot);
        self.manufacturer = said.text(Field::Manufacturer);
        self.site = said.text(Field::BodySite);
        self.route = said.text(Field::Route);
        self.giver = said.phi(Field::Performer);
        self.place = said.text(Field::Place);
        self.note = said.phi(Field::Note);
    }

    fn mark_in_error(&mut self) {
        "entered-in-error".clone_into(&mut self.status);
    }

    fn stands(&self) -> Stands {
        if self.status == "entered-in-error" { Stands::InError } else { Stands::Now }
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}
