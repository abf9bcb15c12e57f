//! Learning: what the practice's own appointments and visits teach about the next ones.
//!
//! It is learned anew each day from the last two years, and kept as numbers without names. Whoever shows a risk or a wait
//! reads what was learned here; what was never learned is not shown.

mod learn;
pub(crate) mod store;

pub use learn::{KeepLessons, LearnFromHistory, Lessons};

use office::{Act, Permission};

/// Learning from the practice's own history.
pub const LEARN: Act = Act::new("history.learn", Permission::ManagePractice);
