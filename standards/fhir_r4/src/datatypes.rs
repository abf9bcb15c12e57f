//! The data types of R4 as Moa takes them over: names, addresses, concepts, references, quantities, attachments.
//!
//! What identifies or describes a patient is [`Phi`]; codes and their displays are not.

use crate::json::Json;
use crate::primitives;
use crate::when::When;
use kernel::Phi;

/// A type that can be read from an element that has been checked.
pub(crate) trait Read: Sized {
    /// Reads it; what is missing there stays empty.
    fn read(json: &Json<'_>) -> Self;
}

/// The element of that name, when it is there.
pub(crate) fn one<T: Read>(json: &Json<'_>, name: &str) -> Option<T> {
    json.get(name).map(T::read)
}

/// All items of the element of that name.
pub(crate) fn all<T: Read>(json: &Json<'_>, name: &str) -> Vec<T> {
    json.list(name).iter().map(T::read).collect()
}

/// The text of the element of that name.
pub(crate) fn text(json: &Json<'_>, name: &str) -> Option<String> {
    json.text(name).map(str::to_owned)
}

/// The protected text of the element of that name.
pub(crate) fn phi(json: &Json<'_>, name: &str) -> Option<Phi<String>> {
    json.text(name).map(Phi::from)
}

/// The date or time of the element of that name.
pub(crate) fn when(json: &Json<'_>, name: &str) -> Option<When> {
    json.text(name).and_then(When::read)
}

/// The texts of the list of that name.
pub(crate) fn texts(json: &Json<'_>, name: &str) -> Vec<String> {
    json.list(name).iter().filter_map(Json::as_text).map(str::to_owned).collect()
}

/// A code of a code system.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coding {
    /// The URI of the code system, such as `http://loinc.org`.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The sender's words for it.
    pub display: Option<String>,
}

/// A concept: one meaning, coded in any number of systems, and in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Concept {
    /// The codes.
    pub codings: Vec<Coding>,
    /// The sender's words for the whole.
    pub text: Option<String>,
}

impl Concept {
    /// The words to show: the sender's text, or the first display, or the first code.
    #[must_use]
    pub fn label(&self) -> &str {
        let display = || self.codings.iter().find_map(|coding| coding.display.as_deref());
        let code = || self.codings.iter().find_map(|coding| coding.code.as_deref());
        self.text.as_deref().or_else(display).or_else(code).unwrap_or_default()
    }

    /// The code in that system.
    #[must_use]
    pub fn code_in(&self, system: &str) -> Option<&str> {
        self.codings.iter().find(|coding| coding.system.as_deref() == Some(system))?.code.as_deref()
    }

    /// The first code of any system.
    #[must_use]
    pub fn first_code(&self) -> Option<&str> {
        self.codings.iter().find_map(|coding| coding.code.as_deref())
    }
}

impl Read for Coding {
    fn read(json: &Json<'_>) -> Self {
        Self { system: text(json, "system"), code: text(json, "code"), display: text(json, "display") }
    }
}

impl Read for Concept {
    fn read(json: &Json<'_>) -> Self {
        Self { codings: all(json, "coding"), text: text(json, "text") }
    }
}

/// A number or name by which something is known somewhere.
#[derive(Clone, Debug, Default)]
pub struct Identifier {
    /// The code of its type in HL7 table 0203: `MR`, `SS`, `DL`, `PPN`, `NPI`, `MB`.
    pub kind: Option<String>,
    /// The URI of its numbering system.
    pub system: Option<String>,
    /// The number.
    pub value: Option<Phi<String>>,
    /// `usual`, `official`, `temp`, `secondary`, `old`.
    pub purpose: Option<String>,
    /// Who gave it.
    pub assigner: Option<String>,
    /// When it holds.
    pub period: Period,
}

impl Read for Identifier {
    fn read(json: &Json<'_>) -> Self {
        let kind: Option<Concept> = one(json, "type");
        Self {
            kind: kind.and_then(|kind| kind.first_code().map(str::to_owned)),
            system: text(json, "system"),
            value: phi(json, "value"),
            purpose: text(json, "use"),
            assigner: json.get("assigner").and_then(|assigner| text(assigner, "display")),
            period: one(json, "period").unwrap_or_default(),
        }
    }
}

/// From when to when; open where a side is missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Period {
    /// The beginning.
    pub start: Option<When>,
    /// The end.
    pub end: Option<When>,
}

impl Read for Period {
    fn read(json: &Json<'_>) -> Self {
        Self { start: when(json, "start"), end: when(json, "end") }
    }
}

