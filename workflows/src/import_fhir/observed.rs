//! Observations of FHIR as rows of the chart: one for the whole, one for each part.

use super::prepare::first_sixteen;
use super::records::Around;
use super::tell::{Coded, first_code, joined, label, told};
use clinical::observations::{Observation, ObservationId};
use clinical::told::key;
use fhir_r4::Concept;
use fhir_r4::records::{self as fhir, Component, Range, Value};
use kernel::{Phi, RawId};
use sha2::{Digest, Sha256};

/// The observation, itself first, then its parts.
pub(super) fn observation(around: &Around<'_>, from: &fhir::Observation) -> Vec<Observation> {
    let whole = whole(around, from);
    let parts: Vec<Observation> =
        (1_i64..).zip(&from.components).map(|(position, part)| self::part(&whole, position, part)).collect();
    std::iter::once(whole).chain(parts).collect()
}

fn whole(around: &Around<'_>, from: &fhir::Observation) -> Observation {
    let code = Coded::of(&from.code);
    let at = told(from.effective.as_ref().or(from.issued.as_ref()));
    let mut row = Observation {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        panel: None,
        position: 0,
        at_key: key(&at),
        at_text: at,
        category: first_code(&from.categories),
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        comparator: String::new(),
        number: String::new(),
        unit: String::new(),
        unit_code: String::new(),
        words: Phi::default(),
        absent: label(from.absent.as_ref()),
        interpretation: interpretation(&from.interpretations),
        range_low: String::new(),
        range_high: String::new(),
        range_text: String::new(),
        body_site: label(from.body_site.as_ref()),
        method: label(from.method.as_ref()),
        performer: around.within.names(&from.performers),
        note: joined(&from.notes),
    };
    put_value(&mut row, from.value.as_ref());
    put_range(&mut row, &from.ranges);
    row
}

fn part(whole: &Observation, position: i64, from: &Component) -> Observation {
    let code = Coded::of(&from.code);
    let mut row = Observation {
        id: part_id(whole.id, position),
        panel: Some(whole.id),
        position,
        code_system: code.system,
        code: code.code,
        label: code.label,
        comparator: String::new(),
        number: String::new(),
        unit: String::new(),
        unit_code: String::new(),
        words: Phi::default(),
        absent: label(from.absent.as_ref()),
        interpretation: interpretation(&from.interpretations),
        range_low: String::new(),
        range_high: String::new(),
        range_text: String::new(),
        note: Phi::default(),
        ..whole.clone()
    };
    put_value(&mut row, from.value.as_ref());
    put_range(&mut row, &from.ranges);
    row
}

fn part_id(whole: ObservationId, position: i64) -> ObservationId {
    let mut hash = Sha256::new();
    hash.update(RawId::from(whole).as_bytes());
    hash.update(position.to_be_bytes());
    RawId::from_bytes(first_sixteen(&hash.finalize())).into()
}

fn interpretation(concepts: &[Concept]) -> String {
    concepts.iter().find_map(Concept::first_code).unwrap_or_default().to_owned()
}

fn put_value(row: &mut Observation, value: Option<&Value>) {
    let words = match value {
        None => return,
        Some(Value::Quantity(quantity)) => {
            row.comparator = quantity.comparator.clone().unwrap_or_default();
            row.number = quantity.value.clone().unwrap_or_default();
            row.unit = quantity.unit_label().unwrap_or_default().to_owned();
            row.unit_code = quantity.code.clone().unwrap_or_default();
            return;
        }
        Some(Value::Whole(number)) => {
            row.number = number.to_string();
            return;
        }
        Some(Value::Concept(concept)) => concept.label().to_owned(),
        Some(Value::Text(text)) => text.reveal().clone(),
        Some(Value::Truth(true)) => "yes".to_owned(),
        Some(Value::Truth(false)) => "no".to_owned(),
        Some(Value::Range(line)) => line.clone(),
        Some(Value::Ratio(above, below)) => format!("{} : {}", above.line(), below.line()),
        Some(Value::Sampled) => "a curve, kept in the source".to_owned(),
        Some(Value::Time(time)) => time.clone(),
        Some(Value::When(when)) => when.text().to_owned(),
        Some(Value::Period(period)) => {
            format!("from {} to {}", told(period.start.as_ref()), told(period.end.as_ref()))
        }
    };
    row.words = Phi::new(words);
}

/// The normal range: one that names no kind, or the kind `normal`.
fn put_range(row: &mut Observation, ranges: &[Range]) {
    let normal = |range: &&Range| range.kind.as_ref().is_none_or(|kind| kind.first_code() == Some("normal"));
    let Some(range) = ranges.iter().find(normal) else { return };
    let amount = |side: Option<&fhir_r4::Quantity>| side.and_then(|side| side.value.clone()).unwrap_or_default();
    row.range_low = amount(range.low.as_ref());
    row.range_high = amount(range.high.as_ref());
    row.range_text = range.text.clone().unwrap_or_default();
}
