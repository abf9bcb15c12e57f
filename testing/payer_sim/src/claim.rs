//! A professional claim as a payer reads it, and a coverage's place in line.

use kernel::{Day, Money};

/// A claim from an 837P: one `CLM` with the parties around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The provider's own control number (CLM01), returned in every answer.
    pub control: String,
    /// The destination payer's identifier.
    pub payer: String,
    /// The payer's place in line.
    pub rank: Rank,
    /// Whether it is new, replaces or voids.
    pub frequency: Frequency,
    /// The payer's own number of the claim it replaces or voids (REF F8).
    pub original: Option<String>,
    /// Prior authorization number (REF G1).
    pub authorization: Option<String>,
    /// Referral number (REF 9F).
    pub referral: Option<String>,
    /// Total charge (CLM02).
    pub charge: Money,
    /// Place of service (CLM05-1).
    pub place: String,
    /// Related causes (CLM11): `AA` auto accident, `EM` employment, `OA` other.
    pub causes: Vec<String>,
    /// The subscriber.
    pub subscriber: Insured,
    /// The patient, when another than the subscriber.
    pub dependent: Option<Insured>,
    /// Relationship of the patient to the subscriber: `18` self, `01` spouse, `19` child.
    pub relationship: String,
    /// Who is paid.
    pub billing: Provider,
    /// Who treated, by NPI.
    pub rendering: Option<Provider>,
    /// ICD-10-CM codes without the point, principal first.
    pub diagnoses: Vec<String>,
    /// The services.
    pub lines: Vec<Line>,
    /// What earlier payers did (loop 2320).
    pub prior: Vec<Prior>,
}

/// A payer's place in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// Pays first.
    Primary,
    /// Pays after one other.
    Secondary,
    /// Pays after two.
    Tertiary,
}

/// CLM05-3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// `1`.
    Original,
    /// `7`.
    Replacement,
    /// `8`.
    Void,
}

/// An insured person as the claim names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insured {
    /// Last name.
    pub last: String,
    /// First name.
    pub first: String,
    /// The member number; empty for a dependent.
    pub member_id: String,
    /// Date of birth.
    pub birth: Option<Day>,
    /// `F`, `M` or `U`.
    pub sex: Option<char>,
}

/// A provider as the claim names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// Organization or last name.
    pub name: String,
    /// First name of a person, empty for an organization.
    pub first: String,
    /// National provider identifier.
    pub npi: String,
    /// Employer identification number; empty for a rendering provider.
    pub tax_id: String,
}

/// A service line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The provider's line control number (REF 6R).
    pub control: Option<String>,
    /// CPT or HCPCS code.
    pub procedure: String,
    /// Modifiers, in order.
    pub modifiers: Vec<String>,
    /// The charge.
    pub charge: Money,
    /// Units, in thousandths.
    pub units_thousandths: i64,
    /// Which diagnoses, counted from 1.
    pub pointers: Vec<u8>,
    /// The day of service.
    pub day: Day,
    /// Place of service where it differs.
    pub place: Option<String>,
}

/// What an earlier payer did with the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prior {
    /// That payer's identifier.
    pub payer: String,
    /// That payer's place in line.
    pub rank: Rank,
    /// What it paid for the claim (AMT D).
    pub paid: Money,
    /// What it did line by line; may be empty.
    pub lines: Vec<PriorLine>,
}

/// What an earlier payer did with one line (SVD and its CAS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorLine {
    /// Index of the line, from 0.
    pub line: usize,
    /// What it paid.
    pub paid: Money,
    /// The sum it left to the patient (group PR).
    pub patient: Money,
    /// The sum it wrote off by contract (group CO).
    pub contractual: Money,
}

impl Claim {
    /// The patient: the dependent, or the subscriber.
    #[must_use]
    pub fn patient(&self) -> &Insured {
        self.dependent.as_ref().unwrap_or(&self.subscriber)
    }

    /// The first day of service.
    #[must_use]
    pub fn first_day(&self) -> Day {
        self.lines.iter().map(|line| line.day).min().expect("a claim has lines: the checker refuses others")
    }

    /// The diagnosis codes a line points at.
    pub fn pointed<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a str> {
        let at = |pointer: &u8| self.diagnoses.get(usize::from(*pointer).wrapping_sub(1)).map(String::as_str);
        line.pointers.iter().filter_map(at)
    }

    /// Who treated: the rendering provider's NPI, or the billing provider's.
    #[must_use]
    pub fn rendering_npi(&self) -> &str {
        self.rendering.as_ref().map_or(&self.billing.npi, |provider| &provider.npi)
    }
}

impl Line {
    /// Whether the line carries this modifier.
    #[must_use]
    pub fn has(&self, modifier: &str) -> bool {
        self.modifiers.iter().any(|m| m == modifier)
    }

    /// Whole units, rounded up.
    #[must_use]
    pub fn units(&self) -> u32 {
        u32::try_from(self.units_thousandths.max(0).saturating_add(999) / 1000).unwrap_or(u32::MAX)
    }
}
