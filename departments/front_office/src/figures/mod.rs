//! Figures: how the work of some days went, counted from what happened and never typed.
//!
//! Of providers: the time they offered, what was booked in it, whom they saw and how punctually. Of the telephone: how many
//! rang, who was reached and how soon. They tell of work and of nobody's health, and name no patient.

mod calls;
mod providers;

pub use calls::{CallBackFigures, CallFigures, CallFiguresOf, CallsOfHour, CallsOfPerson, IN_TIME_SECONDS};
pub use providers::{ProviderFigures, ProviderFiguresOf, ProviderWork};

use kernel::{Day, Problem};
use office::{Act, Permission};

/// Seeing the figures of providers and of the telephone.
pub const SEE_FIGURES: Act = Act::new("figures.see", Permission::SeeFigures);

/// A part of a whole in percent, to the nearest; nothing of nothing.
#[must_use]
pub const fn percent(part: usize, whole: usize) -> Option<usize> {
    (part * 100 + whole / 2).checked_div(whole)
}

/// Days that are looked at once.
const DAYS_MAX: i32 = 31;

/// The days from a first to a last one, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Period {
    /// # Errors
    /// Invalid, when it ends before it begins or is longer than a month.
    fn check(self) -> Result<(), Problem> {
        if (0..DAYS_MAX).contains(&self.last.days_since(self.first)) {
            return Ok(());
        }
        let say = format!("Choose at most {DAYS_MAX} days, the last one not before the first.");
        Err(Problem::invalid("bad_days", say.clone()).at("last", say))
    }
}
