//! The people on a list: names and birthdays for the ids that departments know, and the numbers to call where a list is one of calls.

use kernel::{Phi, Problem};
use office::{PatientId, Reader};
use registry::people::{NameLine, names_of, phones_of};
use std::collections::HashMap;

/// The patients who appear on a schedule or a board.
#[derive(Clone, Debug, Default)]
pub struct PeopleShown(HashMap<PatientId, NameLine>);

impl PeopleShown {
    /// Looks them up, all at once.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(read: &mut Reader<'_>, patients: impl Iterator<Item = PatientId>) -> Result<Self, Problem> {
        let mut ids: Vec<PatientId> = patients.collect();
        ids.sort_unstable();
        ids.dedup();
        let lines = names_of(read, &ids)?;
        Ok(Self(lines.into_iter().map(|line| (line.id, line)).collect()))
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, patient: PatientId) -> Option<&NameLine> {
        self.0.get(&patient)
    }

    /// The name, as lists show it; empty for somebody who is not on the list.
    #[must_use]
    pub fn name(&self, patient: PatientId) -> Phi<String> {
        self.get(patient).map(|line| line.name.clone()).unwrap_or_default()
    }

    /// Everybody on the list.
    #[must_use]
    pub fn ids(&self) -> Vec<PatientId> {
        self.0.keys().copied().collect()
    }
}

/// The numbers at which the people of a call list are reached.
#[derive(Clone, Debug, Default)]
pub struct PhonesShown(HashMap<PatientId, Phi<String>>);

impl PhonesShown {
    /// Looks them up, all at once.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(read: &mut Reader<'_>, people: &PeopleShown) -> Result<Self, Problem> {
        Ok(Self(phones_of(read, &people.ids())?))
    }

    /// The number of one of them; empty for somebody who has none.
    #[must_use]
    pub fn get(&self, patient: PatientId) -> Phi<String> {
        self.0.get(&patient).cloned().unwrap_or_default()
    }
}
