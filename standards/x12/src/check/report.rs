//! What a check of a file says: its interchanges, groups and transactions, and the findings.

use serde::Serialize;

use super::finding::{Finding, Severity};

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Interchanges in order.
    pub interchanges: Vec<InterchangeReport>,
    /// Findings in order, at most [`super::FINDINGS_MAX`].
    pub findings: Vec<Finding>,
    /// How many errors there are, kept or not.
    pub errors: u64,
    /// How many warnings there are, kept or not.
    pub warnings: u64,
    /// Segments read.
    pub segments: u64,
}

/// An interchange as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InterchangeReport {
    /// ISA13.
    pub control: String,
    /// ISA05 and ISA06.
    pub sender: (String, String),
    /// ISA07 and ISA08.
    pub receiver: (String, String),
    /// ISA09.
    pub date: String,
    /// ISA10.
    pub time: String,
    /// ISA14, a TA1 is asked for.
    pub acknowledgement_requested: bool,
    /// ISA15.
    pub usage: String,
    /// How many TA1 segments it holds.
    pub acknowledgements: u32,
    /// Groups in order.
    pub groups: Vec<GroupReport>,
}

/// A group as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GroupReport {
    /// GS01.
    pub functional_id: String,
    /// GS02.
    pub sender: String,
    /// GS03.
    pub receiver: String,
    /// GS06.
    pub control: String,
    /// GS08.
    pub guide: String,
    /// GE01, as the sender counted.
    pub included: Option<u32>,
    /// Transactions in order.
    pub transactions: Vec<TransactionReport>,
}

/// A transaction as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TransactionReport {
    /// ST01.
    pub set: String,
    /// ST02.
    pub control: String,
    /// ST03.
    pub guide: String,
    /// Segments from ST to SE.
    pub segments: u32,
    /// Errors found in it.
    pub errors: u64,
}

impl CheckReport {
    /// Nothing forbidden was found; there may be warnings.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.errors == 0
    }

    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == Severity::Error)
    }
}
