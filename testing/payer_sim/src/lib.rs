//! A clearinghouse and several payers that answer, as a program of its own.
//!
//! Follow a claim: [`transport`] receives a file, [`clearinghouse`] checks and acknowledges it (TA1, 999, 277CA),
//! [`adjudicate`] decides each claim by the rules of its payer in the [`world`], [`payments`] gathers decisions into
//! remittances when their day comes, and the [`mailbox`] holds what waits to be fetched. [`inquiry`] answers
//! eligibility, status and authorization requests at once. [`faults`] spoils answers on demand. [`scenarios`] names
//! every situation and how to bring it about. Everything is deterministic: a seed, a simulated day, no dice elsewhere.

pub mod adjudicate;
pub mod books;
pub mod claim;
pub mod clearinghouse;
pub mod edi;
pub mod faults;
pub mod hub;
pub mod inquiry;
pub mod mailbox;
pub mod payments;
mod printed;
pub mod roster;
pub mod run;
pub mod scenarios;
pub mod transport;
pub mod world;

pub use printed::{print_members, print_sample, print_scenarios};
