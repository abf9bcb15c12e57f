//! Allergies and intolerances, with how dangerous they are.

mod tables;

pub use tables::Allergy;

use diesel::prelude::*;
use kernel::Problem;
use office::{Act, PatientId, Permission, Query, Reader, Subject};

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

/// SNOMED CT codes of the statement that no allergy is known: of any kind, to drugs (US Edition, 2026-03).
const NONE_KNOWN: &[&str] = &["716186003", "409137002"];

impl Allergy {
    /// Whether it says that somebody asked and there is none.
    #[must_use]
    pub fn is_none_known(&self) -> bool {
        NONE_KNOWN.contains(&self.code.as_str())
    }
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
    type Answer = Vec<Allergy>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<Allergy>, Problem> {
        listed(read, self.patient, true, BANNER_MAX)
    }
}
