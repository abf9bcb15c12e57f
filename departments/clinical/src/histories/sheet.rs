//! The histories of a chart as they are gone through: each section with its entries, and what is new in it.

use super::known::{joined_at, known, told_by_others};
use super::review::last;
use super::rows::{Listed, Stands};
use super::said::{Field, Said};
use super::tables::{StandingRow, entry_standing};
use super::values::Topic;
use super::{EntryId, Known, Origin, Review, SEE_HISTORIES, Section};
use crate::allergies::Allergy;
use crate::observations::{self, Observation};
use crate::received::{Came, arrivals};
use crate::{allergies, family, immunizations, medications, problems, procedures, social};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem, RawId};
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, Subject};
use std::collections::HashMap;

/// Entries of a list that hold, at most; a section says so when there are as many.
pub const ENTRIES_MAX: u32 = 200;

/// An entry as the page shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// What it says.
    pub said: Said,
    /// How it stands.
    pub stands: Stands,
    /// Who brought it.
    pub origin: Origin,
    /// From which office, where another one sent it.
    pub source: String,
    /// Who entered it, or accepted what the patient told.
    pub entered_by: Option<AccountId>,
    /// When it was entered or came in.
    pub came_at: Option<Moment>,
    /// When and by whom it was changed here last, if it was.
    pub changed: Option<(Moment, AccountId)>,
    /// Why it never held.
    pub in_error: Phi<String>,
    /// How often it was changed here; 0 for what came in and was never touched.
    pub version: i64,
    /// Whether nobody who reviewed the section has seen it as it is now.
    pub is_new: bool,
    /// Whether the patient told it and no clinician has gone through the section since.
    pub waits_for_clinician: bool,
    /// When its sender sent something else, after it was changed here.
    pub sender_changed_at: Option<Moment>,
    /// Whether it is shown only: what another office observed is not corrected here, it is asked anew.
    pub is_fixed: bool,
}

/// A section.
#[derive(Clone, Debug)]
pub struct SectionSheet {
    /// Which.
    pub section: Section,
    /// Whether there is none, or nobody asked.
    pub known: Known,
    /// What holds first, then what held, then what never did.
    pub entries: Vec<Entry>,
    /// The last review.
    pub review: Option<Review>,
    /// When it became one with that of another chart, if that was after the last review.
    pub joined_since: Option<Moment>,
    /// Whether there are more entries than are listed.
    pub is_full: bool,
}

impl SectionSheet {
    /// How many entries nobody who reviewed the section has seen as they are.
    #[must_use]
    pub fn new_count(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_new).count()
    }

    /// How many entries the patient told and no clinician has seen.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        self.entries.iter().filter(|entry| entry.waits_for_clinician).count()
    }
}

/// All sections, in their order.
#[derive(Clone, Debug)]
pub struct Histories {
    /// Whose.
    pub patient: PatientId,
    /// The sections.
    pub sections: Vec<SectionSheet>,
    /// When this was looked at: a review says what it had seen by this moment.
    pub as_of: Moment,
}

impl Histories {
    /// One of the sections.
    #[must_use]
    pub fn section(&self, section: Section) -> Option<&SectionSheet> {
        self.sections.iter().find(|sheet| sheet.section == section)
    }
}

