//! The X12 library against files: one file of tests for each promise.

#[path = "../samples/mod.rs"]
mod samples;

mod corpus;
mod documents;
