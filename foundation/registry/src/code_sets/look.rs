//! Looking codes up: what one meant on a day, and which begin with what was typed.

use super::tables::{EntryRow, code_entry, code_release};
use super::{CodeSet, LOOK_UP_CODES, plain};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, NoPatients, Query, Reader, Subject};

/// A code with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLine {
    /// The code as people write it.
    pub written: String,
    /// What it means.
    pub label: String,
    /// Whether it may stand on a claim.
    pub billable: bool,
    /// The first day it holds.
    pub starts_on: Day,
    /// The last day it holds, once that is known.
    pub ends_on: Option<Day>,
}

/// Whether a code holds on a day of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldsOn {
    /// It does, and may stand on a claim.
    Yes(CodeLine),
    /// It does, and only groups others: a claim needs a longer one.
    OnlyGroups(CodeLine),
    /// It held before, or holds later.
    OnOtherDays(CodeLine),
    /// No release has it.
    NoSuchCode,
    /// No release of that day is loaded, so nobody here can tell.
    NoRelease,
}

fn line(row: EntryRow) -> CodeLine {
    CodeLine {
        written: row.code_set.written(&row.code),
        label: row.label,
        billable: row.billable,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
    }
}

/// Whether a code holds on a day of service.
///
/// # Errors
/// Broken, when the database fails.
pub fn holds_on(read: &mut Reader<'_>, code_set: CodeSet, code: &str, day: Day) -> Result<HoldsOn, Problem> {
    let first = code_release::table
        .filter(code_release::code_set.eq(code_set))
        .order(code_release::starts_on)
        .select(code_release::starts_on);
    let Some(first) = read.maybe::<_, Day>(first)? else { return Ok(HoldsOn::NoRelease) };
    let rows = code_entry::table
        .filter(code_entry::code_set.eq(code_set))
        .filter(code_entry::code.eq(plain(code)))
        .order(code_entry::starts_on.desc())
        .select(EntryRow::as_select());
    let rows: Vec<EntryRow> = read.list(rows, 50)?;
    let then = rows.iter().find(|row| row.starts_on <= day && row.ends_on.is_none_or(|last| day <= last));
    Ok(match (then, rows.first()) {
        (Some(row), _) if row.billable => HoldsOn::Yes(line(row.clone())),
        (Some(row), _) => HoldsOn::OnlyGroups(line(row.clone())),
        (None, _) if day < first => HoldsOn::NoRelease,
        (None, Some(row)) => HoldsOn::OnOtherDays(line(row.clone())),
        (None, None) => HoldsOn::NoSuchCode,
    })
}

/// The releases of a code set that are loaded: their first days and how many codes each has, the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn releases(read: &mut Reader<'_>, code_set: CodeSet) -> Result<Vec<(Day, i64)>, Problem> {
    let all = code_release::table
        .filter(code_release::code_set.eq(code_set))
        .order(code_release::starts_on.desc())
        .select((code_release::starts_on, code_release::codes));
    read.list(all, 100)
}

/// Codes that begin with what was typed and hold on that day.
#[derive(Clone, Debug)]
pub struct CodesFrom {
    /// Of which set.
    pub code_set: CodeSet,
    /// The beginning of the code, with or without points.
    pub typed: String,
    /// The day of service.
    pub day: Day,
}

/// How many codes one answer shows.
const SHOWN: u32 = 50;

impl Query for CodesFrom {
    const ACT: Act = LOOK_UP_CODES;
    type Answer = NoPatients<Vec<CodeLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let from = plain(&self.typed);
        let to = format!("{from}~");
        let rows = code_entry::table
            .filter(code_entry::code_set.eq(self.code_set))
            .filter(code_entry::code.ge(from).and(code_entry::code.lt(to)))
            .filter(code_entry::starts_on.le(self.day))
            .filter(code_entry::ends_on.is_null().or(code_entry::ends_on.ge(self.day)))
            .order(code_entry::code)
            .select(EntryRow::as_select());
        Ok(NoPatients(read.list(rows, SHOWN)?.into_iter().map(line).collect()))
    }
}
