//! One resource as it was received: its source kept whole, and the record that could be read from it.

use crate::datatypes::one;
use crate::json::Json;
use crate::records::Record;
use crate::reference::Reference;
use crate::{check, file, json, scan};
use kernel::{Phi, Problem};
use std::ops::Range;

/// A resource of a file that has not been read yet.
#[derive(Debug)]
pub(crate) struct Unread {
    pub place: usize,
    pub part: Range<usize>,
    pub full_url: Option<String>,
    pub only_if_new: Option<String>,
}

impl Unread {
    pub(crate) const fn bare(place: usize, part: Range<usize>) -> Self {
        Self { place, part, full_url: None, only_if_new: None }
    }
}

/// A resource as it was received.
#[derive(Debug)]
pub struct Received {
    /// Where it stood in the file: the number of the entry, or of the line, from 1.
    pub place: usize,
    /// Its resource type; empty where even that could not be read.
    pub kind: String,
    /// Its id at the sender, if it has one.
    pub id: Option<String>,
    /// The full URL of its entry in a bundle.
    pub full_url: Option<String>,
    /// The search under which the sender takes it to be there already (`ifNoneExist` of a transaction).
    pub only_if_new: Option<String>,
    /// Whom it is about: its subject, patient or beneficiary.
    pub subject: Option<Reference>,
    /// The resource itself, all of it, without the white space between its parts.
    pub source: Phi<String>,
    /// What was read from it.
    pub content: Content,
}

/// What was read from a resource.
#[derive(Debug)]
pub enum Content {
    /// A record of a kind that Moa keeps.
    Record(Record),
    /// Sound, but to be kept only as its source, and why.
    SourceOnly(SourceOnly),
    /// Not sound FHIR R4: one sentence that says where.
    Refused(Problem),
}

/// Why a sound resource is kept only as its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceOnly {
    /// Moa keeps no records of its kind yet.
    Kind,
    /// It carries a modifier extension or rules that may change its meaning and that Moa does not know (R4 §2.4.1.1).
    Modified,
}

impl SourceOnly {
    /// The reason in a sentence.
    #[must_use]
    pub const fn say(self) -> &'static str {
        match self {
            Self::Kind => "Moa keeps resources of this type as they came, and shows none of their parts.",
            Self::Modified => "It carries a modifier that may change its meaning and that Moa does not know.",
        }
    }
}

impl Received {
    /// Reads one resource of a file.
    pub(crate) fn read(text: &str, unread: &Unread) -> Self {
        let mut received = Self {
            place: unread.place,
            kind: String::new(),
            id: None,
            full_url: unread.full_url.clone(),
            only_if_new: unread.only_if_new.clone(),
            subject: None,
            source: Phi::new(scan::compact(&text[unread.part.clone()])),
            content: Content::SourceOnly(SourceOnly::Kind),
        };
        let json = match json::parse(text, unread.part.clone()) {
            Ok(json) => json,
            Err(fault) => {
                received.content = Content::Refused(file::broken(text, fault));
                return received;
            }
        };
        let checked = check::resource(&json);
        let kind = json.text("resourceType").filter(|kind| crate::shapes::is_resource(kind)).unwrap_or_default();
        kind.clone_into(&mut received.kind);
        received.content = match checked {
            Err(unsound) => {
                let place = if unsound.path.is_empty() { "It" } else { unsound.path.as_str() };
                Content::Refused(Problem::invalid("fhir_unsound", format!("{place} {}.", unsound.why)))
            }
            Ok(()) => {
                received.id = json.text("id").map(str::to_owned);
                let about =
                    ["subject", "patient", "beneficiary"].into_iter().find_map(|name| json.get(name).map(|_| name));
                // Some kinds name several subjects in a list; those are not of one patient's chart.
                received.subject = about.filter(|name| json.list(name).is_empty()).and_then(|name| one(&json, name));
                Self::content(kind, &json)
            }
        };
        received
    }

    fn content(kind: &str, json: &Json<'_>) -> Content {
        if is_modified(json) {
            return Content::SourceOnly(SourceOnly::Modified);
        }
        Record::read(kind, json).map_or(Content::SourceOnly(SourceOnly::Kind), Content::Record)
    }
}

/// Whether anything in the resource may change its meaning in a way we do not know.
fn is_modified(json: &Json<'_>) -> bool {
    match json {
        Json::Object(members) => members
            .iter()
            .any(|(name, value)| name == "modifierExtension" || name == "implicitRules" || is_modified(value)),
        Json::List(items) => items.iter().any(is_modified),
        _ => false,
    }
}
