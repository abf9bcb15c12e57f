//! Medicines: ordered, said to be taken, given; and vaccinations.

use super::problem::notes;
use crate::datatypes::{Concept, Identifier, Period, Quantity, Read, all, one, phi, text, when};
use crate::json::Json;
use crate::reference::Reference;
use crate::when::When;
use kernel::Phi;

/// Which medicine: by its code, or by pointing to a [`Medication`].
#[derive(Clone, Debug)]
pub enum Medicine {
    /// By its code, mostly RxNorm.
    Coded(Concept),
    /// By pointing to it.
    Elsewhere(Box<Reference>),
}

impl Medicine {
    fn read(json: &Json<'_>) -> Self {
        match one(json, "medicationCodeableConcept") {
            Some(concept) => Self::Coded(concept),
            None => Self::Elsewhere(Box::new(one(json, "medicationReference").unwrap_or_default())),
        }
    }

    /// Replaces a pointer into the resource itself by the medicine that is contained there.
    fn or_contained(self, json: &Json<'_>) -> Self {
        use crate::reference::Target::Contained;
        let Self::Elsewhere(reference) = &self else {
            return self;
        };
        let Some(Contained(id)) = &reference.target else {
            return self;
        };
        let inside = json.list("contained").iter().find(|item| item.text("id") == Some(id));
        inside.and_then(|item| one(item, "code")).map_or(self, Self::Coded)
    }
}

/// A medicine that others refer to.
#[derive(Debug)]
pub struct Medication {
    /// Which it is.
    pub code: Option<Concept>,
    /// Its form: tablet, vial.
    pub form: Option<Concept>,
    /// `active`, `inactive`, `entered-in-error`.
    pub status: Option<String>,
    /// The lot of this package.
    pub lot: Option<String>,
    /// When this package expires.
    pub expires: Option<When>,
}

impl Read for Medication {
    fn read(json: &Json<'_>) -> Self {
        Self {
            code: one(json, "code"),
            form: one(json, "form"),
            status: text(json, "status"),
            lot: json.get("batch").and_then(|batch| text(batch, "lotNumber")),
            expires: json.get("batch").and_then(|batch| when(batch, "expirationDate")),
        }
    }
}

/// How to take it.
#[derive(Debug)]
pub struct Dosage {
    /// In words, as written.
    pub text: Option<Phi<String>>,
    /// For the patient.
    pub patient_instruction: Option<Phi<String>>,
    /// Only when needed.
    pub as_needed: bool,
    /// When it is needed, from a concept.
    pub as_needed_for: Option<Concept>,
    /// By mouth, into the vein.
    pub route: Option<Concept>,
    /// How much at once.
    pub dose: Option<Quantity>,
    /// How often, as far as the timing tells: (times, per how many, unit of time), such as 2 per 1 d.
    pub frequency: Option<(String, String, String)>,
}

impl Read for Dosage {
    fn read(json: &Json<'_>) -> Self {
        let repeat = json.get("timing").and_then(|timing| timing.get("repeat"));
        let frequency = repeat.and_then(|repeat| {
            let often = repeat.number("frequency").unwrap_or("1").to_owned();
            Some((often, repeat.number("period")?.to_owned(), text(repeat, "periodUnit")?))
        });
        let as_needed_for: Option<Concept> = one(json, "asNeededCodeableConcept");
        Self {
            text: phi(json, "text"),
            patient_instruction: phi(json, "patientInstruction"),
            as_needed: json.truth("asNeededBoolean").unwrap_or(as_needed_for.is_some()),
            as_needed_for,
            route: one(json, "route"),
            dose: json.list("doseAndRate").first().and_then(|rate| one(rate, "doseQuantity")),
            frequency,
        }
    }
}

/// A prescription or order (`MedicationRequest`).
#[derive(Debug)]
pub struct MedicationOrder {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `active`, `on-hold`, `cancelled`, `completed`, `stopped`, `draft`, `entered-in-error`, `unknown`.
    pub status: String,
    /// `order`, `plan`, `proposal` and others.
    pub intent: String,
    /// It says that this must not be done.
    pub do_not_perform: bool,
    /// Reported by somebody, not ordered here.
    pub reported: bool,
    /// Which medicine.
    pub medicine: Medicine,
    /// The patient.
    pub subject: Reference,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When it was written.
    pub authored: Option<When>,
    /// Who wrote it.
    pub requester: Option<Reference>,
    /// Why, in codes.
    pub reasons: Vec<Concept>,
    /// Why, by reference to a problem.
    pub reason_references: Vec<Reference>,
    /// How to take it.
    pub dosages: Vec<Dosage>,
    /// How often it may be filled again.
    pub refills: Option<u32>,
    /// How much is to be dispensed.
    pub quantity: Option<Quantity>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

impl Read for MedicationOrder {
    fn read(json: &Json<'_>) -> Self {
        let dispense = json.get("dispenseRequest");
        let refills = dispense.and_then(|dispense| dispense.number("numberOfRepeatsAllowed"));
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            intent: text(json, "intent").unwrap_or_default(),
            do_not_perform: json.truth("doNotPerform").unwrap_or(false),
            reported: json.truth("reportedBoolean").unwrap_or_else(|| json.get("reportedReference").is_some()),
            medicine: Medicine::read(json).or_contained(json),
            subject: one(json, "subject").unwrap_or_default(),
            encounter: one(json, "encounter"),
            authored: when(json, "authoredOn"),
            requester: one(json, "requester"),
            reasons: all(json, "reasonCode"),
            reason_references: all(json, "reasonReference"),
            dosages: all(json, "dosageInstruction"),
            refills: refills.and_then(|refills| refills.parse().ok()),
            quantity: dispense.and_then(|dispense| one(dispense, "quantity")),
            notes: notes(json),
        }
    }
}

