//! The limits as they are typed: two numbers for each status, and two for the whole stay.

use crate::kit::Faults;
use front_office::patient_flow::{SetFlowThresholds, Threshold, Thresholds};
use std::collections::BTreeMap;

/// The field names of the whole stay begin with this; those of a status with its word.
pub(super) const STAY: &str = "stay";

/// What stands in the form, by field: `waiting-long`, `waiting-too-long`.
pub(crate) struct Typed(pub(crate) BTreeMap<String, String>);

/// The fields of a status or of the stay.
pub(super) fn fields_of(word: &str) -> (String, String) {
    (format!("{word}-long"), format!("{word}-too-long"))
}

impl Typed {
    /// What is in force.
    pub(super) fn of(thresholds: &Thresholds) -> Self {
        let mut typed = Self(BTreeMap::new());
        for status in crate::board::HERE {
            typed.put(status.word(), thresholds.of(*status));
        }
        typed.put(STAY, thresholds.of_stay());
        typed
    }

    /// With the two numbers of a limit.
    pub(crate) fn put(&mut self, word: &str, to: Threshold) {
        let (long, too_long) = fields_of(word);
        self.0.insert(long, to.warn_minutes.to_string());
        self.0.insert(too_long, to.alarm_minutes.to_string());
    }

    /// What stands in a field.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The limit of these two fields, or what is wrong with them.
    pub(crate) fn threshold(&self, word: &str, faults: &mut Faults) -> Option<Threshold> {
        let (long, too_long) = fields_of(word);
        let mut minutes = |field: &str| {
            let typed = self.field(field).trim().parse::<u16>().ok().filter(|minutes| (1..=1_440).contains(minutes));
            if typed.is_none() {
                faults.add(field, "Enter minutes from 1 to 1440.");
            }
            typed
        };
        let (warn, alarm) = (minutes(&long), minutes(&too_long));
        let threshold = Threshold { warn_minutes: warn?, alarm_minutes: alarm? };
        if threshold.is_in_order() {
            return Some(threshold);
        }
        faults.add(too_long, "Too long cannot come before long. Enter more minutes here, or fewer there.");
        None
    }

    /// The deed: what differs from what is in force; or every fault of the form at once.
    pub(super) fn deed(&self, now: &Thresholds) -> Result<SetFlowThresholds, Faults> {
        let mut faults = Faults::none();
        let mut of_status = Vec::new();
        for status in crate::board::HERE {
            let typed = self.threshold(status.word(), &mut faults);
            of_status.extend(typed.filter(|to| *to != now.of(*status)).map(|to| (*status, to)));
        }
        let of_stay = self.threshold(STAY, &mut faults).filter(|to| *to != now.of_stay());
        if faults.is_empty() { Ok(SetFlowThresholds { of_status, of_stay }) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Threshold, Thresholds, Typed};
    use front_office::patient_flow::Status;

    #[test]
    fn only_what_differs_is_set() {
        let now = Thresholds::default();
        let mut typed = Typed::of(&now);
        typed.0.insert("waiting-long".to_owned(), "8".to_owned());
        let deed = typed.deed(&now).expect("it is in order");
        let waiting = Threshold { warn_minutes: 8, ..now.of(Status::Waiting) };
        assert_eq!((deed.of_status, deed.of_stay), (vec![(Status::Waiting, waiting)], None));
    }

    #[test]
    fn what_is_out_of_order_is_named() {
        let now = Thresholds::default();
        let mut typed = Typed::of(&now);
        typed.0.insert("stay-long".to_owned(), "300".to_owned());
        typed.0.insert("roomed-long".to_owned(), "soon".to_owned());
        let faults = typed.deed(&now).expect_err("two are wrong");
        assert!(faults.of("stay-too-long").is_some() && faults.of("roomed-long").is_some());
    }
}
