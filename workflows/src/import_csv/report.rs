//! What became of every row of a table.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// It is new here.
    Added,
    /// It was here with another content.
    Changed,
    /// It was here just so.
    Unchanged,
}

/// The most refusals that are listed one by one; all of them are counted.
const LISTED_MAX: usize = 1_000;

/// What became of every row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// Nothing was kept: it was a trial.
    pub trial: bool,
    /// Rows read.
    pub read: u32,
    /// Rows that are new here.
    pub added: u32,
    /// Rows that were here with another content.
    pub changed: u32,
    /// Rows that were here just so.
    pub unchanged: u32,
    /// Rows that were refused.
    pub refused: u32,
    /// The line of each refused row, and why; at most a thousand.
    pub refusals: Vec<(usize, String)>,
}

impl TableReport {
    /// Notes what became of a row.
    pub fn note(&mut self, fate: RowFate) {
        self.read += 1;
        match fate {
            RowFate::Added => self.added += 1,
            RowFate::Changed => self.changed += 1,
            RowFate::Unchanged => self.unchanged += 1,
        }
    }

    /// Notes that a row was refused.
    pub fn refuse(&mut self, line: usize, why: &str) {
        self.read += 1;
        self.refused += 1;
        if self.refusals.len() < LISTED_MAX {
            self.refusals.push((line, why.to_owned()));
        }
    }
}

impl fmt::Display for TableReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.trial {
            writeln!(f, "A trial: nothing was kept.")?;
        }
        let Self { read, added, changed, unchanged, refused, .. } = self;
        writeln!(f, "{read} rows: {added} new, {changed} changed, {unchanged} unchanged, {refused} refused.")?;
        self.refusals.iter().try_for_each(|(line, why)| writeln!(f, "Line {line}: {why}"))
    }
}
