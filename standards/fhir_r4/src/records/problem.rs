//! Problems, allergies and procedures.

use crate::datatypes::{Concept, Identifier, Period, Quantity, Read, all, one, phi, text, when};
use crate::json::Json;
use crate::reference::Reference;
use crate::when::When;
use kernel::Phi;

/// When something began or ended: a date, an age, a period, or words.
#[derive(Clone, Debug)]
pub enum Onset {
    /// At that date or time.
    At(When),
    /// At that age of the patient.
    Age(Quantity),
    /// Sometime then.
    During(Period),
    /// In words, or as a range of ages.
    Words(Phi<String>),
}

impl Onset {
    pub(crate) fn read(json: &Json<'_>, name: &str) -> Option<Self> {
        let typed = |ending: &str| format!("{name}{ending}");
        when(json, &typed("DateTime"))
            .map(Self::At)
            .or_else(|| one(json, &typed("Age")).map(Self::Age))
            .or_else(|| one(json, &typed("Period")).map(Self::During))
            .or_else(|| phi(json, &typed("String")).map(Self::Words))
            .or_else(|| json.get(&typed("Range")).map(|range| Self::Words(Phi::new(range_line(range)))))
    }

    /// The date it stands for: of a period its start; nothing of an age or words.
    #[must_use]
    pub const fn when(&self) -> Option<&When> {
        match self {
            Self::At(when) => Some(when),
            Self::During(period) => period.start.as_ref(),
            Self::Age(_) | Self::Words(_) => None,
        }
    }
}

/// A range as one line: `10 to 12 a`.
pub(crate) fn range_line(range: &Json<'_>) -> String {
    let side = |name: &str| one::<Quantity>(range, name).map(|side| side.line());
    match (side("low"), side("high")) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("from {low}"),
        (None, Some(high)) => format!("to {high}"),
        (None, None) => String::new(),
    }
}

/// The texts of the notes of a resource.
pub(crate) fn notes(json: &Json<'_>) -> Vec<Phi<String>> {
    json.list("note").iter().filter_map(|note| phi(note, "text")).collect()
}

fn status(json: &Json<'_>, name: &str) -> Option<String> {
    one::<Concept>(json, name).and_then(|status| status.first_code().map(str::to_owned))
}

/// A problem or diagnosis.
#[derive(Debug)]
pub struct Condition {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `active`, `recurrence`, `relapse`, `inactive`, `remission`, `resolved`.
    pub clinical_status: Option<String>,
    /// `unconfirmed`, `provisional`, `differential`, `confirmed`, `refuted`, `entered-in-error`.
    pub verification_status: Option<String>,
    /// `problem-list-item`, `encounter-diagnosis`, `health-concern`.
    pub categories: Vec<Concept>,
    /// How severe.
    pub severity: Option<Concept>,
    /// What it is.
    pub code: Option<Concept>,
    /// Where in the body.
    pub body_sites: Vec<Concept>,
    /// The patient.
    pub subject: Reference,
    /// Where it was found.
    pub encounter: Option<Reference>,
    /// When it began.
    pub onset: Option<Onset>,
    /// When it ended.
    pub abatement: Option<Onset>,
    /// When it was written down.
    pub recorded: Option<When>,
    /// Who wrote it down.
    pub recorder: Option<Reference>,
    /// Who says so.
    pub asserter: Option<Reference>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

impl Read for Condition {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            clinical_status: status(json, "clinicalStatus"),
            verification_status: status(json, "verificationStatus"),
            categories: all(json, "category"),
            severity: one(json, "severity"),
            code: one(json, "code"),
            body_sites: all(json, "bodySite"),
            subject: one(json, "subject").unwrap_or_default(),
            encounter: one(json, "encounter"),
            onset: Onset::read(json, "onset"),
            abatement: Onset::read(json, "abatement"),
            recorded: when(json, "recordedDate"),
            recorder: one(json, "recorder"),
            asserter: one(json, "asserter"),
            notes: notes(json),
        }
    }
}

