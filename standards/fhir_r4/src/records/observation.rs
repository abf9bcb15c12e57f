//! Observations: measurements, laboratory values, answers, findings; each with a value of any kind, or parts.

use super::problem::{notes, range_line};
use crate::datatypes::{Concept, Identifier, Period, Quantity, Read, all, one, phi, text, when};
use crate::json::Json;
use crate::reference::Reference;
use crate::when::When;
use kernel::Phi;

/// What was found.
#[derive(Clone, Debug)]
pub enum Value {
    /// An amount with its unit.
    Quantity(Quantity),
    /// A coded answer.
    Concept(Concept),
    /// Words.
    Text(Phi<String>),
    /// Yes or no.
    Truth(bool),
    /// A count.
    Whole(i64),
    /// From one amount to another, as a line.
    Range(String),
    /// One amount in another, such as a titre: (numerator, denominator).
    Ratio(Quantity, Quantity),
    /// A curve: kept in the source, named here.
    Sampled,
    /// A time of day.
    Time(String),
    /// A date or time.
    When(When),
    /// From when to when.
    Period(Period),
}

impl Value {
    fn read(json: &Json<'_>) -> Option<Self> {
        let (name, value) = json.members().iter().find(|(name, _)| name.starts_with("value"))?;
        Some(match &name["value".len()..] {
            "Quantity" => Self::Quantity(Quantity::read(value)),
            "CodeableConcept" => Self::Concept(Concept::read(value)),
            "String" => Self::Text(phi(json, name)?),
            "Boolean" => Self::Truth(json.truth(name)?),
            "Integer" => Self::Whole(json.number(name)?.parse().ok()?),
            "Range" => Self::Range(range_line(value)),
            "Ratio" => {
                Self::Ratio(one(value, "numerator").unwrap_or_default(), one(value, "denominator").unwrap_or_default())
            }
            "SampledData" => Self::Sampled,
            "Time" => Self::Time(text(json, name)?),
            "DateTime" => Self::When(when(json, name)?),
            "Period" => Self::Period(Period::read(value)),
            _ => return None,
        })
    }
}

/// The range of values that are to be expected.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Range {
    /// Its lower end.
    pub low: Option<Quantity>,
    /// Its upper end.
    pub high: Option<Quantity>,
    /// In words.
    pub text: Option<String>,
    /// What kind of range: `normal`, `recommended`, `critical`; nothing means normal.
    pub kind: Option<Concept>,
}

impl Read for Range {
    fn read(json: &Json<'_>) -> Self {
        Self { low: one(json, "low"), high: one(json, "high"), text: text(json, "text"), kind: one(json, "type") }
    }
}

/// One part of an observation, such as the systolic pressure.
#[derive(Debug)]
pub struct Component {
    /// What was observed.
    pub code: Concept,
    /// What was found.
    pub value: Option<Value>,
    /// Why nothing was found.
    pub absent: Option<Concept>,
    /// High, low, abnormal (HL7 v3 `ObservationInterpretation`).
    pub interpretations: Vec<Concept>,
    /// What is to be expected.
    pub ranges: Vec<Range>,
}

impl Read for Component {
    fn read(json: &Json<'_>) -> Self {
        Self {
            code: one(json, "code").unwrap_or_default(),
            value: Value::read(json),
            absent: one(json, "dataAbsentReason"),
            interpretations: all(json, "interpretation"),
            ranges: all(json, "referenceRange"),
        }
    }
}

/// A measurement, answer or finding.
#[derive(Debug)]
pub struct Observation {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `registered`, `preliminary`, `final`, `amended`, `corrected`, `cancelled`, `entered-in-error`, `unknown`.
    pub status: String,
    /// `vital-signs`, `laboratory`, `survey`, `social-history`, `imaging`, `exam`.
    pub categories: Vec<Concept>,
    /// What was observed.
    pub code: Concept,
    /// The patient.
    pub subject: Option<Reference>,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When it was true of the patient; of a period its start.
    pub effective: Option<When>,
    /// The end, of a period.
    pub effective_end: Option<When>,
    /// When it was made available.
    pub issued: Option<When>,
    /// Who answers for it.
    pub performers: Vec<Reference>,
    /// What was found.
    pub value: Option<Value>,
    /// Why nothing was found.
    pub absent: Option<Concept>,
    /// High, low, abnormal (HL7 v3 `ObservationInterpretation`).
    pub interpretations: Vec<Concept>,
    /// Remarks.
    pub notes: Vec<Phi<String>>,
    /// Where in the body.
    pub body_site: Option<Concept>,
    /// How.
    pub method: Option<Concept>,
    /// What is to be expected.
    pub ranges: Vec<Range>,
    /// Its parts.
    pub components: Vec<Component>,
    /// Observations that belong to this panel.
    pub members: Vec<Reference>,
}

impl Read for Observation {
    fn read(json: &Json<'_>) -> Self {
        let period: Period = one(json, "effectivePeriod").unwrap_or_default();
        let instant = when(json, "effectiveDateTime").or_else(|| when(json, "effectiveInstant"));
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            categories: all(json, "category"),
            code: one(json, "code").unwrap_or_default(),
            subject: one(json, "subject"),
            encounter: one(json, "encounter"),
            effective: instant.or(period.start),
            effective_end: period.end,
            issued: when(json, "issued"),
            performers: all(json, "performer"),
            value: Value::read(json),
            absent: one(json, "dataAbsentReason"),
            interpretations: all(json, "interpretation"),
            notes: notes(json),
            body_site: one(json, "bodySite"),
            method: one(json, "method"),
            ranges: all(json, "referenceRange"),
            components: all(json, "component"),
            members: all(json, "hasMember"),
        }
    }
}
