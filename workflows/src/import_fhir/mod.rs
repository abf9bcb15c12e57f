//! Taking in FHIR: a file is read and cut into deeds, each deed is one transaction, and a report says what became of
//! every resource.
//!
//! A transaction bundle is one deed: all of it or nothing. A batch, collection, search set or file of lines becomes one
//! deed for what has no patient, and one for each patient. What comes in again unchanged changes nothing; what comes in
//! with another content replaces its record, and what stood there before stays beside it.

mod coverage;
mod given;
mod observed;
mod outside;
mod person;
mod prepare;
mod records;
mod report;
mod take_in;
mod tell;

pub(crate) use person::state;
pub(crate) use prepare::packed;
pub use prepare::{Batch, Source, read_file};
pub use report::{Refusal, Report, Tally};
pub use take_in::{Held, IMPORT_FHIR, TakeIn};
