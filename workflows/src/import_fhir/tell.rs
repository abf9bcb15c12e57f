//! How FHIR's concepts, dates, names and references become the chart's words.

use super::prepare::Within;
use fhir_r4::{Concept, HumanName, Reference, When};
use kernel::Phi;

/// A concept as the chart keeps it: code system, code, words.
pub(super) struct Coded {
    pub system: String,
    pub code: String,
    pub label: String,
}

impl Coded {
    /// The first coding that has a code, and the words for the whole.
    pub fn of(concept: &Concept) -> Self {
        let coding = concept.codings.iter().find(|coding| coding.code.is_some());
        let part = |part: Option<&String>| part.cloned().unwrap_or_default();
        Self {
            system: part(coding.and_then(|coding| coding.system.as_ref())),
            code: part(coding.and_then(|coding| coding.code.as_ref())),
            label: concept.label().to_owned(),
        }
    }

    pub fn maybe(concept: Option<&Concept>) -> Self {
        concept.map_or_else(|| Self { system: String::new(), code: String::new(), label: String::new() }, Self::of)
    }
}

/// The words of a concept, or nothing.
pub(super) fn label(concept: Option<&Concept>) -> String {
    concept.map(|concept| concept.label().to_owned()).unwrap_or_default()
}

/// The words of several concepts.
pub(super) fn labels(concepts: &[Concept]) -> String {
    concepts.iter().map(Concept::label).filter(|label| !label.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The first code of the first concept: of a category.
pub(super) fn first_code(concepts: &[Concept]) -> String {
    concepts.iter().find_map(Concept::first_code).unwrap_or_default().to_owned()
}

/// A date as it was told.
pub(super) fn told(when: Option<&When>) -> String {
    when.map(|when| when.text().to_owned()).unwrap_or_default()
}

/// Several remarks as one.
pub(super) fn joined(notes: &[Phi<String>]) -> Phi<String> {
    Phi::new(notes.iter().map(|note| note.reveal().as_str()).collect::<Vec<_>>().join("\n"))
}

/// A provider's name as it is said: `Dr. Janette Fisher`.
pub(super) fn provider_name(name: &HumanName) -> String {
    if let Some(text) = &name.text {
        return text.reveal().clone();
    }
    let given = name.given.iter().map(|given| given.reveal().as_str());
    let family = name.family.iter().map(|family| family.reveal().as_str());
    let before = name.prefix.iter().map(String::as_str);
    let behind = name.suffix.iter().map(String::as_str);
    before.chain(given).chain(family).chain(behind).collect::<Vec<_>>().join(" ")
}

impl Within {
    /// What a reference points to is called: by the sender's words, or by its name in the same file.
    pub fn name(&self, reference: &Reference) -> Phi<String> {
        if let Some(display) = &reference.display {
            return display.clone();
        }
        let known = self.resolve(reference).and_then(|key| self.names.get(&key).cloned());
        Phi::new(known.unwrap_or_default())
    }

    /// The names of several.
    pub fn names(&self, references: &[Reference]) -> Phi<String> {
        let names: Vec<String> = references.iter().map(|reference| self.name(reference).into_revealed()).collect();
        Phi::new(names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "))
    }

    /// The name of one, if there is one.
    pub fn maybe_name(&self, reference: Option<&Reference>) -> Phi<String> {
        reference.map(|reference| self.name(reference)).unwrap_or_default()
    }

    /// The name of a place or organization, which is nobody's secret.
    pub fn place(&self, reference: Option<&Reference>) -> String {
        self.maybe_name(reference).into_revealed()
    }
}