impl Discloses for Histories {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// The histories of a chart.
#[derive(Clone, Copy, Debug)]
pub struct HistoriesOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for HistoriesOf {
    const ACT: Act = SEE_HISTORIES;
    type Answer = Histories;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Histories, Problem> {
        histories(read, self.patient)
    }
}

/// The histories of a chart, as part of another page.
///
/// # Errors
/// Broken, when the database fails.
pub fn histories(read: &mut Reader<'_>, patient: PatientId) -> Result<Histories, Problem> {
    let sections = Section::ALL.iter().map(|one| section(read, patient, *one)).collect::<Result<_, _>>()?;
    Ok(Histories { patient, sections, as_of: read.now() })
}

/// One section.
///
/// # Errors
/// Broken, when the database fails.
pub fn section(read: &mut Reader<'_>, patient: PatientId, section: Section) -> Result<SectionSheet, Problem> {
    let (mut entries, none_told) = gathered(read, patient, section)?;
    let is_full = entries.len() >= ENTRIES_MAX as usize;
    let seen = Seen::of(read, patient, section)?;
    trace(read, patient, section, &mut entries)?;
    for entry in &mut entries {
        seen.mark(entry);
    }
    entries.sort_by_key(|entry| entry.stands);
    let known = known(read, patient, section, &entries, none_told)?;
    Ok(SectionSheet { section, known, entries, review: seen.review, joined_since: seen.joined_since, is_full })
}

/// What reviewers of a section had seen.
struct Seen {
    review: Option<Review>,
    by_clinician: Option<Review>,
    joined_since: Option<Moment>,
}

impl Seen {
    fn of(read: &mut Reader<'_>, patient: PatientId, section: Section) -> Result<Self, Problem> {
        let (review, by_clinician) = last(read, patient, section)?;
        let joined = joined_at(read, patient, section)?;
        let joined_since = joined.filter(|joined| review.is_some_and(|review| *joined >= review.as_of));
        Ok(Self { review, by_clinician, joined_since })
    }

    fn mark(&self, entry: &mut Entry) {
        let last = [entry.came_at, entry.changed.map(|(at, _)| at), entry.sender_changed_at];
        let last = last.into_iter().flatten().max();
        let since = |review: Review| self.joined_since.is_some() || last.is_some_and(|last| last > review.as_of);
        entry.is_new = self.review.is_some_and(since);
        let told = entry.origin == Origin::Told && entry.stands != Stands::InError;
        let came_before = |review: Review| entry.came_at.is_some_and(|came| came <= review.as_of);
        let seen = self.joined_since.is_none() && self.by_clinician.is_some_and(came_before);
        entry.waits_for_clinician = told && !seen;
    }
}

fn entry(id: RawId, said: Said, stands: Stands) -> Entry {
    Entry {
        id: id.into(),
        said,
        stands,
        origin: Origin::Imported,
        source: String::new(),
        entered_by: None,
        came_at: None,
        changed: None,
        in_error: Phi::default(),
        version: 0,
        is_new: false,
        waits_for_clinician: false,
        sender_changed_at: None,
        is_fixed: false,
    }
}

fn entries<L: Listed>(rows: Vec<L>) -> Vec<Entry> {
    rows.iter().map(|row| entry(row.id(), row.said(), row.stands())).collect()
}

/// What stands, and what stood.
fn both<L>(mut list: impl FnMut(bool) -> Result<Vec<L>, Problem>) -> Result<Vec<L>, Problem> {
    let mut rows = list(true)?;
    rows.extend(list(false)?);
    Ok(rows)
}

/// The rows of a section, and the statement that there is none where another office sent it as a row.
fn gathered(
    read: &mut Reader<'_>,
    patient: PatientId,
    section: Section,
) -> Result<(Vec<Entry>, Option<super::NoneKnown>), Problem> {
    let mut none_told = None;
    let all = match section {
        Section::Problems => entries(problems::listed(read, patient, true, ENTRIES_MAX)?),
        Section::Past => entries(problems::listed(read, patient, false, ENTRIES_MAX)?),
        Section::Allergies => {
            let mut rows = both(|present| allergies::listed(read, patient, present, ENTRIES_MAX))?;
            none_told = told_by_others(read, &rows)?;
            rows.retain(|row: &Allergy| !row.is_none_known());
            entries(rows)
        }
        Section::Medications => entries(both(|present| medications::listed(read, patient, present, ENTRIES_MAX))?),
        Section::Surgical => entries(procedures::latest(read, patient, ENTRIES_MAX)?),
        Section::Family => entries(both(|present| family::listed(read, patient, present, ENTRIES_MAX))?),
        Section::Social => {
            let ours = entries(both(|present| social::listed(read, patient, present, ENTRIES_MAX))?);
            let theirs = observed(read, patient, &ours)?;
            [ours, theirs].concat()
        }
        Section::Immunizations => entries(immunizations::listed(read, patient, ENTRIES_MAX)?),
    };
    Ok((all, none_told))
}

/// What other offices observed of how the patient lives: the latest of each thing; it holds unless it was asked here since.
fn observed(read: &mut Reader<'_>, patient: PatientId, ours: &[Entry]) -> Result<Vec<Entry>, Problem> {
    let mut rows = observations::latest(read, patient, "social-history", ENTRIES_MAX)?;
    // Some offices send the smoking status among their surveys or vitals.
    let codes: Vec<&str> = Topic::ALL.iter().flat_map(|topic| topic.loinc()).copied().collect();
    for row in observations::of_codes(read, patient, &codes, ENTRIES_MAX)? {
        if !rows.iter().any(|one| one.id == row.id) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.at_key));
    rows.retain(|row| row.stands() && !row.value().is_empty());
    let mut seen: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for row in rows {
        let said = told_of(&row);
        let thing = format!("{}/{}", said.get(Field::Topic), row.code);
        let asked_here = said.get(Field::Topic) != Topic::Other.word()
            && ours.iter().any(|one| one.stands == Stands::Now && one.said.get(Field::Topic) == said.get(Field::Topic));
        let stands = if asked_here || seen.contains(&thing) { Stands::Before } else { Stands::Now };
        seen.push(thing);
        all.push(Entry { is_fixed: true, ..entry(row.id.into(), said, stands) });
    }
    Ok(all)
}

