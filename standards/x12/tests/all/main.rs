//! The X12 library against files: one file of tests for each promise.

#[path = "../samples/mod.rs"]
mod samples;

mod acknowledging;
mod corpus;
mod documents;
mod properties;
mod reading;
mod rules;
mod shown;
