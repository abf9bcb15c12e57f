//! Entering, correcting, ending: one way for all kinds of entries, each change kept.

use super::ending::{ended, named};
use super::facts::HistoryFact;
use super::fields::settled;
use super::known::withdraw;
use super::normal::{is_same, is_same_strength};
use super::rows::{Listed, Stands};
use super::said::{Field, Said};
use super::sheet;
use super::tables::{ChangeRow, EntryDeed, FieldRow, StandingRow, entry_change, entry_change_field, entry_standing};
use super::{EntryId, KEEP_HISTORIES, KEEP_PROBLEMS, Origin, Section};
use crate::allergies::Allergy;
use crate::family::FamilyIllness;
use crate::immunizations::Immunization;
use crate::medications::Medication;
use crate::problems::ListedProblem;
use crate::procedures::ProcedureDone;
use crate::social::SocialAnswer;
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Subject, Tx};
use registry::people::merging::check_stands;

/// Letters of a reason.
const REASON_MAX: usize = 300;

/// What is done to an entry. `version` is the one that was looked at; 0 for what came in and was never changed here.
#[derive(Clone, Debug)]
pub enum Change {
    /// A new one.
    Enter(Said),
    /// It says this from now on.
    Correct(EntryId, i64, Said),
    /// It came to an end, on a day as it was told.
    End(EntryId, i64, Phi<String>),
    /// It holds again; of a past illness: it stands on the problem list from now on.
    Again(EntryId, i64),
    /// It never held, for this reason.
    InError(EntryId, i64, Phi<String>),
}

/// Keeps an entry of any section but the problem list.
#[derive(Clone, Debug)]
pub struct KeepHistory {
    /// Whose.
    pub patient: PatientId,
    /// In which section.
    pub section: Section,
    /// What is done.
    pub change: Change,
}

/// Keeps the problem list.
#[derive(Clone, Debug)]
pub struct KeepProblem {
    /// Whose.
    pub patient: PatientId,
    /// What is done.
    pub change: Change,
}

impl Command for KeepHistory {
    const ACT: Act = KEEP_HISTORIES;
    type Done = EntryId;

    fn subject(&self, _read: &mut office::Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<EntryId, Problem> {
        if self.section == Section::Problems {
            return Err(not_theirs());
        }
        Keeping { patient: self.patient, section: self.section, origin: Origin::Entered }.keep(tx, &self.change)
    }
}

impl Command for KeepProblem {
    const ACT: Act = KEEP_PROBLEMS;
    type Done = EntryId;

    fn subject(&self, _read: &mut office::Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<EntryId, Problem> {
        Keeping { patient: self.patient, section: Section::Problems, origin: Origin::Entered }.keep(tx, &self.change)
    }
}

/// The problem list has a permission of its own.
pub(super) fn not_theirs() -> Problem {
    let say = "The problem list is kept by physicians, nurse practitioners and physician assistants.";
    Problem::refused("not_permitted", say)
}

/// Whose entry is kept, where, and who brought it.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    pub patient: PatientId,
    pub section: Section,
    pub origin: Origin,
}

/// One entry before a change.
struct Found<L> {
    row: L,
    standing: Option<StandingRow>,
}

impl<L> Found<L> {
    /// How often it was changed here.
    fn version(&self) -> i64 {
        self.standing.as_ref().map_or(0, |standing| standing.version)
    }
}

impl Keeping {
    /// Does it, whatever kind of row the section has.
    pub(super) fn keep(self, tx: &mut Tx<'_>, change: &Change) -> Result<EntryId, Problem> {
        check_stands(tx, self.patient)?;
        match self.section {
            Section::Problems | Section::Past => self.kept::<ListedProblem>(tx, change),
            Section::Allergies => self.kept::<Allergy>(tx, change),
            Section::Medications => self.kept::<Medication>(tx, change),
            Section::Surgical => self.kept::<ProcedureDone>(tx, change),
            Section::Family => self.kept::<FamilyIllness>(tx, change),
            Section::Social => self.kept::<SocialAnswer>(tx, change),
            Section::Immunizations => self.kept::<Immunization>(tx, change),
        }
    }

