//! What came in from outside: each piece whole, as it came, known by where it came from.

mod keep;
mod source;
mod tables;

pub use keep::{Arrival, Before, NewPiece, arrival, before, keep, patient_of};
pub(crate) use source::arrivals;
pub use source::{Came, Piece, SEE_SOURCE, SourceOf};

kernel::id!(
    /// A piece that was received; made from where it came from, so that it is the same when it comes again.
    PieceId
);
kernel::code!(
    /// How much of a piece became records of the chart.
    Extent {
        /// It became a record, and is kept whole beside it.
        Whole = "whole",
        /// Only the piece itself is kept.
        SourceOnly = "source_only",
    }
);