fn told_of(row: &Observation) -> Said {
    let topic = Topic::ALL.iter().find(|topic| topic.loinc().contains(&row.code.as_str())).copied();
    let topic = topic.unwrap_or(Topic::Other);
    let said = Said::nothing().with(Field::Topic, topic.word()).with(Field::What, row.value());
    let said = if topic == Topic::Other { said.with(Field::Amount, &row.label) } else { said };
    said.with(Field::Since, &row.at_text).with(Field::Note, row.note.reveal())
}

/// Where entries came from, who entered them, and what was done to them here.
fn trace(read: &mut Reader<'_>, patient: PatientId, section: Section, entries: &mut [Entry]) -> Result<(), Problem> {
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let query = entry_standing::table
        .filter(entry_standing::patient.eq(patient).and(entry_standing::id.eq_any(ids.clone())))
        .select(StandingRow::as_select());
    let rows: Vec<StandingRow> = read.list(query, u32::try_from(ids.len()).unwrap_or(u32::MAX))?;
    let standings: HashMap<EntryId, StandingRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let raw: Vec<RawId> = ids.into_iter().map(RawId::from).collect();
    let came = arrivals(read, &raw)?;
    for entry in entries.iter_mut() {
        follow(entry, standings.get(&entry.id), came.get(&RawId::from(entry.id)), section);
    }
    Ok(())
}

fn follow(entry: &mut Entry, standing: Option<&StandingRow>, came: Option<&Came>, section: Section) {
    if let Some(came) = came {
        entry.source.clone_from(&came.source);
        entry.came_at = Some(came.at);
    }
    let Some(row) = standing else { return };
    entry.origin = row.origin;
    entry.version = row.version;
    entry.in_error = row.in_error.clone();
    if !row.in_error.reveal().is_empty() && section == Section::Social {
        entry.stands = Stands::InError;
    }
    if row.origin == Origin::Imported {
        // The row says since when it is changed here; what the sender sent after that stands aside.
        entry.sender_changed_at = came.map(|came| came.at).filter(|at| *at > row.changed_at);
        entry.changed = Some((row.changed_at, row.changed_by));
    } else {
        entry.came_at = Some(row.entered_at);
        entry.entered_by = Some(row.entered_by);
        entry.changed = (row.version > 1).then_some((row.changed_at, row.changed_by));
    }
}
