//! The X12 library against files: one file of tests for each promise.


mod corpus;






