//! The X12 library against files: one file of tests for each promise.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "../samples/mod.rs"]
mod samples;

mod acknowledging;
mod corpus;
mod documents;
mod properties;
mod reading;
mod rules;
mod shown;
