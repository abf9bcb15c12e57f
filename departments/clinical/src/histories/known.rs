//! Whether there is none of something, or nobody asked: the statement, and when it holds.
//!
//! A statement that there is none holds while nothing stands against it: no entry that holds, none that came after it, and no
//! merge with another chart since.

use super::facts::HistoryFact;
use super::rows::{IN_ERROR, Stands};
use super::sheet::Entry;
use super::tables::{StatementRow, section_joined, section_statement};
use super::{KEEP_HISTORIES, KEEP_PROBLEMS, Origin, Section};
use crate::allergies::{self, Allergy, KnownAllergies};
use crate::received;
use diesel::prelude::*;
use kernel::{Moment, Problem, RawId};
use office::{AccountId, Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;

/// Past allergies that are looked at for whether there was ever one.
const PAST_LOOKED_AT: u32 = 20;

kernel::code!(
    /// What is stated about a section.
    Says {
        /// Somebody asked, and there is none.
        NoneKnown = "none_known",
        /// That it is so is taken back: nobody knows.
        Withdrawn = "withdrawn",
    }
);

/// That there is none, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoneKnown {
    /// When it was stated, or came in.
    pub at: Moment,
    /// Who stated or accepted it; nobody of this office, where it came in.
    pub by: Option<AccountId>,
    /// Who brought it.
    pub origin: Origin,
}

/// What is known of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nobody asked yet.
    NotAsked,
    /// Somebody asked, and there is none.
    None(NoneKnown),
    /// These stand in it.
    Listed,
}

/// The last statement about a section, with whether the charts were joined since.
fn stated(read: &mut Reader<'_>, patient: PatientId, section: Section) -> Result<Option<NoneKnown>, Problem> {
    let last = section_statement::table
        .filter(section_statement::patient.eq(patient).and(section_statement::section.eq(section)))
        .order((section_statement::stated_at.desc(), section_statement::id.desc()))
        .select(StatementRow::as_select());
    let Some(last) = read.maybe::<_, StatementRow>(last)? else { return Ok(None) };
    let joined = joined_at(read, patient, section)?;
    let holds = last.says == Says::NoneKnown && joined.is_none_or(|joined| joined < last.stated_at);
    Ok(holds.then_some(NoneKnown { at: last.stated_at, by: Some(last.stated_by), origin: last.origin }))
}

/// When this section was last joined with that of another chart.
pub(super) fn joined_at(
    read: &mut Reader<'_>,
    patient: PatientId,
    section: Section,
) -> Result<Option<Moment>, Problem> {
    let last = section_joined::table
        .filter(section_joined::patient.eq(patient).and(section_joined::section.eq(section)))
        .order(section_joined::joined_at.desc())
        .select(section_joined::joined_at);
    read.maybe(last)
}

/// What is known of a section with these entries; `told` is the same statement as another office sent it.
pub(super) fn known(
    read: &mut Reader<'_>,
    patient: PatientId,
    section: Section,
    entries: &[Entry],
    told: Option<NoneKnown>,
) -> Result<Known, Problem> {
    if entries.iter().any(|entry| section.contradicts(entry.stands)) {
        return Ok(Known::Listed);
    }
    let ours = stated(read, patient, section)?;
    let latest = [ours, told].into_iter().flatten().max_by_key(|stated| stated.at);
    let came_after = |stated: &NoneKnown| {
        entries.iter().any(|entry| entry.stands != Stands::InError && entry.came_at.is_some_and(|at| at > stated.at))
    };
    let has_past = entries.iter().any(|entry| entry.stands == Stands::Before);
    Ok(match latest.filter(|stated| !came_after(stated)) {
        Some(stated) => Known::None(stated),
        None if has_past => Known::Listed,
        None => Known::NotAsked,
    })
}

/// That no allergy is known, as another office sent it: a line of the list whose code says so.
pub(super) fn told_by_others(read: &mut Reader<'_>, lines: &[Allergy]) -> Result<Option<NoneKnown>, Problem> {
    let said: Vec<RawId> =
        lines.iter().filter(|line| line.is_none_known() && line.present).map(|line| line.id.into()).collect();
    if said.is_empty() {
        return Ok(None);
    }
    let came = received::arrivals(read, &said)?;
    let at = came.values().map(|arrival| arrival.at).max();
    Ok(at.map(|at| NoneKnown { at, by: None, origin: Origin::Imported }))
}

