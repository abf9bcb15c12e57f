//! The encounter: a visit, stay or call of the past.

use crate::datatypes::{Coding, Concept, Identifier, Period, Read, all, one, text};
use crate::json::Json;
use crate::reference::Reference;

/// A visit, stay or call.
#[derive(Debug)]
pub struct Encounter {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `planned`, `arrived`, `finished`, `cancelled`, `entered-in-error` and others.
    pub status: String,
    /// What sort of contact: `AMB`, `IMP`, `EMER`, `VR` (HL7 v3 `ActCode`).
    pub class: Coding,
    /// What kind of visit.
    pub kinds: Vec<Concept>,
    /// The patient.
    pub subject: Option<Reference>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// From when to when.
    pub period: Period,
    /// Why.
    pub reasons: Vec<Concept>,
    /// Which problems it was about.
    pub diagnoses: Vec<Reference>,
    /// Where.
    pub locations: Vec<Reference>,
    /// Under whose roof.
    pub service_provider: Option<Reference>,
    /// Where the patient went afterwards, from a stay.
    pub discharge_disposition: Option<Concept>,
}

/// Somebody who took part.
#[derive(Debug)]
pub struct Participant {
    /// As what: `PPRF` is the primary performer.
    pub roles: Vec<Concept>,
    /// Who.
    pub who: Option<Reference>,
}

impl Read for Participant {
    fn read(json: &Json<'_>) -> Self {
        Self { roles: all(json, "type"), who: one(json, "individual") }
    }
}

impl Read for Encounter {
    fn read(json: &Json<'_>) -> Self {
        let parts = |list: &str, name: &str| json.list(list).iter().filter_map(|item| one(item, name)).collect();
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            class: one(json, "class").unwrap_or_default(),
            kinds: all(json, "type"),
            subject: one(json, "subject"),
            participants: all(json, "participant"),
            period: one(json, "period").unwrap_or_default(),
            reasons: all(json, "reasonCode"),
            diagnoses: parts("diagnosis", "condition"),
            locations: parts("location", "location"),
            service_provider: one(json, "serviceProvider"),
            discharge_disposition: json.get("hospitalization").and_then(|stay| one(stay, "dischargeDisposition")),
        }
    }
}
