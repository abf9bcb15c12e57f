//! A practice to test with: named people, a frozen clock, counted ids, on SQLite and on PostgreSQL.
//!
//! ```ignore
//! Practice::each(|practice| {
//!     let patient = practice.patient("Chidi", "Okafor", "1984-03-12");
//!     practice.perform(&practice.rosa, SomeDeed { patient }).expect("it is done");
//! });
//! ```
//!
//! [`Practice::each`] tells the story once on each database. When a practice is dropped the journal's chain and every
//! department's check are verified; a story that leaves them broken fails.

mod dice;
pub mod papers;
mod people;
mod practice;
pub mod referrals;
mod scratch;
pub mod waitlist;

pub use dice::{CountedDice, FrozenClock};
pub use people::Person;
pub use practice::Practice;
pub use scratch::{Kind, Scratch};

// Stories of the foundation need what stands above it; they reach it through here, so that no crate depends upwards.
pub use {registry, workflows};
