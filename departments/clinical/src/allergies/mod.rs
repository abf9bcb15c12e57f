//! Allergies and intolerances, with how dangerous they are.

mod tables;

pub use tables::Allergy;

use crate::histories::{Known, allergies_known};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};

kernel::id!(
    /// An allergy or intolerance.
    AllergyId
);

/// The allergies of a patient that are present, or those that are past or refuted; the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn listed(read: &mut Reader<'_>, patient: PatientId, present: bool, at_most: u32) -> Result<Vec<Allergy>, Problem> {
    use tables::allergy;
    let lines = allergy::table.filter(allergy::patient.eq(patient)).filter(allergy::present.eq(present));
    read.list(lines.order(allergy::at_key.desc()).select(Allergy::as_select()), at_most)
}

/// Seeing what a patient is allergic to, as the banner of every page shows it.
pub const SEE_ALLERGIES: Act = Act::new("allergies.see", Permission::SeeChart);

/// SNOMED CT code of the statement that no allergy is known.
pub const NO_KNOWN_ALLERGY: &str = "716186003";
/// The codes of that statement: of any kind, to drugs (SNOMED CT US Edition, 2026-03).
const NONE_KNOWN: &[&str] = &[NO_KNOWN_ALLERGY, "409137002"];

impl Allergy {
    /// Whether it says that somebody asked and there is none.
    #[must_use]
    pub fn is_none_known(&self) -> bool {
        NONE_KNOWN.contains(&self.code.as_str())
    }
}

/// What is known of a patient's allergies.
#[derive(Clone)]
pub struct KnownAllergies {
    /// Whose.
    pub patient: PatientId,
    /// The allergies that stand.
    pub list: Vec<Allergy>,
    /// Whether there are some, or somebody asked and there are none, or nobody asked.
    pub known: Known,
}

impl Discloses for KnownAllergies {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// What is known of a patient's allergies, as part of another page or letter.
///
/// # Errors
/// Broken, when the database fails.
pub fn known(read: &mut Reader<'_>, patient: PatientId, at_most: u32) -> Result<KnownAllergies, Problem> {
    allergies_known(read, patient, at_most)
}

/// What a patient is allergic to now, for the banner.
#[derive(Clone, Copy, Debug)]
pub struct AllergiesOf {
    /// Whose.
    pub patient: PatientId,
}

/// More than this stand in the chart, not in the banner.
const BANNER_MAX: u32 = 30;

impl Query for AllergiesOf {
    const ACT: Act = SEE_ALLERGIES;
    type Answer = KnownAllergies;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<KnownAllergies, Problem> {
        known(read, self.patient, BANNER_MAX)
    }
}