/// A person's name.
#[derive(Clone, Debug, Default)]
pub struct HumanName {
    /// `usual`, `official`, `temp`, `nickname`, `anonymous`, `old`, `maiden`.
    pub purpose: Option<String>,
    /// The whole name as text.
    pub text: Option<Phi<String>>,
    /// The family name.
    pub family: Option<Phi<String>>,
    /// The given names, the first and the middle ones, in order.
    pub given: Vec<Phi<String>>,
    /// Parts before, such as `Mrs.`.
    pub prefix: Vec<String>,
    /// Parts behind, such as `Jr.` or `PhD`.
    pub suffix: Vec<String>,
    /// When it is or was in use.
    pub period: Period,
}

impl Read for HumanName {
    fn read(json: &Json<'_>) -> Self {
        Self {
            purpose: text(json, "use"),
            text: phi(json, "text"),
            family: phi(json, "family"),
            given: texts(json, "given").into_iter().map(Phi::new).collect(),
            prefix: texts(json, "prefix"),
            suffix: texts(json, "suffix"),
            period: one(json, "period").unwrap_or_default(),
        }
    }
}

/// A way to reach somebody.
#[derive(Clone, Debug, Default)]
pub struct Telecom {
    /// `phone`, `fax`, `email`, `pager`, `url`, `sms`, `other`.
    pub system: Option<String>,
    /// The number or address.
    pub value: Option<Phi<String>>,
    /// `home`, `work`, `temp`, `old`, `mobile`.
    pub purpose: Option<String>,
    /// Which to try first; 1 before 2.
    pub rank: Option<u32>,
    /// When it is or was in use.
    pub period: Period,
}

impl Read for Telecom {
    fn read(json: &Json<'_>) -> Self {
        Self {
            system: text(json, "system"),
            value: phi(json, "value"),
            purpose: text(json, "use"),
            rank: json.number("rank").and_then(|rank| rank.parse().ok()),
            period: one(json, "period").unwrap_or_default(),
        }
    }
}

/// A postal address.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// `home`, `work`, `temp`, `old`, `billing`.
    pub purpose: Option<String>,
    /// The whole address as text.
    pub text: Option<Phi<String>>,
    /// Street lines.
    pub lines: Vec<Phi<String>>,
    /// The city.
    pub city: Option<Phi<String>>,
    /// The county.
    pub district: Option<Phi<String>>,
    /// The state, by its two letters or its name.
    pub state: Option<String>,
    /// The ZIP code.
    pub postal_code: Option<Phi<String>>,
    /// The country.
    pub country: Option<String>,
    /// When it is or was in use.
    pub period: Period,
}

impl Read for Address {
    fn read(json: &Json<'_>) -> Self {
        Self {
            purpose: text(json, "use"),
            text: phi(json, "text"),
            lines: texts(json, "line").into_iter().map(Phi::new).collect(),
            city: phi(json, "city"),
            district: phi(json, "district"),
            state: text(json, "state"),
            postal_code: phi(json, "postalCode"),
            country: text(json, "country"),
            period: one(json, "period").unwrap_or_default(),
        }
    }
}

/// A measured amount. The digits stay as they were written: `1.50` is not `1.5`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quantity {
    /// The decimal number.
    pub value: Option<String>,
    /// `<`, `<=`, `>=`, `>`: the true value is on that side.
    pub comparator: Option<String>,
    /// The unit in words.
    pub unit: Option<String>,
    /// The system of the unit's code, mostly UCUM.
    pub system: Option<String>,
    /// The unit's code.
    pub code: Option<String>,
}

impl Read for Quantity {
    fn read(json: &Json<'_>) -> Self {
        Self {
            value: json.number("value").map(str::to_owned),
            comparator: text(json, "comparator"),
            unit: text(json, "unit"),
            system: text(json, "system"),
            code: text(json, "code"),
        }
    }
}

impl Quantity {
    /// The unit to show: in words, or its code.
    #[must_use]
    pub fn unit_label(&self) -> Option<&str> {
        self.unit.as_deref().or(self.code.as_deref())
    }

    /// As one line: `< 5.0 mg`.
    #[must_use]
    pub fn line(&self) -> String {
        let parts = [self.comparator.as_deref(), self.value.as_deref(), self.unit_label()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A file that comes along, or the place where it is.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its media type.
    pub content_type: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
    /// Its bytes, when they came along.
    pub data: Option<Phi<Vec<u8>>>,
    /// Where it is to be had.
    pub url: Option<String>,
    /// What it is called.
    pub title: Option<Phi<String>>,
    /// When it was made.
    pub created: Option<When>,
}

impl Read for Attachment {
    fn read(json: &Json<'_>) -> Self {
        Self {
            content_type: text(json, "contentType"),
            language: text(json, "language"),
            data: json.text("data").and_then(primitives::base64_bytes).map(Phi::new),
            url: text(json, "url"),
            title: phi(json, "title"),
            created: when(json, "creation"),
        }
    }
}
