//! A practice to test with.