/// What somebody says a patient takes (`MedicationStatement`).
#[derive(Debug)]
pub struct MedicationTaken {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `active`, `completed`, `intended`, `stopped`, `on-hold`, `not-taken`, `entered-in-error`, `unknown`.
    pub status: String,
    /// Which medicine.
    pub medicine: Medicine,
    /// The patient.
    pub subject: Reference,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// From when to when; a single date is a start.
    pub effective: Period,
    /// When it was said.
    pub asserted: Option<When>,
    /// Who said so.
    pub source: Option<Reference>,
    /// Why.
    pub reasons: Vec<Concept>,
    /// How it is taken.
    pub dosages: Vec<Dosage>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

/// The element `effective[x]` as a period: a single date is its start.
fn effective(json: &Json<'_>) -> Period {
    let alone = || Period { start: when(json, "effectiveDateTime"), end: None };
    one(json, "effectivePeriod").unwrap_or_else(alone)
}

impl Read for MedicationTaken {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            medicine: Medicine::read(json).or_contained(json),
            subject: one(json, "subject").unwrap_or_default(),
            encounter: one(json, "context"),
            effective: effective(json),
            asserted: when(json, "dateAsserted"),
            source: one(json, "informationSource"),
            reasons: all(json, "reasonCode"),
            dosages: all(json, "dosage"),
            notes: notes(json),
        }
    }
}

/// A dose that was given, or not (`MedicationAdministration`).
#[derive(Debug)]
pub struct MedicationGiven {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `completed`, `in-progress`, `not-done`, `on-hold`, `stopped`, `entered-in-error`, `unknown`.
    pub status: String,
    /// Which medicine.
    pub medicine: Medicine,
    /// The patient.
    pub subject: Reference,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When.
    pub effective: Period,
    /// Who gave it.
    pub performers: Vec<Reference>,
    /// The order it followed.
    pub request: Option<Reference>,
    /// Why, in codes.
    pub reasons: Vec<Concept>,
    /// Why, by reference to a problem.
    pub reason_references: Vec<Reference>,
    /// How much.
    pub dose: Option<Quantity>,
    /// By mouth, into the vein.
    pub route: Option<Concept>,
    /// Where in the body.
    pub site: Option<Concept>,
    /// The dose in words.
    pub dosage_text: Option<Phi<String>>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

impl Read for MedicationGiven {
    fn read(json: &Json<'_>) -> Self {
        let dosage = json.get("dosage");
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            medicine: Medicine::read(json).or_contained(json),
            subject: one(json, "subject").unwrap_or_default(),
            encounter: one(json, "context"),
            effective: effective(json),
            performers: json.list("performer").iter().filter_map(|item| one(item, "actor")).collect(),
            request: one(json, "request"),
            reasons: all(json, "reasonCode"),
            reason_references: all(json, "reasonReference"),
            dose: dosage.and_then(|dosage| one(dosage, "dose")),
            route: dosage.and_then(|dosage| one(dosage, "route")),
            site: dosage.and_then(|dosage| one(dosage, "site")),
            dosage_text: dosage.and_then(|dosage| phi(dosage, "text")),
            notes: notes(json),
        }
    }
}

/// A vaccination, given or not.
#[derive(Debug)]
pub struct Immunization {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `completed`, `not-done`, `entered-in-error`.
    pub status: String,
    /// Why it was not done.
    pub status_reason: Option<Concept>,
    /// Which vaccine, mostly CVX.
    pub vaccine: Concept,
    /// The patient.
    pub patient: Reference,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When.
    pub occurred: Option<When>,
    /// When, in words, where no date is known.
    pub occurred_text: Option<Phi<String>>,
    /// Told by who gave it, not from memory; nothing where it is untold.
    pub primary_source: Option<bool>,
    /// Where it was given.
    pub location: Option<Reference>,
    /// The maker's name.
    pub manufacturer: Option<Phi<String>>,
    /// The lot.
    pub lot: Option<String>,
    /// When the lot expires.
    pub expires: Option<When>,
    /// Where in the body.
    pub site: Option<Concept>,
    /// How.
    pub route: Option<Concept>,
    /// How much.
    pub dose: Option<Quantity>,
    /// Who gave it.
    pub performers: Vec<Reference>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

impl Read for Immunization {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            status_reason: one(json, "statusReason"),
            vaccine: one(json, "vaccineCode").unwrap_or_default(),
            patient: one(json, "patient").unwrap_or_default(),
            encounter: one(json, "encounter"),
            occurred: when(json, "occurrenceDateTime"),
            occurred_text: phi(json, "occurrenceString"),
            primary_source: json.truth("primarySource"),
            location: one(json, "location"),
            manufacturer: one::<Reference>(json, "manufacturer").and_then(|maker| maker.display),
            lot: text(json, "lotNumber"),
            expires: when(json, "expirationDate"),
            site: one(json, "site"),
            route: one(json, "route"),
            dose: one(json, "doseQuantity"),
            performers: json.list("performer").iter().filter_map(|item| one(item, "actor")).collect(),
            notes: notes(json),
        }
    }
}
