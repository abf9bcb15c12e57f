//! Who a transaction is about: names, addresses, identifiers, contacts, dates. Shared by all transactions.

use jiff::civil::{Date, Time};
use kernel::Money;

use crate::Decimal;

/// A person's or an organization's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A person (NM102 = 1).
    Person {
        /// Family name.
        last: String,
        /// Given name.
        first: Option<String>,
        /// Middle name or initial.
        middle: Option<String>,
        /// Suffix such as JR.
        suffix: Option<String>,
    },
    /// An organization, or an entity without a name (NM102 = 2).
    Organization(String),
}

impl Default for Name {
    fn default() -> Self {
        Self::Organization(String::new())
    }
}

impl Name {
    /// A person by family and given name.
    #[must_use]
    pub fn person(last: &str, first: &str) -> Self {
        let first = (!first.is_empty()).then(|| first.to_owned());
        Self::Person { last: last.to_owned(), first, middle: None, suffix: None }
    }

    /// An organization.
    #[must_use]
    pub fn organization(name: &str) -> Self {
        Self::Organization(name.to_owned())
    }

    /// The name on one line, `FIRST MIDDLE LAST SUFFIX` or the organization's name.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Self::Organization(name) => name.clone(),
            Self::Person { last, first, middle, suffix } => {
                let last = (!last.is_empty()).then_some(last);
                let parts = [first.as_ref(), middle.as_ref(), last, suffix.as_ref()];
                parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// An identifier with the qualifier that says what kind it is (NM108/09, REF01/02).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The X12 qualifier: `XX` NPI, `EI` employer id, `MI` member id, `F8` payer control number, `6R` line number.
    pub qualifier: String,
    /// The identifier.
    pub value: String,
}

impl Reference {
    /// An identifier of this kind.
    #[must_use]
    pub fn new(qualifier: &str, value: &str) -> Self {
        Self { qualifier: qualifier.to_owned(), value: value.to_owned() }
    }
}

/// The first identifier of this kind in a list.
#[must_use]
pub fn reference<'a>(list: &'a [Reference], qualifier: &str) -> Option<&'a str> {
    list.iter().find(|r| r.qualifier == qualifier).map(|r| r.value.as_str())
}

/// A postal address (N3, N4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street.
    pub line1: String,
    /// Suite, apartment.
    pub line2: Option<String>,
    /// City.
    pub city: String,
    /// Two-letter state.
    pub state: Option<String>,
    /// ZIP without a hyphen.
    pub zip: Option<String>,
    /// Country code when not the United States.
    pub country: Option<String>,
}

/// How to reach somebody (PER).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// PER01: `IC` information contact, `CX` claims, `BL` technical.
    pub function: String,
    /// Name of the contact.
    pub name: Option<String>,
    /// Numbers with their kind: `TE` telephone, `FX` fax, `EM` e-mail, `EX` extension, `UR` web address.
    pub numbers: Vec<Reference>,
}

/// Somebody named in a transaction: NM1 or N1 with the segments that describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// NM101: `85` billing provider, `PR` payer, `IL` subscriber, `QC` patient, `82` rendering, …
    pub entity: String,
    /// The name.
    pub name: Name,
    /// NM108/09, such as `XX` and the NPI or `MI` and the member id.
    pub id: Option<Reference>,
    /// Address.
    pub address: Option<Address>,
    /// REF segments.
    pub references: Vec<Reference>,
    /// PER segments.
    pub contacts: Vec<Contact>,
    /// PRV03, the provider's taxonomy code (`PXC`).
    pub taxonomy: Option<String>,
}

impl Party {
    /// A party of this kind with a name.
    #[must_use]
    pub fn new(entity: &str, name: Name) -> Self {
        Self { entity: entity.to_owned(), name, ..Self::default() }
    }

    /// The same party with this identifier.
    #[must_use]
    pub fn with_id(mut self, qualifier: &str, value: &str) -> Self {
        self.id = Some(Reference::new(qualifier, value));
        self
    }

    /// The same party at this address.
    #[must_use]
    pub fn at(mut self, address: Address) -> Self {
        self.address = Some(address);
        self
    }

    /// The same party with one more REF.
    #[must_use]
    pub fn with_reference(mut self, qualifier: &str, value: &str) -> Self {
        self.references.push(Reference::new(qualifier, value));
        self
    }

    /// The NPI, when NM108 is `XX`.
    #[must_use]
    pub fn npi(&self) -> Option<&str> {
        self.id.as_ref().filter(|id| id.qualifier == "XX").map(|id| id.value.as_str())
    }

    /// NM109, whatever its kind.
    #[must_use]
    pub fn id_value(&self) -> Option<&str> {
        self.id.as_ref().map(|id| id.value.as_str())
    }
}

