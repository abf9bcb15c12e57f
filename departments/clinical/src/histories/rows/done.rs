//! Operations and vaccinations as entries.

use super::{IN_ERROR, Listed, Stands, order};
use crate::histories::said::{Field, Said};
use crate::immunizations::Immunization;
use crate::procedures::ProcedureDone;
use kernel::{Phi, RawId};
use office::PatientId;

says!(ProcedureDone {
    label: What,
    code_system: CodeSystem,
    code: Code,
    at_text: Since,
    body_site: BodySite,
    place: Place,
    outcome: Outcome,
    status: Status,
} protected { reason: Reason, performer: Performer, note: Note });

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
        self.told()
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        if crate::told::key(&self.at_text) != 0 {
            self.at_key = crate::told::key(&self.at_text);
        }
    }

    fn mark_in_error(&mut self) {
        IN_ERROR.clone_into(&mut self.status);
    }

    fn stands(&self) -> Stands {
        Stands::of(&self.status, true)
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}

says!(Immunization {
    label: What,
    code_system: CodeSystem,
    code: Code,
    at_text: Since,
    status: Status,
    not_done_reason: Reason,
    lot: Lot,
    manufacturer: Manufacturer,
    site: BodySite,
    route: Route,
    place: Place,
} protected { giver: Performer, note: Note });

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
        self.told()
    }

    fn take(&mut self, said: &Said) {
        self.hear(said);
        self.at_key = order(&self.at_text, "");
    }

    fn mark_in_error(&mut self) {
        IN_ERROR.clone_into(&mut self.status);
    }

    fn stands(&self) -> Stands {
        Stands::of(&self.status, true)
    }

    fn id(&self) -> RawId {
        self.id.into()
    }
}
