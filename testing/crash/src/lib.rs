//! Kills the office at bad moments and tampers with its record: nothing acknowledged is lost, nothing forged goes unseen.

pub mod record_in_hand;
pub mod tamper;
