//! Every situation by name: what brings it about, as steps that anybody can play over the wire.
//!
//! A scenario needs a fresh world; each names its member, so several do not disturb one another unless they share one.

mod asked;
mod coordinated;
mod denied;
mod later;
mod paid;
pub mod questions;
mod refused;
mod stage;

pub use stage::{DOCTOR_NPI, LAST_AUTHORIZATION, LAST_CLAIM, PRACTICE_NPI, Stage, Step, practice};

/// A named situation.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// Its name.
    pub name: &'static str,
    /// What of the claim, member or payer brings it about.
    pub trigger: &'static str,
    /// The steps, played in a world that begins on the stage's day.
    pub steps: fn(&Stage) -> Vec<Step>,
}

/// Every scenario, grouped by what comes of it.
pub fn all() -> impl Iterator<Item = &'static Scenario> {
    [paid::SCENARIOS, denied::SCENARIOS, coordinated::SCENARIOS, later::SCENARIOS, refused::SCENARIOS, asked::SCENARIOS]
        .into_iter()
        .flatten()
}

/// The scenario with this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Scenario> {
    all().find(|scenario| scenario.name == name)
}

#[cfg(test)]
mod tests {
    use super::all;
    use std::collections::HashSet;

    #[test]
    fn there_are_at_least_fifty_and_each_has_a_name_of_its_own() {
        let names: HashSet<_> = all().map(|scenario| scenario.name).collect();
        assert_eq!(names.len(), all().count());
        assert!(names.len() >= 50, "{}", names.len());
    }
}
