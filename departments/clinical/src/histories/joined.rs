//! Charts that become one, and part again: what both had in a section is to be gone through as a whole.

use super::facts::HistoryFact;
use super::sheet::section;
use super::tables::section_joined;
use super::{Known, Section};
use diesel::prelude::*;
use kernel::{Problem, RawId};
use office::{PatientId, Reader, Tx};

/// The sections of a chart in which something stands, is stated or was reviewed. Asked before a merge moves the rows of the chart that goes:
/// these the chart that stays gets something in.
///
/// # Errors
/// Broken, when the database fails.
pub fn filled(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Section>, Problem> {
    let mut filled = Vec::new();
    for one in Section::ALL {
        let sheet = section(read, patient, *one)?;
        if !sheet.entries.is_empty() || sheet.known != Known::NotAsked || sheet.review.is_some() {
            filled.push(*one);
        }
    }
    Ok(filled)
}

/// Writes down which sections a merge joined: a review from before counts for them no more, and neither does a statement that
/// there is none.
///
/// # Errors
/// Conflict, when it was written down before.
pub fn joined(tx: &mut Tx<'_>, merge: RawId, survivor: PatientId, sections: Vec<Section>) -> Result<(), Problem> {
    if sections.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let mut pen = tx.write(HistoryFact::Joined { patient: survivor, sections: sections.clone() });
    for one in sections {
        let row = (
            section_joined::merge.eq(merge.as_bytes().to_vec()),
            section_joined::section.eq(one),
            section_joined::patient.eq(survivor),
            section_joined::joined_at.eq(now),
        );
        pen.insert(section_joined::table, row)?;
    }
    Ok(())
}

/// A merge was undone: reviews and statements from before it count again.
///
/// # Errors
/// Broken, when the database fails.
pub fn parted(tx: &mut Tx<'_>, merge: RawId, survivor: PatientId) -> Result<(), Problem> {
    let of_merge = section_joined::table.filter(section_joined::merge.eq(merge.as_bytes().to_vec()));
    let mut pen = tx.write(HistoryFact::Parted { patient: survivor });
    pen.run(diesel::delete(of_merge)).map(drop)
}
