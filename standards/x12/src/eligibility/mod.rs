//! Eligibility, 270 and 271 (005010X279A1): is a person covered, for what, and what will they owe.

pub(crate) mod read;
mod write;

use kernel::Money;

use crate::Decimal;
use crate::parties::{Dated, Header, Member, Party, Procedure, Reference, Trace};

/// One 270 transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityInquiry {
    /// BHT, purpose `13`.
    pub header: Header,
    /// Loop 2100A, the payer (entity `PR`).
    pub source: Party,
    /// Loop 2100B, who asks (entity `1P`, `FA`, …).
    pub receiver: Party,
    /// One for each person asked about.
    pub inquiries: Vec<MemberInquiry>,
}

/// A question about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberInquiry {
    /// TRN of the person asked about.
    pub traces: Vec<Trace>,
    /// Loop 2100C.
    pub subscriber: Member,
    /// Loop 2100D, when the question is about a dependent.
    pub dependent: Option<Member>,
    /// DTP `291` (or `307`): the date asked about.
    pub dates: Vec<Dated>,
    /// EQ.
    pub questions: Vec<Question>,
}

/// What is asked (EQ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// EQ01, service types such as `30` (all) or `98` (office visit).
    pub service_types: Vec<String>,
    /// EQ02, a procedure instead of service types.
    pub procedure: Option<Procedure>,
    /// EQ03, coverage level.
    pub coverage_level: Option<String>,
}

/// One 271 transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityAnswer {
    /// BHT, purpose `11`, with the inquiry's reference.
    pub header: Header,
    /// Loop 2100A.
    pub source: Party,
    /// AAA of loops 2000A and 2100A: the payer could not answer at all.
    pub source_rejections: Vec<Rejection>,
    /// Loop 2100B; none when rejected before.
    pub receiver: Option<Party>,
    /// AAA of loop 2100B.
    pub receiver_rejections: Vec<Rejection>,
    /// One for each person.
    pub members: Vec<MemberBenefits>,
}

/// What is known about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberBenefits {
    /// TRN: the inquiry's (kind `2`) and the payer's own (kind `1`).
    pub traces: Vec<Trace>,
    /// Loop 2100C.
    pub subscriber: Member,
    /// Loop 2100D.
    pub dependent: Option<Member>,
    /// AAA: why there is no answer, such as `75` not found.
    pub rejections: Vec<Rejection>,
    /// DTP: `346` plan begin, `347` plan end, `291` plan, …
    pub dates: Vec<Dated>,
    /// EB.
    pub benefits: Vec<Benefit>,
}

/// A refusal to answer (AAA).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// AAA01: the request was valid, but cannot be answered.
    pub valid_request: bool,
    /// AAA03, reason: `42` system down, `43` provider id, `71` birth date, `72` member id, `73` name, `75` not found, …
    pub reason: String,
    /// AAA04, what to do: `C` correct and resubmit, `N` do not resubmit, `R` resubmission allowed, `P`, `S`, `W`, `X`, `Y`.
    pub follow_up: String,
}

impl Rejection {
    /// A refusal with this reason and follow-up.
    #[must_use]
    pub fn new(valid_request: bool, reason: &str, follow_up: &str) -> Self {
        Self { valid_request, reason: reason.to_owned(), follow_up: follow_up.to_owned() }
    }
}

/// One statement about a benefit (loop 2110).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benefit {
    /// EB01: `1` active, `6` inactive, `A` coinsurance, `B` copay, `C` deductible, `G` out of pocket, `F` limit, `CB`, `V`, …
    pub kind: String,
    /// EB02: `IND`, `FAM`, `EMP`, …
    pub coverage_level: Option<String>,
    /// EB03.
    pub service_types: Vec<String>,
    /// EB04, insurance type: `HM`, `PR`, `MB`, …
    pub insurance_type: Option<String>,
    /// EB05, plan name.
    pub plan: Option<String>,
    /// EB06: `23` calendar year, `27` visit, `29` remaining, …
    pub period: Option<String>,
    /// EB07.
    pub amount: Option<Money>,
    /// EB08, as a fraction: 0.2 is 20 per cent.
    pub percent: Option<Decimal>,
    /// EB09: `VS` visits, `DY` days, …
    pub quantity_kind: Option<String>,
    /// EB10.
    pub quantity: Option<Decimal>,
    /// EB11: `Y`, `N`, `U`: authorization required.
    pub authorization: Option<String>,
    /// EB12: `Y` in network, `N` out, `W` both, `U` unknown.
    pub in_network: Option<String>,
    /// EB13.
    pub procedure: Option<Procedure>,
    /// REF.
    pub references: Vec<Reference>,
    /// DTP.
    pub dates: Vec<Dated>,
    /// AAA.
    pub rejections: Vec<Rejection>,
    /// MSG.
    pub messages: Vec<String>,
    /// Loops 2120 between LS and LE.
    pub related: Vec<Party>,
}