/// An allergy or intolerance; also the statement that none is known (then its code says so).
#[derive(Debug)]
pub struct Allergy {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `active`, `inactive`, `resolved`.
    pub clinical_status: Option<String>,
    /// `unconfirmed`, `confirmed`, `refuted`, `entered-in-error`.
    pub verification_status: Option<String>,
    /// `allergy` or `intolerance`.
    pub kind: Option<String>,
    /// `food`, `medication`, `environment`, `biologic`.
    pub categories: Vec<String>,
    /// How dangerous it may become: `low`, `high`, `unable-to-assess`.
    pub criticality: Option<String>,
    /// What against.
    pub code: Option<Concept>,
    /// The patient.
    pub patient: Reference,
    /// Where it was found.
    pub encounter: Option<Reference>,
    /// When it began.
    pub onset: Option<Onset>,
    /// When it was written down.
    pub recorded: Option<When>,
    /// Who wrote it down.
    pub recorder: Option<Reference>,
    /// When it last happened.
    pub last_occurrence: Option<When>,
    /// What happened.
    pub reactions: Vec<Reaction>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

/// What an allergy did.
#[derive(Debug)]
pub struct Reaction {
    /// To what exactly.
    pub substance: Option<Concept>,
    /// Which signs.
    pub manifestations: Vec<Concept>,
    /// `mild`, `moderate`, `severe`.
    pub severity: Option<String>,
    /// In words.
    pub description: Option<Phi<String>>,
    /// When.
    pub onset: Option<When>,
}

impl Read for Reaction {
    fn read(json: &Json<'_>) -> Self {
        Self {
            substance: one(json, "substance"),
            manifestations: all(json, "manifestation"),
            severity: text(json, "severity"),
            description: phi(json, "description"),
            onset: when(json, "onset"),
        }
    }
}

impl Read for Allergy {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            clinical_status: status(json, "clinicalStatus"),
            verification_status: status(json, "verificationStatus"),
            kind: text(json, "type"),
            categories: crate::datatypes::texts(json, "category"),
            criticality: text(json, "criticality"),
            code: one(json, "code"),
            patient: one(json, "patient").unwrap_or_default(),
            encounter: one(json, "encounter"),
            onset: Onset::read(json, "onset"),
            recorded: when(json, "recordedDate"),
            recorder: one(json, "recorder"),
            last_occurrence: when(json, "lastOccurrence"),
            reactions: all(json, "reaction"),
            notes: notes(json),
        }
    }
}

/// Something done to a patient.
#[derive(Debug)]
pub struct Procedure {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `preparation`, `in-progress`, `not-done`, `completed`, `entered-in-error` and others.
    pub status: String,
    /// What was done.
    pub code: Option<Concept>,
    /// The patient.
    pub subject: Reference,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When.
    pub performed: Option<Onset>,
    /// Who did it.
    pub performers: Vec<Reference>,
    /// Where.
    pub location: Option<Reference>,
    /// Why, in codes.
    pub reasons: Vec<Concept>,
    /// Why, by reference to a problem.
    pub reason_references: Vec<Reference>,
    /// Where in the body.
    pub body_sites: Vec<Concept>,
    /// How it came out.
    pub outcome: Option<Concept>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
}

impl Read for Procedure {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            code: one(json, "code"),
            subject: one(json, "subject").unwrap_or_default(),
            encounter: one(json, "encounter"),
            performed: Onset::read(json, "performed"),
            performers: json.list("performer").iter().filter_map(|item| one(item, "actor")).collect(),
            location: one(json, "location"),
            reasons: all(json, "reasonCode"),
            reason_references: all(json, "reasonReference"),
            body_sites: all(json, "bodySite"),
            outcome: one(json, "outcome"),
            notes: notes(json),
        }
    }
}
