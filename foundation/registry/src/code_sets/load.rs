//! Loading a release: what it adds holds from its first day, what it leaves out or changes ends the day before.

use super::tables::{EntryRow, code_entry, code_release};
use super::{CodeSet, LOAD_CODES};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Command, Fact, Reader, Subject, Tx};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More codes than any set has.
const CODES_MAX: u32 = 400_000;

/// A code of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The code, plain.
    pub code: String,
    /// What it means.
    pub label: String,
    /// Whether it may stand on a claim, or only groups others.
    pub billable: bool,
    /// The code or block it belongs to.
    pub parent: String,
}

/// Loads a release of a code set.
#[derive(Clone, Debug)]
pub struct LoadRelease {
    /// Which set.
    pub code_set: CodeSet,
    /// The first day it holds.
    pub starts_on: Day,
    /// A digest of the file, by which the same release is known again.
    pub digest: String,
    /// All codes of the release.
    pub codes: Vec<NewCode>,
}

/// What a load did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// Codes of the release.
    pub codes: u32,
    /// Of those: new.
    pub added: u32,
    /// Of those: here before with another meaning.
    pub changed: u32,
    /// Of those: here before just so.
    pub unchanged: u32,
    /// Codes that ended.
    pub ended: u32,
}

#[derive(Serialize)]
struct ReleaseLoaded {
    code_set: CodeSet,
    starts_on: Day,
    #[serde(flatten)]
    loaded: Loaded,
}

impl Fact for ReleaseLoaded {
    fn name(&self) -> &'static str {
        "codes.release_loaded"
    }
}

impl Command for LoadRelease {
    const ACT: Act = LOAD_CODES;
    type Done = Loaded;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Loaded, Problem> {
        let codes = u32::try_from(self.codes.len()).ok().filter(|codes| (1..=CODES_MAX).contains(codes));
        let codes =
            codes.ok_or_else(|| Problem::invalid("bad_release", "A release has between 1 and 400,000 codes."))?;
        if self.is_here(tx)? {
            return Ok(Loaded { codes, unchanged: codes, ..Loaded::default() });
        }
        let open =
            code_entry::table.filter(code_entry::code_set.eq(self.code_set)).filter(code_entry::ends_on.is_null());
        let open: Vec<EntryRow> = tx.list(open.select(EntryRow::as_select()), CODES_MAX)?;
        let mut open: HashMap<String, EntryRow> = open.into_iter().map(|row| (row.code.clone(), row)).collect();
        let mut loaded = Loaded { codes, ..Loaded::default() };
        let (mut enter, mut end) = (Vec::new(), Vec::new());
        for code in &self.codes {
            match open.remove(&code.code) {
                Some(row) if row.label == code.label && row.billable == code.billable && row.parent == code.parent => {
                    loaded.unchanged += 1;
                }
                Some(row) => {
                    loaded.changed += 1;
                    end.push(row);
                    enter.push(code);
                }
                None => {
                    loaded.added += 1;
                    enter.push(code);
                }
            }
        }
        loaded.ended = u32::try_from(open.len()).unwrap_or(u32::MAX);
        end.extend(open.into_values());
        self.write(tx, loaded, &enter, &end)
    }
}

impl LoadRelease {
    /// Whether just this release is here.
    ///
    /// # Errors
    /// Refused, where another release of the same day or a later one is here: releases are loaded in their order.
    fn is_here(&self, tx: &mut Tx<'_>) -> Result<bool, Problem> {
        let latest = code_release::table
            .filter(code_release::code_set.eq(self.code_set))
            .order(code_release::starts_on.desc())
            .select((code_release::starts_on, code_release::digest));
        match tx.maybe::<_, (Day, String)>(latest)? {
            Some((day, digest)) if day == self.starts_on && digest == self.digest => Ok(true),
            Some((day, _)) if day >= self.starts_on => {
                let say = format!(
                    "A release that holds from {day} is loaded already. Load releases in the order of their days."
                );
                Err(Problem::refused("release_order", say))
            }
            _ => Ok(false),
        }
    }

    fn write(&self, tx: &mut Tx<'_>, loaded: Loaded, enter: &[&NewCode], end: &[EntryRow]) -> Result<Loaded, Problem> {
        let now = tx.now();
        let fact = ReleaseLoaded { code_set: self.code_set, starts_on: self.starts_on, loaded };
        let mut pen = tx.write(fact);
        pen.insert(
            code_release::table,
            (
                code_release::code_set.eq(self.code_set),
                code_release::starts_on.eq(self.starts_on),
                code_release::codes.eq(i64::from(loaded.codes)),
                code_release::digest.eq(&self.digest),
                code_release::loaded_at.eq(now),
            ),
        )?;
        let last = self.starts_on.plus_days(-1);
        for row in end {
            let target = code_entry::table
                .filter(code_entry::code_set.eq(self.code_set))
                .filter(code_entry::code.eq(&row.code))
                .filter(code_entry::starts_on.eq(row.starts_on));
            pen.change(diesel::update(target).set(code_entry::ends_on.eq(last)))?;
        }
        for code in enter {
            let row = EntryRow {
                code_set: self.code_set,
                code: code.code.clone(),
                starts_on: self.starts_on,
                ends_on: None,
                label: code.label.clone(),
                billable: code.billable,
                parent: code.parent.clone(),
            };
            pen.insert(code_entry::table, &row)?;
        }
        Ok(loaded)
    }
}
