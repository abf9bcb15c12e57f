//! Matching: which two charts may be of one person.
//!
//! `described` brings what is known into one form, `weigh` compares two descriptions and says why, `blocks` chooses which
//! pairs are worth it. Nothing here merges anything: it suggests, and a person decides.

mod birthdays;
mod blocks;
mod described;
mod likeness;
mod nicknames;
mod weigh;

pub use blocks::{blocks, suggested_pairs};
pub use described::{AsTyped, Described};
pub use weigh::{Compared, Sign, THRESHOLD, compare};