    fn kept<L: Listed>(self, tx: &mut Tx<'_>, change: &Change) -> Result<EntryId, Problem> {
        match change {
            Change::Enter(typed) => self.enter::<L>(tx, typed),
            Change::Correct(entry, version, typed) => {
                let found = self.find::<L>(tx, *entry, *version)?;
                let before = found.row.said();
                let typed = named(tx, self.section, typed)?;
                let said = settled(self.section, &typed, Some(&before), tx.today(&TimeZone::UTC))?;
                self.refuse_twice(tx, &said, Some(*entry))?;
                self.change(tx, found, &said, EntryDeed::Corrected, Phi::default())
            }
            Change::End(entry, version, on) => {
                let found = self.find::<L>(tx, *entry, *version)?;
                let said = ended(self.section, &found.row.said(), on)?;
                self.change(tx, found, &said, EntryDeed::Ended, Phi::default())
            }
            Change::Again(entry, version) => {
                let found = self.find::<L>(tx, *entry, *version)?;
                let mut said = found.row.said();
                said.set(Field::Status, "active");
                said.set(Field::Until, "");
                if self.section == Section::Problems {
                    said.set(Field::Verification, "confirmed");
                }
                self.refuse_twice(tx, &said, Some(*entry))?;
                self.change(tx, found, &said, EntryDeed::Again, Phi::default())
            }
            Change::InError(entry, version, reason) => {
                let found = self.find::<L>(tx, *entry, *version)?;
                self.in_error(tx, found, reason)
            }
        }
    }

    fn enter<L: Listed>(self, tx: &mut Tx<'_>, typed: &Said) -> Result<EntryId, Problem> {
        let typed = named(tx, self.section, typed)?;
        let said = settled(self.section, &typed, None, tx.today(&TimeZone::UTC))?;
        self.refuse_twice(tx, &said, None)?;
        let Self { patient, section, origin } = self;
        let id: EntryId = tx.id();
        let mut row = L::blank(id.into(), patient, &tx.today(&TimeZone::UTC).to_string());
        row.take(&said);
        if section == Section::Problems && row.stands() != Stands::Now {
            let say = "A problem that is over belongs to the past medical history. Enter it there.";
            return Err(Problem::invalid("not_active", say).at("status", say));
        }
        if section.contradicts(row.stands()) {
            withdraw(tx, patient, section, origin)?;
        }
        let (now, who) = (tx.now(), tx.who().account());
        let standing = StandingRow {
            id,
            patient,
            section,
            origin,
            version: 1,
            in_error: Phi::default(),
            entered_at: now,
            entered_by: who,
            changed_at: now,
            changed_by: who,
        };
        let mut pen = tx.write(HistoryFact::Entered { patient, section, entry: id, origin });
        row.keep(&mut pen)?;
        pen.insert(entry_standing::table, &standing)?;
        let deed = change_row(&standing, EntryDeed::Entered, Phi::default());
        pen.insert(entry_change::table, &deed)?;
        Ok(id)
    }

    /// The entry, as it is; somebody may have changed it since it was looked at.
    fn find<L: Listed>(self, tx: &mut Tx<'_>, entry: EntryId, version: i64) -> Result<Found<L>, Problem> {
        let not_there = || Problem::not_found("not_found", "There is no such entry, or you may not see it.");
        let row = L::find(tx, self.patient, entry.into())?.ok_or_else(not_there)?;
        let query = entry_standing::table
            .filter(entry_standing::id.eq(entry).and(entry_standing::patient.eq(self.patient)))
            .select(StandingRow::as_select());
        let standing: Option<StandingRow> = tx.maybe(query)?;
        let found = Found { row, standing };
        if found.version() != version {
            let say = "Somebody else changed this entry while you had it open. Look at it again.";
            return Err(Problem::conflict("stale", say));
        }
        let in_error = found.standing.as_ref().is_some_and(|row| !row.in_error.reveal().is_empty());
        if in_error || found.row.stands() == Stands::InError {
            let say = "This was entered in error. Enter it anew instead.";
            return Err(Problem::refused("in_error", say));
        }
        // A problem that stands is kept under the problem list alone.
        if self.section == Section::Past && found.row.stands() == Stands::Now {
            return Err(not_there());
        }
        Ok(found)
    }

    fn change<L: Listed>(
        self,
        tx: &mut Tx<'_>,
        found: Found<L>,
        said: &Said,
        deed: EntryDeed,
        reason: Phi<String>,
    ) -> Result<EntryId, Problem> {
        let before = found.row.said();
        let mut row = found.row.clone();
        row.take(said);
        let fields = before.changed(said);
        if fields.is_empty() {
            return Ok(row.id().into());
        }
        if self.section.contradicts(row.stands()) {
            withdraw(tx, self.patient, self.section, Origin::Entered)?;
        }
        self.write(tx, &found, &row, deed, reason, fields)
    }

