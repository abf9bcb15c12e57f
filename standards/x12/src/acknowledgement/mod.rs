//! Acknowledgements: 999 (005010X231A1) of a group, TA1 of an interchange.

mod read;
mod write;

use jiff::civil::{Date, Time};

/// One 999 transaction: how a functional group was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupAcknowledgement {
    /// AK101, functional identifier of the group: `HC`, `HP`, …
    pub functional_id: String,
    /// AK102, the group's control number.
    pub control: String,
    /// AK103, the guide, such as `005010X222A1`.
    pub guide: Option<String>,
    /// AK2 loops.
    pub transactions: Vec<TransactionAcknowledgement>,
    /// AK901: `A` accepted, `E` accepted with errors, `P` partly, `R` rejected, …
    pub outcome: String,
    /// AK902, transactions the sender counted.
    pub included: u32,
    /// AK903, transactions received.
    pub received: u32,
    /// AK904, transactions accepted.
    pub accepted: u32,
    /// AK905–09, reasons.
    pub reasons: Vec<String>,
}

/// How one transaction was received (AK2 to IK5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransactionAcknowledgement {
    /// AK201: `837`, …
    pub set: String,
    /// AK202, ST02.
    pub control: String,
    /// AK203, the guide.
    pub guide: Option<String>,
    /// IK3 loops.
    pub errors: Vec<SegmentError>,
    /// IK501: `A` accepted, `E` accepted with errors, `R` rejected, …
    pub outcome: String,
    /// IK502–06, reasons.
    pub reasons: Vec<String>,
}

/// Something wrong with a segment (IK3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentError {
    /// IK301, segment id.
    pub segment: String,
    /// IK302, position of the segment in the transaction, ST is 1.
    pub position: u32,
    /// IK303, loop id.
    pub loop_id: Option<String>,
    /// IK304: `1` unrecognized, `2` unexpected, `3` required missing, `8` has element errors, `I4` …
    pub code: Option<String>,
    /// CTX: business units such as `CLM01` and its value, and situational triggers.
    pub context: Vec<(String, Option<String>)>,
    /// IK4.
    pub elements: Vec<ElementError>,
}

/// Something wrong with an element (IK4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElementError {
    /// IK401-1, position in the segment, counted from 1.
    pub element: u8,
    /// IK401-2, position in the composite, counted from 1.
    pub component: Option<u8>,
    /// IK401-3, which repetition, counted from 1.
    pub repetition: Option<u8>,
    /// IK402, number of the data element in the standard.
    pub reference: Option<String>,
    /// IK403: `1` required missing, `5` too long, `7` invalid code, `8` invalid date, `10`, …
    pub code: String,
    /// IK404, a copy of the bad value.
    pub value: Option<String>,
}

/// A TA1: how an interchange was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterchangeAcknowledgement {
    /// TA101, ISA13 of the interchange.
    pub control: String,
    /// TA102, ISA09.
    pub day: Date,
    /// TA103, ISA10.
    pub time: Time,
    /// TA104: `A` accepted, `E` accepted with errors, `R` rejected.
    pub outcome: String,
    /// TA105: `000` no error, `001` control numbers differ, `021` group count, `025` duplicate, …
    pub note: String,
}
