//! Claim status: 276 and 277 (005010X212), and the claim acknowledgement 277CA (005010X214).

mod acknowledgement;
mod read;
mod write;

use jiff::civil::Date;
use kernel::Money;

use crate::Decimal;
use crate::parties::{Dated, Header, Member, Party, Procedure, Reference, Trace, When};

/// One 276 transaction: where are these claims?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusInquiry {
    /// BHT, purpose `13`.
    pub header: Header,
    /// Loop 2100A, entity `PR`.
    pub payer: Party,
    /// Loop 2100B, entity `41`.
    pub receiver: Party,
    /// One for each claim; neighbours of the same provider and subscriber share their loops.
    pub claims: Vec<ClaimInquiry>,
}

/// A question about one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimInquiry {
    /// Loop 2100C, entity `1P`.
    pub provider: Party,
    /// Loop 2100D.
    pub subscriber: Member,
    /// Loop 2100E, when the patient is a dependent.
    pub dependent: Option<Member>,
    /// TRN `1`.
    pub trace: Trace,
    /// REF: `1K` payer control, `EJ` patient account, `BLT` bill type, …
    pub references: Vec<Reference>,
    /// AMT `T3`, total charge.
    pub charge: Option<Money>,
    /// DTP `472`.
    pub service: Option<When>,
    /// Loops 2210.
    pub lines: Vec<LineInquiry>,
}

/// A question about one line (SVC).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineInquiry {
    /// SVC01.
    pub procedure: Procedure,
    /// SVC02.
    pub charge: Money,
    /// SVC04.
    pub revenue: Option<String>,
    /// SVC07.
    pub units: Decimal,
    /// REF `FJ`, line number.
    pub reference: Option<String>,
    /// DTP `472`.
    pub service: When,
}

/// One 277 transaction: the payer's answer about claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// BHT, purpose `08`.
    pub header: Header,
    /// Loop 2100A.
    pub payer: Party,
    /// Loop 2100B.
    pub receiver: Party,
    /// TRN of loop 2200B, when the receiver itself is refused.
    pub receiver_trace: Option<Trace>,
    /// STC of loop 2200B.
    pub receiver_statuses: Vec<Status>,
    /// One for each claim.
    pub claims: Vec<ClaimAnswer>,
}

/// The state of one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimAnswer {
    /// Loop 2100C.
    pub provider: Party,
    /// TRN of loop 2200C, when the provider is refused.
    pub provider_trace: Option<Trace>,
    /// STC of loop 2200C.
    pub provider_statuses: Vec<Status>,
    /// Loop 2100D.
    pub subscriber: Member,
    /// Loop 2100E.
    pub dependent: Option<Member>,
    /// TRN `2`, the inquiry's trace.
    pub trace: Trace,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF: `1K` payer control, …
    pub references: Vec<Reference>,
    /// DTP `472`.
    pub service: Option<When>,
    /// Loops 2220.
    pub lines: Vec<LineAnswer>,
}

/// The state of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAnswer {
    /// SVC01.
    pub procedure: Procedure,
    /// SVC02.
    pub charge: Money,
    /// SVC03.
    pub paid: Money,
    /// SVC04.
    pub revenue: Option<String>,
    /// SVC07.
    pub units: Option<Decimal>,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF `FJ`.
    pub reference: Option<String>,
    /// DTP `472`.
    pub service: Option<When>,
}

/// One status (STC).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// STC01, and STC10 and STC11 when there are more: category, code, entity.
    pub codes: Vec<StatusCode>,
    /// STC02, the day of this status.
    pub day: Option<Date>,
    /// STC03 (277CA): `WQ` accepted, `U` rejected.
    pub action: Option<String>,
    /// STC04, charge.
    pub charge: Option<Money>,
    /// STC05, paid.
    pub paid: Option<Money>,
    /// STC06, the day it was adjudicated or paid.
    pub paid_day: Option<Date>,
    /// STC07, payment method.
    pub method: Option<String>,
    /// STC08, the day of the check.
    pub check_day: Option<Date>,
    /// STC09, check or transfer number.
    pub check_number: Option<String>,
    /// STC12 (277CA), free text.
    pub message: Option<String>,
}

