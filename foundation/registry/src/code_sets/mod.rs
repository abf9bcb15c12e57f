//! Code sets: releases of codes by the day they come into force, and whether a code holds on a day of service.

mod load;
mod look;
mod tables;

pub use load::{LoadRelease, Loaded, NewCode};
pub use look::{CodeLine, CodesFrom, HoldsOn, holds_on, releases};

use office::{Act, Permission};

/// Loading a release of a code set.
pub const LOAD_CODES: Act = Act::new("codes.load", Permission::ImportRecords);
/// Looking codes up: everybody who works here may.
pub const LOOK_UP_CODES: Act = Act::new("codes.look_up", Permission::OwnAccount);

kernel::code!(
    /// A code set of which releases are kept.
    CodeSet {
        /// Diagnoses (ICD-10-CM, CDC/NCHS).
        Icd10Cm = "icd10cm",
    }
);

/// A code as it is compared and stored: upper case, without points and spaces. `e11.65` becomes `E1165`.
#[must_use]
pub fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

impl CodeSet {
    /// A code as people write it: ICD-10-CM has a point behind the third character.
    #[must_use]
    pub fn written(self, code: &str) -> String {
        match self {
            Self::Icd10Cm => match code.split_at_checked(3) {
                Some((category, rest)) if !rest.is_empty() && !code.contains('-') => format!("{category}.{rest}"),
                _ => code.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeSet, plain};

    #[test]
    fn codes_are_compared_without_points_and_shown_with_them() {
        assert_eq!(plain(" e11.65 "), "E1165");
        assert_eq!(CodeSet::Icd10Cm.written("E1165"), "E11.65");
        assert_eq!(CodeSet::Icd10Cm.written("I10"), "I10");
    }
}
