//! Urgent care: patients walk in, a nurse says how urgent each is, and whichever provider is free takes the next one.
//!
//! A visit without a provider waits for the next one. It stands in the queue of its site, first by level, then by arrival; whoever
//! waits longer than their level allows moves up, so that nobody waits for ever (the rule is told in `queue.rs`). Taking, handing back and handing
//! over are changes of the visit like any other: its history tells them, and the last one can be undone.

mod hand;
mod levels;
mod queue;
mod settings;
mod summary;
pub(crate) mod tables;
mod take;
mod triage;

pub use hand::{HandBack, HandOver};
pub use levels::{Clock, Level, OutOfTurn};
pub(crate) use queue::queue_of;
pub use queue::{Place, Queued, Waiting, in_order};
pub use settings::{KeepsQueue, SetUrgentCare, UrgentCare, UrgentCareOf, urgent_care};
pub use summary::{LevelOfDay, UrgentCareDay, UrgentDay};
pub use take::{TakeNext, TakeThis};
pub use triage::{Triage, TriageLine, Triaged};
pub(crate) use triage::{triage_lines, triages_of};

use office::{Act, Permission};

/// Seeing what a site sets for urgent care, to change it.
pub const SEE_URGENT_CARE: Act = Act::new("urgent_care.see_settings", Permission::ManagePractice);
/// Setting whether walk-ins wait for the next provider, and the limits of the clocks.
pub const SET_URGENT_CARE: Act = Act::new("urgent_care.set", Permission::ManagePractice);
/// Seeing whether walk-ins wait for the next provider.
pub const SEE_WHETHER: Act = Act::new("urgent_care.see_whether", Permission::SeeSchedule);
/// Seeing how a day of urgent care went, in numbers.
pub const SEE_DAY: Act = Act::new("urgent_care.see_day", Permission::SeeSchedule);
/// Saying how urgent a visit is: for those who write what they find into the chart.
pub const TRIAGE: Act = Act::new("visits.triage", Permission::WriteChart);
/// Taking a patient from the queue, handing back and handing over: for oneself, or on behalf of a provider.
pub const TAKE: Act = Act::new("visits.take", Permission::RoomPatients);
