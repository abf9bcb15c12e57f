//! References: how one resource points to another.

use crate::datatypes::{Identifier, Read, one, phi, text};
use crate::json::Json;
use crate::primitives;
use kernel::Phi;

/// Where a reference points.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// The entry of the same bundle with this full URL: `urn:uuid:…`.
    Entry(String),
    /// A resource of the same server: `Patient/17`.
    Resource {
        /// Its resource type.
        kind: String,
        /// Its id.
        id: String,
    },
    /// The resource that a search finds: `Practitioner?identifier=system|value`.
    Search {
        /// Its resource type.
        kind: String,
        /// The system of the identifier.
        system: String,
        /// The value of the identifier.
        value: String,
    },
    /// A resource contained in the one that points: `#coverage`.
    Contained(String),
    /// Anything else.
    Elsewhere(String),
}

/// A pointer to another resource.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Where it points, when it is a literal reference.
    pub target: Option<Target>,
    /// The resource type it says it points to.
    pub kind: Option<String>,
    /// What it is known by, when it is a logical reference.
    pub identifier: Option<Identifier>,
    /// The sender's words for what it points to.
    pub display: Option<Phi<String>>,
}

impl Read for Reference {
    fn read(json: &Json<'_>) -> Self {
        Self {
            target: json.text("reference").map(Target::read),
            kind: text(json, "type"),
            identifier: one(json, "identifier"),
            display: phi(json, "display"),
        }
    }
}

impl Target {
    /// Sorts a literal reference into its kind (R4 §2.3.0.1).
    #[must_use]
    pub fn read(reference: &str) -> Self {
        let elsewhere = || Self::Elsewhere(reference.to_owned());
        if reference.starts_with("urn:") {
            return Self::Entry(reference.to_owned());
        }
        if let Some(id) = reference.strip_prefix('#') {
            return Self::Contained(id.to_owned());
        }
        if let Some((kind, search)) = reference.split_once('?') {
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let Some((system, value)) = search.strip_prefix("identifier=").and_then(|of| of.split_once('|')) else {
                return elsewhere();
            };
            return Self::Search { kind, system: system.to_owned(), value: value.to_owned() };
        }
        let path = reference.split("/_history/").next().unwrap_or(reference);
        let mut parts = path.rsplit('/');
        match (parts.next(), parts.next()) {
            (Some(id), Some(kind)) if primitives::is_id(id) && crate::shapes::is_resource(kind) => {
                Self::Resource { kind: kind.to_owned(), id: id.to_owned() }
            }
            _ => elsewhere(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn each_way_to_point_is_told_apart() {
        let resource = |kind: &str, id: &str| Target::Resource { kind: kind.to_owned(), id: id.to_owned() };
        let cases = [
            ("urn:uuid:057aa36e", Target::Entry("urn:uuid:057aa36e".to_owned())),
            ("#coverage", Target::Contained("coverage".to_owned())),
            ("Patient/17", resource("Patient", "17")),
            ("https://example.org/fhir/Patient/17", resource("Patient", "17")),
            ("Patient/17/_history/2", resource("Patient", "17")),
            (
                "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999999619",
                Target::Search {
                    kind: "Practitioner".to_owned(),
                    system: "http://hl7.org/fhir/sid/us-npi".to_owned(),
                    value: "9999999619".to_owned(),
                },
            ),
            ("Practitioner?name=Li", Target::Elsewhere("Practitioner?name=Li".to_owned())),
            ("mailto:a@example.org", Target::Elsewhere("mailto:a@example.org".to_owned())),
        ];
        for (text, target) in cases {
            assert_eq!(Target::read(text), target, "{text}");
        }
    }
}
