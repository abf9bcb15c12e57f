//! The front door: reads a file, checks it, and makes the acknowledgements.

use x12::acknowledgement::{GroupAcknowledgement, InterchangeAcknowledgement};
use x12::{Interchange, Transaction};

/// A file that cannot be answered: it does not begin as an interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What the front door found in a file.
pub struct Inspected {
    /// The interchanges.
    pub interchanges: Vec<Interchange>,
    /// TA1s to send: those asked for, and those that refuse.
    pub interchange_acknowledgements: Vec<InterchangeAcknowledgement>,
    /// Whether an interchange was refused as a whole.
    pub interchange_refused: bool,
    /// 999s to send.
    pub group_acknowledgements: Vec<GroupAcknowledgement>,
    /// The transactions that were accepted, in order.
    pub accepted: Vec<Transaction>,
}

/// Inspects.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Unreadable> {
    let _ = bytes;
    Err(Unreadable)
}

impl Inspected {
    /// TA1s that refuse.
    pub fn refused_as_duplicates(&self) -> Vec<InterchangeAcknowledgement> {
        Vec::new()
    }
}
