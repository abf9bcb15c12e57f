//! The chart: its parts together, and how records get into it.

mod face;
mod keep;

pub use face::{Chart, ChartFact, ChartOf, SEE_CHART};
pub use keep::{Holdings, Kept, Part};