/// A day or a span of days (formats D8 and RD8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day(Date),
    /// First and last day.
    Span(Date, Date),
}

impl When {
    /// The first day.
    #[must_use]
    pub const fn first(self) -> Date {
        match self {
            Self::Day(day) | Self::Span(day, _) => day,
        }
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> Date {
        match self {
            Self::Day(day) | Self::Span(_, day) => day,
        }
    }
}

/// A date with the qualifier that says what happened then (DTP, DTM).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// `472` service, `431` onset, `573` paid, `050` received, `291` plan, …
    pub qualifier: String,
    /// When.
    pub when: When,
}

impl Dated {
    /// Something on one day.
    #[must_use]
    pub fn day(qualifier: &str, day: Date) -> Self {
        Self { qualifier: qualifier.to_owned(), when: When::Day(day) }
    }

    /// Something over a span of days.
    #[must_use]
    pub fn span(qualifier: &str, first: Date, last: Date) -> Self {
        Self { qualifier: qualifier.to_owned(), when: When::Span(first, last) }
    }
}

/// The first date of this kind in a list.
#[must_use]
pub fn dated(list: &[Dated], qualifier: &str) -> Option<When> {
    list.iter().find(|d| d.qualifier == qualifier).map(|d| d.when)
}

/// An amount with the qualifier that says what it is (AMT).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// `F5` patient paid, `D` payer paid, `B6` allowed, `AU` coverage amount, …
    pub qualifier: String,
    /// How much.
    pub amount: Money,
}

impl Amount {
    /// An amount of this kind.
    #[must_use]
    pub fn new(qualifier: &str, amount: Money) -> Self {
        Self { qualifier: qualifier.to_owned(), amount }
    }
}

/// A procedure as X12 names it (composite C003).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Procedure {
    /// `HC` for HCPCS and CPT, `AD` dental, `N4` NDC, `NU` revenue code.
    pub qualifier: String,
    /// The code.
    pub code: String,
    /// Up to four modifiers.
    pub modifiers: Vec<String>,
    /// Free description.
    pub description: Option<String>,
}

impl Procedure {
    /// A HCPCS or CPT code with its modifiers.
    #[must_use]
    pub fn hcpcs(code: &str, modifiers: &[&str]) -> Self {
        let modifiers = modifiers.iter().map(|m| (*m).to_owned()).collect();
        Self { qualifier: "HC".to_owned(), code: code.to_owned(), modifiers, description: None }
    }
}

/// One adjustment by a payer (one of up to six in a CAS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Group: `CO` contractual, `PR` patient, `OA` other, `PI` payer initiated, `CR` correction.
    pub group: String,
    /// Claim adjustment reason code; its text belongs to X12 and is not here.
    pub reason: String,
    /// Amount; positive reduces the payment.
    pub amount: Money,
    /// Units adjusted.
    pub quantity: Option<Decimal>,
}

impl Adjustment {
    /// An adjustment of an amount.
    #[must_use]
    pub fn new(group: &str, reason: &str, amount: Money) -> Self {
        Self { group: group.to_owned(), reason: reason.to_owned(), amount, quantity: None }
    }
}

/// A trace number that ties an answer to a question (TRN).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// TRN01: `1` current, `2` referenced (echoed in an answer).
    pub kind: String,
    /// TRN02, the number.
    pub number: String,
    /// TRN03, who assigned it (10 characters, such as `1` and a tax id).
    pub origin: Option<String>,
    /// TRN04, a further division of the originator.
    pub detail: Option<String>,
}

impl Trace {
    /// A trace number of this kind and origin.
    #[must_use]
    pub fn new(kind: &str, number: &str, origin: Option<&str>) -> Self {
        Self { kind: kind.to_owned(), number: number.to_owned(), origin: origin.map(str::to_owned), detail: None }
    }
}

/// A person insured: name, member id, birth date and sex (NM1, N3, N4, REF, DMG, INS).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Name, id, address, references.
    pub party: Party,
    /// Birth date (DMG02).
    pub birth: Option<Date>,
    /// DMG03: `F`, `M`, `U`.
    pub sex: Option<String>,
    /// INS02, relationship to the subscriber: `18` self, `01` spouse, `19` child, …
    pub relationship: Option<String>,
}

/// The header of a batch or inquiry (BHT).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// BHT02, purpose: `00` original, `13` request, `11` response, `08` status.
    pub purpose: String,
    /// BHT03, the sender's reference, echoed in the answer.
    pub reference: String,
    /// BHT04, the day it was made.
    pub day: Date,
    /// BHT05, the time it was made.
    pub time: Option<Time>,
    /// BHT06: `CH` chargeable claims, `RP` reporting, `TH` receipt, `DG` response.
    pub kind: Option<String>,
}
