//! X12 005010 health care transactions: read, print, check and acknowledge.
//!
//! # Guide
//! Every transaction Moa uses is a plain struct that can be both read and printed ([`Document`]):
//!
//! | transaction | struct |
//! |---|---|
//! | 837P claims | [`claim::ClaimBatch`] |
//! | 835 remittance | [`remittance::Remittance`] |
//! | 270, 271 eligibility | [`eligibility::EligibilityInquiry`], [`eligibility::EligibilityAnswer`] |
//! | 276, 277 claim status | [`status::StatusInquiry`], [`status::StatusAnswer`] |
//! | 277CA | [`status::ClaimAcknowledgement`] |
//! | 278 prior authorization | [`review::Review`] |
//! | 999 | [`acknowledgement::GroupAcknowledgement`] |
//! | TA1 | [`acknowledgement::InterchangeAcknowledgement`] |
//!
//! To print: fill an [`Envelope`] and call `envelope.print(&[document])` (or
//! `envelope.print_interchange_acknowledgements(&[ta1])`). To read: `open(bytes)?` gives interchanges, groups and
//! transactions; `transaction.kind()` tells what it is and `transaction.read::<Remittance>()` reads it.
//! `interchange.envelope.answer(now, control)` addresses the reply.
//!
//! To check: [`check()`] reads any source in bounded memory and reports findings; [`acknowledge()`] makes the 999 and
//! TA1 of them. [`Reader`] gives bare segments without copying.
//!
//! The crate knows no office: no clock, no store, no texts of code lists (those belong to X12).

mod acknowledge;
pub mod acknowledgement;
pub mod check;
pub mod claim;
pub mod commands;
mod decimal;
mod elements;
pub mod eligibility;
mod envelope;
mod kind;
mod located;
pub mod model;
mod open;
pub mod parties;
mod print;
mod reader;
pub mod remittance;
pub mod review;
mod segment;
mod separators;
pub mod status;
pub mod texts;
mod walk;
mod writer;

pub use acknowledge::{Answer, acknowledge};
pub use check::{CheckReport, Finding, Report, Severity, check};
pub use decimal::{Decimal, NotDecimal};
pub use envelope::{Envelope, Group, Interchange, Misread, Transaction, Usage};
pub use kind::Kind;
pub use open::{Event, for_each_transaction, open};
pub use reader::{ReadError, Reader, SEGMENT_BYTES_MAX};
pub use segment::Segment;
pub use separators::{NotIsa, Separators};
pub use writer::{SegmentWriter, Writer};

/// A transaction as plain data that can be read and printed.
pub trait Document: Sized {
    /// What it is.
    fn kind(&self) -> Kind;
    /// Reads it out of a transaction.
    ///
    /// # Errors
    /// When the transaction is of another kind or lacks what this document cannot be without.
    fn read(transaction: &Transaction) -> Result<Self, Misread>;
    /// Prints everything between ST and SE.
    fn print(&self, out: &mut Writer);
}
