//! What patients tell of themselves, once somebody has accepted it.

use super::keep::{Change, Keeping};
use super::known::state_none;
use super::said::Said;
use super::{EntryId, Origin, Section};
use kernel::Problem;
use office::{PatientId, Tx};
use registry::people::merging::check_stands;

/// Enters what a patient told into a section; who does it is who accepted it. An illness goes into the past medical history,
/// whether it stands or not: the problem list is for clinicians to keep.
///
/// # Errors
/// Invalid, when a field of it is at fault; conflict, when the same stands there already, or the chart was merged away.
pub fn tell(tx: &mut Tx<'_>, patient: PatientId, section: Section, said: &Said) -> Result<EntryId, Problem> {
    let section = if section == Section::Problems { Section::Past } else { section };
    Keeping { patient, section, origin: Origin::Told }.keep(tx, &Change::Enter(said.clone()))
}

/// Enters that a patient said there is none.
///
/// # Errors
/// Conflict, while an entry stands against it.
pub fn tell_none(tx: &mut Tx<'_>, patient: PatientId, section: Section) -> Result<(), Problem> {
    check_stands(tx, patient)?;
    state_none(tx, patient, section, Origin::Told)
}
