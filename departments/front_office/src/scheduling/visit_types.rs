//! Visit types: what kinds of visit the practice offers, and how long each takes.

use super::facts::FrameFact;
use super::tables::{VisitTypeRow, visit_type};
use super::{ForWhom, MANAGE_VISIT_TYPES, SEE_VISIT_TYPES, TypeTone, VisitTypeId};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// More visit types than this are not listed.
const TYPES_MAX: u32 = 200;
/// No visit takes longer than half a day.
pub(super) const MINUTES_MAX: i64 = 720;

/// A kind of visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// What the desk calls it.
    pub name: String,
    /// How long it takes, 5 to 720 minutes.
    pub minutes: i64,
    /// For whom it is.
    pub for_whom: ForWhom,
    /// Its colour on the schedule.
    pub tone: TypeTone,
    /// Whether it can be booked.
    pub active: bool,
    /// For the next change.
    pub version: i64,
}

/// What a visit type says, as typed.
#[derive(Clone, Debug)]
pub struct VisitTypeFields {
    /// What the desk calls it.
    pub name: String,
    /// How long it takes, 5 to 720 minutes.
    pub minutes: i64,
    /// For whom it is.
    pub for_whom: ForWhom,
    /// Its colour on the schedule.
    pub tone: TypeTone,
}

impl VisitTypeFields {
    fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() {
            let say = "Enter what this kind of visit is called.";
            return Err(Problem::invalid("no_name", say).at("name", say));
        }
        if !(5..=MINUTES_MAX).contains(&self.minutes) || self.minutes % 5 != 0 {
            let say = "Enter its minutes in steps of five, from 5 to 720.";
            return Err(Problem::invalid("bad_minutes", say).at("minutes", say));
        }
        Ok(())
    }
}

/// Adds a kind of visit.
#[derive(Clone, Debug)]
pub struct AddVisitType(pub VisitTypeFields);

impl Command for AddVisitType {
    const ACT: Act = MANAGE_VISIT_TYPES;
    type Done = VisitTypeId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<VisitTypeId, Problem> {
        self.0.check()?;
        check_name_is_free(tx, &self.0.name, None)?;
        let id: VisitTypeId = tx.id();
        let row = VisitTypeRow {
            id,
            name: self.0.name.trim().to_owned(),
            minutes: self.0.minutes,
            for_whom: self.0.for_whom,
            tone: self.0.tone,
            active: true,
            version: 1,
        };
        tx.write(FrameFact::VisitTypeKept { visit_type: id }).insert(visit_type::table, &row)?;
        Ok(id)
    }
}

/// Changes a kind of visit; appointments already booked keep their length.
#[derive(Clone, Debug)]
pub struct ChangeVisitType {
    /// Which.
    pub visit_type: VisitTypeId,
    /// The version the manager saw.
    pub version: i64,
    /// As it is from now on.
    pub to: VisitTypeFields,
    /// Whether it can be booked from now on.
    pub active: bool,
}

impl Command for ChangeVisitType {
    const ACT: Act = MANAGE_VISIT_TYPES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.to.check()?;
        check_name_is_free(tx, &self.to.name, Some(self.visit_type))?;
        let target =
            visit_type::table.filter(visit_type::id.eq(self.visit_type).and(visit_type::version.eq(self.version)));
        let fact = FrameFact::VisitTypeKept { visit_type: self.visit_type };
        tx.write(fact).change(diesel::update(target).set((
            visit_type::name.eq(self.to.name.trim()),
            visit_type::minutes.eq(self.to.minutes),
            visit_type::for_whom.eq(self.to.for_whom),
            visit_type::tone.eq(self.to.tone),
            visit_type::active.eq(self.active),
            visit_type::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}

fn check_name_is_free(tx: &mut Tx<'_>, name: &str, but: Option<VisitTypeId>) -> Result<(), Problem> {
    let query = visit_type::table.filter(visit_type::name.eq(name.trim())).select(visit_type::id);
    let holder: Option<VisitTypeId> = tx.maybe(query)?;
    if holder.is_some() && holder != but {
        let say = "There is a visit type of this name already.";
        return Err(Problem::conflict("name_taken", say).at("name", say));
    }
    Ok(())
}

/// Every visit type by name, also those no longer booked.
///
/// # Errors
/// Broken, when the database fails.
pub fn visit_types(read: &mut Reader<'_>) -> Result<Vec<VisitType>, Problem> {
    let query = visit_type::table.order(visit_type::name).select(VisitTypeRow::as_select());
    let rows: Vec<VisitTypeRow> = read.list(query, TYPES_MAX)?;
    Ok(rows.into_iter().map(VisitType::from).collect())
}

pub(crate) fn one(read: &mut Reader<'_>, id: VisitTypeId) -> Result<VisitType, Problem> {
    let query = visit_type::table.filter(visit_type::id.eq(id)).select(VisitTypeRow::as_select());
    let row: VisitTypeRow = read.one(query, "visit type")?;
    Ok(row.into())
}

/// A visit type that can still be booked, or a sentence that says why not.
///
/// # Errors
/// Not found; refused, when it is no longer offered.
pub(crate) fn bookable(read: &mut Reader<'_>, id: VisitTypeId) -> Result<VisitType, Problem> {
    let found = one(read, id)?;
    if found.active {
        return Ok(found);
    }
    let say = format!("{} is no longer offered. Choose another visit type.", found.name);
    Err(Problem::refused("visit_type_closed", say.clone()).at("visit_type", say))
}

impl From<VisitTypeRow> for VisitType {
    fn from(row: VisitTypeRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            minutes: row.minutes,
            for_whom: row.for_whom,
            tone: row.tone,
            active: row.active,
            version: row.version,
        }
    }
}

/// The visit types of the practice.
#[derive(Clone, Copy, Debug)]
pub struct VisitTypes;

impl Query for VisitTypes {
    const ACT: Act = SEE_VISIT_TYPES;
    type Answer = NoPatients<Vec<VisitType>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        visit_types(read).map(NoPatients)
    }
}