/// What the banner says of the allergies.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn allergies_known(
    read: &mut Reader<'_>,
    patient: PatientId,
    at_most: u32,
) -> Result<KnownAllergies, Problem> {
    let lines = allergies::listed(read, patient, true, at_most)?;
    let told = lines.iter().any(Allergy::is_none_known);
    let list: Vec<Allergy> = lines.into_iter().filter(|line| !line.is_none_known()).collect();
    if !list.is_empty() {
        return Ok(KnownAllergies { patient, list, known: Known::Listed });
    }
    // Nothing stands: whether that was stated is rare enough to look at the whole section.
    let known = match told || stated(read, patient, Section::Allergies)?.is_some() {
        true => super::sheet::section(read, patient, Section::Allergies)?.known,
        false if had_some(read, patient)? => Known::Listed,
        false => Known::NotAsked,
    };
    Ok(KnownAllergies { patient, list, known })
}

/// Whether there were allergies once, which somebody must have asked about.
fn had_some(read: &mut Reader<'_>, patient: PatientId) -> Result<bool, Problem> {
    let past = allergies::listed(read, patient, false, PAST_LOOKED_AT)?;
    Ok(past.iter().any(|line| line.verification != IN_ERROR))
}

/// States that there is none of something, or takes that back.
#[derive(Clone, Copy, Debug)]
pub struct StateNone {
    /// Whose.
    pub patient: PatientId,
    /// Of what.
    pub section: Section,
    /// What is stated.
    pub says: Says,
}

impl Command for StateNone {
    const ACT: Act = KEEP_HISTORIES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if self.section == Section::Problems {
            return Err(super::keep::not_theirs());
        }
        state(tx, self.patient, self.section, self.says)
    }
}

/// States that there is no problem, or takes that back.
#[derive(Clone, Copy, Debug)]
pub struct StateNoProblems {
    /// Whose.
    pub patient: PatientId,
    /// What is stated.
    pub says: Says,
}

impl Command for StateNoProblems {
    const ACT: Act = KEEP_PROBLEMS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        state(tx, self.patient, Section::Problems, self.says)
    }
}

fn state(tx: &mut Tx<'_>, patient: PatientId, section: Section, says: Says) -> Result<(), Problem> {
    check_stands(tx, patient)?;
    match says {
        Says::NoneKnown => state_none(tx, patient, section, Origin::Entered),
        Says::Withdrawn => write(tx, patient, section, Says::Withdrawn, Origin::Entered),
    }
}

/// States it, unless an entry stands against it.
pub(super) fn state_none(tx: &mut Tx<'_>, patient: PatientId, section: Section, origin: Origin) -> Result<(), Problem> {
    if section.none_in_words().is_none() {
        return Err(Problem::invalid("no_such_statement", "Each topic of this section has an answer of its own."));
    }
    let sheet = super::sheet::section(tx, patient, section)?;
    if sheet.entries.iter().any(|entry| section.contradicts(entry.stands)) {
        let say =
            "Something stands in this list. End it, or mark it as entered in error, before you say that there is none.";
        return Err(Problem::conflict("entries_stand", say));
    }
    write(tx, patient, section, Says::NoneKnown, origin)
}

/// Takes a statement back where one holds: something was entered that contradicts it.
pub(super) fn withdraw(tx: &mut Tx<'_>, patient: PatientId, section: Section, origin: Origin) -> Result<(), Problem> {
    match stated(tx, patient, section)? {
        Some(_) => write(tx, patient, section, Says::Withdrawn, origin),
        None => Ok(()),
    }
}

fn write(tx: &mut Tx<'_>, patient: PatientId, section: Section, says: Says, origin: Origin) -> Result<(), Problem> {
    let row = StatementRow {
        id: tx.id(),
        patient,
        section,
        says,
        origin,
        stated_at: tx.now(),
        stated_by: tx.who().account(),
    };
    tx.write(HistoryFact::Stated { patient, section, says, origin }).insert(section_statement::table, &row)?;
    Ok(())
}