    fn in_error<L: Listed>(self, tx: &mut Tx<'_>, found: Found<L>, reason: &Phi<String>) -> Result<EntryId, Problem> {
        let reason = reason.reveal().trim();
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            let say = "Write in a few words what was wrong.";
            return Err(Problem::invalid("no_reason", say).at("reason", say));
        }
        let mut row = found.row.clone();
        row.mark_in_error();
        self.write(tx, &found, &row, EntryDeed::InError, Phi::new(reason.to_owned()), Vec::new())
    }

    /// Puts the row in the place of the one before, and notes what changed.
    fn write<L: Listed>(
        self,
        tx: &mut Tx<'_>,
        found: &Found<L>,
        row: &L,
        deed: EntryDeed,
        reason: Phi<String>,
        fields: Vec<(Field, Phi<String>, Phi<String>)>,
    ) -> Result<EntryId, Problem> {
        let Self { patient, section, .. } = self;
        let (now, who, entry) = (tx.now(), tx.who().account(), EntryId::from(row.id()));
        let standing = StandingRow {
            id: entry,
            patient,
            section: if row.stands() == Stands::Before && section == Section::Problems {
                Section::Past
            } else {
                section
            },
            origin: found.standing.as_ref().map_or(Origin::Imported, |standing| standing.origin),
            version: found.version() + 1,
            in_error: if deed == EntryDeed::InError { reason.clone() } else { Phi::default() },
            entered_at: found.standing.as_ref().map_or(now, |standing| standing.entered_at),
            entered_by: found.standing.as_ref().map_or(who, |standing| standing.entered_by),
            changed_at: now,
            changed_by: who,
        };
        let named = fields.iter().map(|(field, ..)| *field).collect();
        let mut pen = tx.write(fact(&standing, deed, named));
        row.replace(&mut pen)?;
        match found.standing {
            None => pen.insert(entry_standing::table, &standing).map(drop)?,
            Some(_) => {
                let target = entry_standing::table
                    .filter(entry_standing::id.eq(entry).and(entry_standing::version.eq(found.version())));
                pen.change(diesel::update(target).set((
                    entry_standing::section.eq(standing.section),
                    entry_standing::version.eq(standing.version),
                    entry_standing::in_error.eq(standing.in_error.clone()),
                    entry_standing::changed_at.eq(now),
                    entry_standing::changed_by.eq(who),
                )))?;
            }
        }
        pen.insert(entry_change::table, change_row(&standing, deed, reason))?;
        for (field, was, became) in fields {
            let row = FieldRow { entry, version: standing.version, field, was, became };
            pen.insert(entry_change_field::table, &row)?;
        }
        Ok(entry)
    }

    /// The same substance, or the same problem, does not stand twice; nor the same medicine in the same strength.
    fn refuse_twice(self, tx: &mut Tx<'_>, said: &Said, but: Option<EntryId>) -> Result<(), Problem> {
        let Self { patient, section, .. } = self;
        if !matches!(section, Section::Allergies | Section::Problems | Section::Medications) {
            return Ok(());
        }
        let status = said.get(Field::Status);
        if !matches!(status, "active" | "recurrence" | "relapse" | "on-hold") {
            return Ok(());
        }
        let there = sheet::section(tx, patient, section)?;
        let twice = there.entries.iter().any(|entry| {
            entry.stands == Stands::Now
                && Some(entry.id) != but
                && is_same(section, &entry.said, said)
                && (section != Section::Medications || is_same_strength(&entry.said, said))
        });
        if twice {
            let say = "This stands in the list already. Open that entry and change it there.";
            return Err(Problem::conflict("there_already", say).at("what", say));
        }
        Ok(())
    }
}

fn change_row(standing: &StandingRow, deed: EntryDeed, reason: Phi<String>) -> ChangeRow {
    ChangeRow {
        entry: standing.id,
        version: standing.version,
        patient: standing.patient,
        deed,
        reason,
        changed_at: standing.changed_at,
        changed_by: standing.changed_by,
    }
}

fn fact(row: &StandingRow, deed: EntryDeed, fields: Vec<Field>) -> HistoryFact {
    let (patient, section, entry, version) = (row.patient, row.section, row.id, row.version);
    match deed {
        EntryDeed::Ended => HistoryFact::Ended { patient, section, entry, version },
        EntryDeed::Again => HistoryFact::Again { patient, section, entry, version },
        EntryDeed::InError => HistoryFact::InError { patient, section, entry, version },
        EntryDeed::Entered | EntryDeed::Corrected => {
            HistoryFact::Corrected { patient, section, entry, version, fields }
        }
    }
}
