//! Wait estimate: in how many minutes the provider will come to a patient who is here.
//!
//! It walks the queue as it stands: the patient with the provider now, then those who came before, each for as long as
//! that provider usually takes; and nobody is seen before they are ready. How long things take is learned from the
//! practice's own visits, and so is how far off the estimates were.

mod learned;
mod past;
mod queue;

pub use learned::{Learned, Passage, Stage, Usual};
pub(crate) use past::{passages, wait_of_queue, waits, waits_of_next};
pub use queue::{Present, Wait};
