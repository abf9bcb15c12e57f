//! FHIR R4 (4.0.1, 2019) as it comes in: bundles, single resources and NDJSON, plain or packed, checked and turned into
//! neutral records. It knows the standard, not the office.
//!
//! Three steps, each of which can refuse with one sentence that never repeats what was in the file:
//! [`unpack`] takes the bytes in within [`Limits`]; [`File::cut`] finds the resources, so a file that was cut short or is
//! no FHIR is refused before anything is read; [`File::resources`] reads one resource at a time into a [`Received`]: its
//! source, kept whole, and beside it the [`Record`](records::Record), or why there is none.
//!
//! [`document`] prints a referral or a report as a document bundle; [`incoming`] reads a referral from one.

mod bindings;
mod check;
mod datatypes;
pub mod document;
mod file;
pub mod incoming;
mod json;
mod limits;
mod primitives;
mod received;
pub mod records;
mod reference;
mod scan;
mod shapes;
mod when;

pub use datatypes::{Address, Attachment, Coding, Concept, HumanName, Identifier, Period, Quantity, Telecom};
pub use file::{File, Packing};
pub use limits::{Limits, unpack};
pub use received::{Content, Received, SourceOnly};
pub use reference::{Reference, Target};
pub use when::When;