/// A claim status in three parts (composite C043).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusCode {
    /// Category: `A1`, `A2` accepted, `A3`, `A6`, `A7`, `A8` rejected, `F0` finalized, `P1` pending, …
    pub category: String,
    /// Status code.
    pub code: String,
    /// Entity it is about: `IL`, `85`, `PR`, …
    pub entity: Option<String>,
    /// Code list of the code (C043-04), such as `RX`.
    pub list: Option<String>,
}

impl StatusCode {
    /// A status, with the entity it is about where there is one.
    #[must_use]
    pub fn new(category: &str, code: &str, entity: Option<&str>) -> Self {
        Self { category: category.to_owned(), code: code.to_owned(), entity: entity.map(str::to_owned), list: None }
    }
}

/// One 277CA transaction: which claims of a batch were taken in, and which not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAcknowledgement {
    /// BHT `0085`, purpose `08`, kind `TH`.
    pub header: Header,
    /// Loop 2100A: payer (`PR`) or clearinghouse (`AY`).
    pub source: Party,
    /// TRN `1` of loop 2200A.
    pub trace: Trace,
    /// DTP `050`, when the batch was received.
    pub received: Date,
    /// DTP `009`, when it was processed.
    pub processed: Date,
    /// Loop 2100B, entity `41`.
    pub receiver: Party,
    /// Loop 2200B: the batch's own trace (BHT03 of the 837) and its totals.
    pub batch: Tally,
    /// Loops 2000C.
    pub providers: Vec<ProviderAcknowledgement>,
}

/// A count and amount of claims accepted and rejected, with the statuses behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// TRN.
    pub trace: Trace,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF, on the provider level: `TJ`, `SY`, …
    pub references: Vec<Reference>,
    /// QTY `90` (batch) or `QA` (provider): accepted claims.
    pub accepted: Option<u32>,
    /// QTY `AA` (batch) or `QC` (provider): rejected claims.
    pub rejected: Option<u32>,
    /// AMT `YU`: accepted amount.
    pub accepted_amount: Option<Money>,
    /// AMT `YY`: rejected amount.
    pub rejected_amount: Option<Money>,
}

/// The claims of one billing provider in a 277CA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAcknowledgement {
    /// Loop 2100C, entity `85`.
    pub provider: Party,
    /// Loop 2200C.
    pub tally: Option<Tally>,
    /// Loops 2000D.
    pub claims: Vec<AcknowledgedClaim>,
}

/// What happened to one claim at intake (loop 2200D).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcknowledgedClaim {
    /// Loop 2100D, entity `QC`.
    pub patient: Party,
    /// TRN02, the practice's claim number (CLM01).
    pub number: String,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF: `1K` payer control, `D9` clearinghouse, …
    pub references: Vec<Reference>,
    /// DTP `472`.
    pub service: Option<When>,
    /// Loops 2220D.
    pub lines: Vec<LineAcknowledgement>,
}

/// What happened to one line at intake (loop 2220D).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAcknowledgement {
    /// SVC01.
    pub procedure: Procedure,
    /// SVC02.
    pub charge: Money,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF `FJ`, line number.
    pub references: Vec<Reference>,
    /// DTP `472`.
    pub dates: Vec<Dated>,
}

impl AcknowledgedClaim {
    /// The claim goes on to the payer: no status rejects it (categories A3, A6, A7, A8 or action `U`).
    #[must_use]
    pub fn accepted(&self) -> bool {
        let rejects = |s: &Status| {
            s.action.as_deref() == Some("U")
                || s.codes.iter().any(|c| matches!(c.category.as_str(), "A3" | "A6" | "A7" | "A8"))
        };
        !self.statuses.iter().any(rejects)
    }
}
