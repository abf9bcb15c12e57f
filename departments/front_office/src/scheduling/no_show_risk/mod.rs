//! No-show risk: how likely it is that a promise is not kept, learned from appointments that were kept or missed.
//!
//! It calls for a reminder, or permits an overbooking. It never refuses anybody: no rule of booking reads it.

mod circumstances;
mod logistic;
mod past;

pub use circumstances::Circumstances;
pub use logistic::{Coefficient, Model};
pub use past::{NoShowRisk, risk_of};
pub(crate) use past::{cases, outcomes};
